import {
  builtInRetries,
  closest,
  defineRule,
  didYouMean,
  type Problems,
  policiesOf,
  policyKinds,
  policyTitles,
  quote,
  resilienciesIn,
  targetsOf,
  targetTitle,
  yaml,
} from '../../src/rule.ts';

export const unknownResiliencyPolicy = defineRule({
  id: 'unknown-resiliency-policy',
  severity: 'error',
  summary: 'Target of a Resiliency names a policy that does not exist',
  why: 'A timeout, a retry, or the circuit breaker of an app or an actor that is defined nowhere is skipped without a word: the target has no such policy, and no default one either.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:624,627,630,842,845',
  docs: 'https://docs.dapr.io/operations/resiliency/targets/',
  effect: 'ignored',
  facts: ['res.target.unknown.policy', 'res.target.unknown.cb.app', 'res.merge', 'res.builtin.names'],
  needs: ['Resiliency'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    // All that an app sees share their policies.
    const visible = resilienciesIn(workspace, resiliency.namespace).flatMap((each) => policiesOf(each));
    for (const target of targetsOf(resiliency)) {
      for (const kind of policyKinds) {
        if (kind === 'circuitBreaker' && target.group === 'components') continue;
        const use = target.field.get(kind);
        if (!use.text || !use.resolved) continue;
        const names = [
          ...visible.filter((policy) => policy.kind === kind).map((policy) => policy.name),
          ...(kind === 'retry' ? builtInRetries : []),
        ];
        if (names.includes(use.text)) continue;
        yield {
          at: use,
          message: `there is no ${policyTitles[kind]} ${quote(use.text)}, so ${targetTitle(target)} has none`,
          help: didYouMean(closest(use.text, names), 'define it under spec.policies'),
          ...(!workspace.isClosed && { atMost: 'warning' as const }),
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
              general: 5s
            retries:
              steady:
                maxRetries: 3
          targets:
            apps:
              orders:
                timeout: genral
                         ^^^^^^ there is no timeout "genral", so app "orders" has none
                retry: general
                       ^^^^^^^ there is no retry policy "general", so app "orders" has none
            components:
              cache:
                outbound:
                  retry: Steady
                         ^^^^^^ there is no retry policy "Steady", so outbound component "cache" has none
      `,
      closedWorld: true,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: policies
          namespace: shop
        spec:
          policies:
            timeouts:
              general: 5s
          targets: {}
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: targets
          namespace: shop
        spec:
          policies: {}
          targets:
            apps:
              orders:
                timeout: general
                retry: DaprBuiltInServiceRetries
      `,
      because: 'policies of one Resiliency serve the targets of another, and some retries are built in',
    },
  ],
});
