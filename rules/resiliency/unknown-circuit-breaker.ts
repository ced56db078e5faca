import {
  appsIn,
  defineRule,
  didYouMean,
  type Problems,
  quote,
  respelling,
  targetsOf,
  targetTitle,
  yaml,
} from '../../src/rule.ts';

export const unknownCircuitBreaker = defineRule({
  id: 'unknown-circuit-breaker',
  severity: 'error',
  summary: 'Component names a circuit breaker that does not exist',
  why: 'daprd follows the name to nothing and panics as soon as the policy is asked for: when a subscription starts, or at the first call of the component.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:847-850,888-890,1015-1037',
  docs: 'https://docs.dapr.io/operations/resiliency/targets/',
  effect: 'rejected',
  facts: ['res.target.unknown.cb.component', 'res.scopes'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    const { policies } = workspace;
    for (const target of targetsOf(resiliency)) {
      const use = target.field.get('circuitBreaker');
      if (target.group !== 'components' || !use.text || !use.resolved) continue;
      const blind = policies.blindTo(resiliency, 'circuitBreaker', use.text);
      if (blind.length === 0) continue;
      const [known] = policies.named('circuitBreaker', use.text, resiliency.namespace);
      if (known) {
        yield {
          at: use,
          message: `circuit breaker ${quote(use.text)} is not for ${appsIn(blind)}: daprd panics there when ${targetTitle(target)} is used`,
          help: `widen the scopes of ${known.resiliency.title}, or define the circuit breaker here`,
          related: [{ at: known.field.key, message: 'it is for the apps in the scopes of this object' }],
          // Without scopes it is not known that there is another app.
          ...(blind.includes(undefined) && { atMost: 'warning' as const }),
        };
      } else {
        const likely = policies.like('circuitBreaker', use.text, resiliency.namespace);
        yield {
          at: use,
          message: `there is no circuit breaker ${quote(use.text)}: daprd panics when ${targetTitle(target)} is used`,
          help: didYouMean(likely, 'define it under spec.policies.circuitBreakers'),
          ...respelling(use, likely),
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
            circuitBreakers:
              guard:
                trip: consecutiveFailures > 3
          targets:
            components:
              messages:
                inbound:
                  circuitBreaker: gaurd
                                  ^^^^^ there is no circuit breaker "gaurd": daprd panics when inbound component "messages" is used
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            circuitBreakers:
              guard:
                trip: consecutiveFailures > 3
          targets:
            components:
              messages:
                inbound:
                  circuitBreaker: guard
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: policies
        spec:
          policies:
            circuitBreakers:
              guard:
              ~~~~~ it is for the apps in the scopes of this object
                trip: consecutiveFailures > 3
          targets: {}
        scopes: [checkout]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: targets
        spec:
          policies: {}
          targets:
            components:
              messages:
                inbound:
                  circuitBreaker: guard
                                  ^^^^^ circuit breaker "guard" is not for "billing": daprd panics there when inbound component "messages" is used
        scopes: [billing]
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
            circuitBreakers:
              guard:
                trip: consecutiveFailures > 3
          targets:
            components:
              messages:
                inbound:
                  circuitBreaker: guard
                outbound:
                  circuitBreaker: ""
      `,
      because: 'an empty name is no name',
    },
  ],
});
