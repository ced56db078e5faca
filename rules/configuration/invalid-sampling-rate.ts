import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

/** What Go's strconv.ParseFloat takes, as far as anybody writes it. */
const float = /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/;

export const invalidSamplingRate = defineRule({
  id: 'invalid-sampling-rate',
  severity: 'error',
  summary: 'Sampling rate is no number between 0 and 1',
  why: 'Dapr falls back to one trace in ten thousand, without a word, when it cannot parse the sampling rate.',
  source: 'dapr v1.18.3 pkg/diagnostics/utils/trace_utils.go:84 GetTraceSamplingRate',
  docs: 'https://docs.dapr.io/operations/observability/tracing/setup-tracing/',
  effect: 'wrong',
  covers: ['configuration-for-observability.spec.tracing.samplingrate', 'distributed-tracing.sampling'],
  facts: ['cfg.tracing.sampling'],
  each: 'configuration',

  *check(configuration): Problems {
    const rate = configuration.spec.get('tracing').get('samplingRate');
    const { text } = rate;
    // An empty text stands for the default.
    if (!text || !rate.resolved) return;
    if (!float.test(text)) {
      const percent = /^([0-9]+(?:\.[0-9]+)?)\s*%$/.exec(text)?.[1];
      yield {
        at: rate,
        message: `samplingRate is ${quote(text)}, which is no number: one trace in 10,000 is kept`,
        help:
          percent === undefined
            ? 'write a number between 0 and 1, such as "0.1"'
            : `write ${quote(String(Number(percent) / 100))}`,
      };
    } else if (Number(text) < 0 || Number(text) > 1) {
      yield {
        at: rate,
        message: `samplingRate is ${text}; it goes from 0 to 1`,
        help: 'write "1" to keep every trace',
        atMost: 'warning',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing:
            samplingRate: 10%
                          ^^^ samplingRate is "10%", which is no number: one trace in 10,000 is kept
            zipkin:
              endpointAddress: https://zipkin.example.com/api/v2/spans
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing:
            samplingRate: "1e-2"
            zipkin:
              endpointAddress: https://zipkin.example.com/api/v2/spans
      `,
      because: 'any spelling of a number will do',
    },
  ],
});
