import { closest, defineRule, didYouMean, expressionIn, listed, type Problems, yaml } from '../../src/rule.ts';

const counts = ['requests', 'totalSuccesses', 'totalFailures', 'consecutiveSuccesses', 'consecutiveFailures'];
const types = Object.fromEntries(counts.map((name) => [name, 'int' as const]));
/** One count divided by another and compared with a fraction. */
const ratio = new RegExp(
  String.raw`\b(?:${counts.join('|')})\s*/\s*(?:${counts.join('|')})\b\s*\)?\s*>=?\s*0?\.\d*[1-9]`,
);

export const ignoredTripCondition = defineRule({
  id: 'ignored-trip-condition',
  severity: 'error',
  summary: 'Circuit breaker can never trip as its condition says',
  why: 'A condition that fails, or gives something else than true or false, is taken for "do not trip", without a log line: the circuit breaker never opens.',
  source: 'dapr v1.18.3 pkg/resiliency/breaker/circuitbreaker.go:81-101',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/circuit-breakers/',
  effect: 'ignored',
  facts: ['res.cb.trip.vars', 'res.cb.trip.unknown', 'res.cb.trip.default'],
  each: 'resiliency',

  *check(resiliency): Problems {
    for (const [name, breaker] of resiliency.body.get('spec').get('policies').get('circuitBreakers').entries) {
      const field = breaker.get('trip');
      const trip = expressionIn(field);
      if (!trip || !('compiled' in trip)) continue;
      const { type, variables, clash } = trip.compiled;
      const unknown = variables.filter((variable) => !counts.includes(variable.name));
      for (const variable of unknown) {
        yield {
          at: variable.at,
          message: `${name} does not trip where it asks for ${variable.name}, which is none of the counts`,
          help: didYouMean(closest(variable.name, counts), `use ${listed(counts, counts.length)}`),
        };
      }
      if (unknown.length > 0) continue;
      const fault = clash(types);
      const division = ratio.exec(field.text ?? '');
      const isCount = counts.includes(field.text?.trim() ?? '');
      if (isCount || (type !== 'bool' && type !== 'dyn')) {
        yield {
          at: field,
          message: `${name} never trips: its condition gives ${isCount ? 'a number' : `a value of type ${type}`}, not true or false`,
          help: 'compare it with a number',
        };
      } else if (fault) {
        yield {
          at: fault.at,
          message: `${name} does not trip: ${fault.message}`,
          help: 'compare the counts with whole numbers',
        };
      } else if (division) {
        yield {
          at: field.part(division.index, division.index + division[0].length),
          message: `${name} divides whole numbers, which gives 0 until every request fails`,
          help: 'write double(totalFailures) / double(requests)',
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
              slip:
                trip: consecutiveFailure > 5
                      ^^^^^^^^^^^^^^^^^^ slip does not trip where it asks for consecutiveFailure, which is none of the counts
              sum:
                trip: totalFailures + 1
                      ^^^^^^^^^^^^^^^^^ sum never trips: its condition gives a value of type int, not true or false
              text:
                trip: consecutiveFailures > "5"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^ text does not trip: > does not take int and string
              rate:
                trip: requests > 10 && totalFailures / requests > 0.5
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rate divides whole numbers, which gives 0 until every request fails
          targets:
            apps:
              a: { circuitBreaker: slip }
              b: { circuitBreaker: sum }
              c: { circuitBreaker: text }
              d: { circuitBreaker: rate }
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
              usual:
                trip: consecutiveFailures >= 5
              rate:
                trip: requests > 10 && totalFailures * 100 / requests > 50
              fraction:
                trip: consecutiveFailures > 4.5
              bare: {}
          targets:
            apps:
              a: { circuitBreaker: usual }
              b: { circuitBreaker: rate }
              c: { circuitBreaker: fraction }
              d: { circuitBreaker: bare }
      `,
      because:
        'numbers of two types can be compared, percentages need no fractions, and without a trip the default applies',
    },
  ],
});
