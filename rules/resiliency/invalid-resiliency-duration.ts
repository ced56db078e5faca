import { defineRule, type Problems, parseDaprDuration, policiesOf, quote, yaml } from '../../src/rule.ts';

const timesOf = { timeout: [], retry: ['duration', 'maxInterval'], circuitBreaker: ['interval', 'timeout'] } as const;

/** What people write for seconds and minutes, and Go does not know. */
const likely = (text: string): string | undefined => {
  const [, count = '', unit = ''] = /^(\d+)\s*([a-zA-Z]+)$/.exec(text) ?? [];
  if (/^d(?:ays?)?$/i.test(unit)) return `${Number(count) * 24}h`;
  const [short] = /^(?:ms|s|m|h)/i.exec(unit.replace(/^milli/i, 'ms')) ?? [];
  return short === undefined ? undefined : `${count}${short.toLowerCase()}`;
};

export const invalidResiliencyDuration = defineRule({
  id: 'invalid-resiliency-duration',
  severity: 'error',
  summary: 'Duration of a resiliency policy does not parse',
  why: 'daprd logs an error at one bad duration and applies none of the targets of that Resiliency: all of its timeouts, retries and circuit breakers are off.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:433,1040; dapr/kit v0.18.3 config/decode.go:107',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/',
  effect: 'rejected',
  facts: ['res.invalid.resource', 'res.timeout.format', 'res.duration.format'],
  each: 'resiliency',

  *check(resiliency): Problems {
    for (const { kind, name, field } of policiesOf(resiliency)) {
      const times = kind === 'timeout' ? [field] : timesOf[kind].map((key) => field.get(key));
      for (const time of times) {
        const { text } = time;
        // An empty text is left out of retries and circuit breakers before anybody reads it.
        if (text === undefined || !time.resolved || (text === '' && kind !== 'timeout')) continue;
        if (parseDaprDuration(text) !== undefined) continue;
        const meant = likely(text);
        yield {
          at: time,
          message: `${name} has ${text === '' ? 'an empty text' : quote(text)}, which is no duration: nothing of this Resiliency is applied`,
          help: meant === undefined ? 'write a number and ms, s, m or h, such as 500ms or 1m30s' : `write ${meant}`,
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
              general: 5sec
                       ^^^^ general has "5sec", which is no duration: nothing of this Resiliency is applied
            retries:
              steady:
                duration: 1 s
                          ^^^ steady has "1 s", which is no duration: nothing of this Resiliency is applied
                maxRetries: 3
            circuitBreakers:
              guard:
                timeout: 1d
                         ^^ guard has "1d", which is no duration: nothing of this Resiliency is applied
          targets:
            apps:
              orders:
                timeout: general
                retry: steady
                circuitBreaker: guard
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
              general: 1m30s
              short: .5s
              bare: "5000"
              templated: "{{ .Values.timeout }}"
            retries:
              steady:
                duration: "500"
                maxInterval: ""
                maxRetries: 3
          targets:
            apps:
              orders:
                timeout: general
                retry: steady
      `,
      because: 'a whole number counts milliseconds, and an empty text of a retry is as if it were not written',
    },
  ],
});
