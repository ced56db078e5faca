import {
  defineRule,
  listed,
  type PolicyKind,
  type Problems,
  policyKinds,
  policyTitles,
  targetsOf,
  targetTitle,
  yaml,
} from '../../src/rule.ts';

const kinds = (what: string) =>
  ({
    type: 'array',
    default: ['timeout'],
    description: `What every target for ${what} has to name: timeout, retry, circuitBreaker.`,
    items: { type: 'string' },
  }) as const;

export const missingTargetPolicy = defineRule({
  id: 'missing-target-policy',
  severity: 'off',
  summary: 'Target of a Resiliency leaves out a policy',
  why: 'A target has the policies that it names and no others: what a default policy would do for it is done only for targets that are not listed.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:615-660,835-870',
  docs: 'https://docs.dapr.io/operations/resiliency/targets/',
  effect: 'fragile',
  covers: ['service-invocation.features', 'bindings.features.error-handling-and-retry'],
  facts: ['res.default.notmerged'],
  presets: {
    production: 'info',
    'todo-chatbot': {
      severity: 'warning',
      apps: ['timeout', 'retry', 'circuitBreaker'],
      components: ['timeout', 'retry'],
    },
  },
  each: 'resiliency',
  options: { apps: kinds('an app'), components: kinds('calls of a component') },

  *check(resiliency, { options }): Problems {
    if (resiliency.isPartial) return;
    for (const target of targetsOf(resiliency)) {
      const { group, direction, field } = target;
      const wanted = group === 'apps' ? options.apps : direction === 'outbound' ? options.components : [];
      const missing = policyKinds.filter((kind) => wanted.includes(kind) && !field.get(kind).text);
      if (missing.length === 0 || !field.isMap) continue;
      yield {
        at: field.key,
        message: `${targetTitle(target)} has no ${listed(missing.map(titleOf))}`,
        help: `name ${missing.length === 1 ? 'one' : 'them'} under ${missing.join(', ')}`,
      };
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
            retries:
              steady:
                maxRetries: 3
          targets:
            apps:
              orders:
              ^^^^^^ app "orders" has no timeout
                retry: steady
            components:
              store:
                outbound:
                ^^^^^^^^ outbound component "store" has no timeout
                  retry: steady
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
            timeouts:
              general: 5s
            retries:
              steady:
                maxRetries: 3
          targets:
            apps:
              orders:
                timeout: general
            components:
              messages:
                inbound:
                  retry: steady
      `,
      because: 'a delivery may take as long as the app wants',
    },
  ],
});

const titleOf = (kind: PolicyKind): string => policyTitles[kind];
