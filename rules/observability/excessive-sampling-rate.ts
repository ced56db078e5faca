import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const excessiveSamplingRate = defineRule({
  id: 'excessive-sampling-rate',
  severity: 'off',
  summary: 'More traces are sampled than agreed upon',
  why: 'Every span costs time in the sidecar, network and storage. At thousands of requests a second a sample says as much as all of them.',
  source: 'dapr v1.18.3 pkg/diagnostics/utils/trace_utils.go:84 GetTraceSamplingRate',
  docs: 'https://docs.dapr.io/operations/observability/tracing/setup-tracing/',
  effect: 'fragile',
  covers: ['distributed-tracing.sampling', 'throughput-targets.service-invocation', 'throughput-targets.pub-sub'],
  presets: { production: 'warning', 'todo-chatbot': 'info' },
  each: 'configuration',
  options: {
    bound: {
      type: 'number',
      default: 0.1,
      description: 'The highest sampling rate that is not too much, from 0 to 1.',
      minimum: 0,
      maximum: 1,
    },
  },

  *check(configuration, { options: { bound } }): Problems {
    const rate = configuration.spec.get('tracing').get('samplingRate');
    const share = Number(rate.text || undefined);
    if (configuration.isControlPlane || !rate.resolved || !(share > bound) || share > 1) return;
    yield {
      at: rate,
      message: `${share === 1 ? 'every trace is' : `${Math.round(share * 1000) / 10} % of all traces are`} sampled, the bound is ${bound}`,
      help: `write "${bound}", or raise the bound in the options of this rule`,
    };
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
            samplingRate: "1"
                          ^^^ every trace is sampled, the bound is 0.1
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
            samplingRate: "1e-1"
            zipkin:
              endpointAddress: https://zipkin.example.com/api/v2/spans
      `,
      because: 'this is another spelling of the bound itself',
    },
  ],
});
