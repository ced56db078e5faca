import {
  defineRule,
  type PolicyKind,
  type Problems,
  policyKinds,
  policyTitles,
  targetsOf,
  targetTitle,
  yaml,
} from '../../src/rule.ts';

const suffixes = { timeout: 'TimeoutPolicy', retry: 'RetryPolicy', circuitBreaker: 'CircuitBreakerPolicy' } as const;

/** The defaults that a target would have if it were not listed; those of one type of component are left out. */
const defaultsFor = (group: string, direction: string | undefined, kind: PolicyKind): readonly string[] => {
  const title = group === 'apps' ? 'App' : group === 'actors' ? 'Actor' : 'Component';
  const levels = direction ? [`Component${direction === 'inbound' ? 'Inbound' : 'Outbound'}`, title, ''] : [title, ''];
  return levels.map((level) => `Default${level}${suffixes[kind]}`);
};

export const ignoredDefaultPolicy = defineRule({
  id: 'ignored-default-policy',
  severity: 'info',
  summary: 'Listed target does not take a default policy',
  why: 'Default policies are for targets that are listed nowhere. One that is listed has what it names, and nothing else: defaults do not fill in the rest.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:620-660,838-870',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/default-policies/',
  effect: 'ignored',
  facts: ['res.default.notmerged', 'res.default.names'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    for (const target of targetsOf(resiliency)) {
      for (const kind of policyKinds) {
        if (target.field.get(kind).hasValue) continue;
        const names = defaultsFor(target.group, target.direction, kind);
        const policy = names
          .map((name) => workspace.policies.seenWith(resiliency, kind, name))
          .find((each) => each !== undefined);
        if (!policy) continue;
        yield {
          at: target.field.key,
          message: `${targetTitle(target)} has no ${policyTitles[kind]}: ${policy.name} is for targets that are not listed`,
          help: `add ${kind}: ${policy.name}, if it is meant to have it`,
          related: [{ at: policy.field.key, message: 'the default' }],
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              long: 60s
            retries:
              DefaultRetryPolicy:
              ~~~~~~~~~~~~~~~~~~ the default
                maxRetries: 3
          targets:
            apps:
              orders:
              ^^^^^^ app "orders" has no retry policy: DefaultRetryPolicy is for targets that are not listed
                timeout: long
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            retries:
              DefaultActorRetryPolicy:
                maxRetries: 3
              few:
                maxRetries: 1
          targets:
            apps:
              orders:
                retry: few
      `,
      because: 'a default for actors is none for apps',
    },
  ],
});
