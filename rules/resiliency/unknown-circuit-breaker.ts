import {
  closest,
  defineRule,
  didYouMean,
  type Problems,
  policiesOf,
  quote,
  resilienciesIn,
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
  facts: ['res.target.unknown.cb.component'],
  needs: ['Resiliency'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    const names = resilienciesIn(workspace, resiliency.namespace)
      .flatMap((each) => policiesOf(each))
      .filter(({ kind }) => kind === 'circuitBreaker')
      .map(({ name }) => name);
    for (const target of targetsOf(resiliency)) {
      const use = target.field.get('circuitBreaker');
      if (target.group !== 'components' || !use.text || !use.resolved || names.includes(use.text)) continue;
      yield {
        at: use,
        message: `there is no circuit breaker ${quote(use.text)}: daprd panics when ${targetTitle(target)} is used`,
        help: didYouMean(closest(use.text, names), 'define it under spec.policies.circuitBreakers'),
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
