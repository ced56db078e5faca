import { defineRule, type Problems, policiesOf, respell, yaml } from '../../src/rule.ts';

/** Fewer milliseconds than this are seconds that somebody meant. */
const few = 300;

export const missingDurationUnit = defineRule({
  id: 'missing-duration-unit',
  severity: 'warning',
  summary: 'Duration of a resiliency policy has no unit',
  why: 'A bare number counts milliseconds: a timeout of 30 gives up on nearly every call.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:1040 parseDuration; dapr/kit v0.18.3 config/decode.go:107',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/',
  effect: 'wrong',
  facts: ['res.timeout.format', 'res.duration.format'],
  each: 'resiliency',

  *check(resiliency): Problems {
    for (const { kind, name, field } of policiesOf(resiliency)) {
      const times =
        kind === 'timeout' ? [field] : ['duration', 'maxInterval', 'interval', 'timeout'].map((key) => field.get(key));
      for (const time of times) {
        const { text } = time;
        if (text === undefined || !time.resolved || !/^\d{1,3}$/.test(text)) continue;
        const count = Number(text);
        if (count === 0 || count > few) continue;
        yield {
          at: time,
          message: `${name} has ${count}, which is ${count} milliseconds`,
          help: `write ${count}s for seconds, or ${count}ms`,
          fix: { title: `Write ${count}s`, edits: [respell(time, `${count}s`)], unsafe: true },
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
              general: "30"
                       ^^^^ general has 30, which is 30 milliseconds
          targets:
            apps:
              orders:
                timeout: general
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              general: "30s"
          targets:
            apps:
              orders:
                timeout: general
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
              general: "5000"
              none: "0"
          targets:
            apps:
              orders:
                timeout: general
              billing:
                timeout: none
      `,
      because: 'whoever writes thousands means milliseconds, and zero is zero in any unit',
    },
  ],
});
