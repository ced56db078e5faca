import { closest, defineRule, didYouMean, type Problems, quote, yaml } from '../../src/rule.ts';

const scopes = ['type', 'id', 'both'];

export const invalidResiliencyTarget = defineRule({
  id: 'invalid-resiliency-target',
  severity: 'error',
  summary: 'Target of a Resiliency does not load',
  why: 'daprd logs an error at an actor whose circuit breaker has no scope, or at a negative cache size, and leaves out the remaining targets of that Resiliency.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:490-553,1048',
  docs: 'https://docs.dapr.io/operations/resiliency/targets/',
  effect: 'rejected',
  facts: ['res.invalid.resource', 'res.actor.scope', 'res.cachesize'],
  each: 'resiliency',

  *check(resiliency): Problems {
    const targets = resiliency.body.get('spec').get('targets');
    for (const [name, actor] of targets.get('actors').entries) {
      const breaker = actor.get('circuitBreaker');
      const scope = actor.get('circuitBreakerScope');
      if (!breaker.text || !scope.resolved || scopes.includes(scope.text ?? '')) continue;
      // A value of another type is refused by the API server already.
      if (scope.hasValue && scope.text === undefined) continue;
      yield {
        at: scope.text ? scope : breaker,
        message: scope.text
          ? `${quote(scope.text)} is no scope for the circuit breaker of actor ${quote(name)}: targets are left out`
          : `the circuit breaker of actor ${quote(name)} has no scope: targets are left out`,
        help: scope.text
          ? didYouMean(closest(scope.text, scopes), 'write type, id or both')
          : 'add circuitBreakerScope: type, id or both',
      };
    }
    for (const [name, target] of [...targets.get('apps').entries, ...targets.get('actors').entries]) {
      const size = target.get('circuitBreakerCacheSize');
      if (size.number === undefined || size.number >= 0) continue;
      yield {
        at: size,
        message: `${quote(name)} keeps ${size.number} circuit breakers: targets are left out`,
        help: 'write a size above zero, or remove it',
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
              guard: {}
          targets:
            apps:
              orders:
                circuitBreaker: guard
                circuitBreakerCacheSize: -1
                                         ^^ "orders" keeps -1 circuit breakers: targets are left out
            actors:
              cart:
                circuitBreaker: guard
                                ^^^^^ the circuit breaker of actor "cart" has no scope: targets are left out
              account:
                circuitBreaker: guard
                circuitBreakerScope: ID
                                     ^^ "ID" is no scope for the circuit breaker of actor "account": targets are left out
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
            circuitBreakers:
              guard: {}
          targets:
            apps:
              orders:
                circuitBreaker: guard
                circuitBreakerCacheSize: 0
            actors:
              cart:
                timeout: general
                circuitBreakerScope: none
              account:
                circuitBreaker: guard
                circuitBreakerScope: both
      `,
      because: 'a scope without a circuit breaker is never read, and a size of zero means the default',
    },
  ],
});
