import { defineRule, expressionIn, type Problems, yaml } from '../../src/rule.ts';

export const invalidCircuitBreaker = defineRule({
  id: 'invalid-circuit-breaker',
  severity: 'error',
  summary: 'Circuit breaker does not load',
  why: 'A trip that does not compile, or a negative number of requests, makes daprd drop the whole Resiliency; a call of a function that CEL does not have keeps daprd busy for ever, and the app never starts.',
  source: 'dapr v1.18.3 pkg/expr/expr.go:26, pkg/resiliency/resiliency.go:471; cel-go v0.20.1 checker/checker.go:228',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/circuit-breakers/',
  effect: 'rejected',
  facts: ['res.invalid.resource', 'res.cb.trip.syntax', 'res.cb.trip.functions'],
  each: 'resiliency',

  *check(resiliency): Problems {
    for (const [name, breaker] of resiliency.body.get('spec').get('policies').get('circuitBreakers').entries) {
      const trip = expressionIn(breaker.get('trip'));
      if (trip && 'fault' in trip) {
        const { at, message, help } = trip.fault;
        const outcome = message.startsWith('calls') ? 'daprd never starts' : 'nothing of this Resiliency is applied';
        yield { at, message: `the trip of ${name} ${message}: ${outcome}`, help };
      }
      const requests = breaker.get('maxRequests');
      if (requests.number === undefined || requests.number >= 0) continue;
      yield {
        at: requests,
        message: `${name} lets ${requests.number} requests through: nothing of this Resiliency is applied`,
        help: 'write 1 or more',
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
              counting:
                trip: consecutiveFailures = 5
                                          ^ the trip of counting does not compile: one = is no operator of CEL: nothing of this Resiliency is applied
                maxRequests: -1
                             ^^ counting lets -1 requests through: nothing of this Resiliency is applied
              rating:
                trip: ratio(totalFailures, requests) > 0.5
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the trip of rating calls ratio, which CEL does not have: daprd never starts
          targets:
            apps:
              orders:
                circuitBreaker: counting
              billing:
                circuitBreaker: rating
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
              counting:
                trip: requests >= 10 && double(totalFailures) / double(requests) > 0.5
                maxRequests: 0
              plain:
                trip: ""
          targets:
            apps:
              orders:
                circuitBreaker: counting
              billing:
                circuitBreaker: plain
      `,
      because: 'conversions are functions that CEL has, and zero or nothing means the default',
    },
  ],
});
