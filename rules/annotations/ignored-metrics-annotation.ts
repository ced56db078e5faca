import { defineRule, isFalsy, type Problems, yaml } from '../../src/rule.ts';

export const ignoredMetricsAnnotation = defineRule({
  id: 'ignored-metrics-annotation',
  severity: 'info',
  summary: 'Sidecar serves its metrics although they are off',
  why: 'The injector then leaves the flag out, and daprd serves its metrics on port 9090 by default. The label of the pod and the annotations of its Service say that it does not.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:95; pkg/metrics/options.go:26',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'wrong',
  facts: ['inj.metrics.off'],
  each: 'app',

  *check(app): Problems {
    const text = app.reads('enable-metrics');
    if (!text || !isFalsy(text)) return;
    yield {
      at: app.annotation('enable-metrics'),
      message: 'daprd serves its metrics on port 9090 all the same',
      help: 'turn them off with spec.metrics.enabled of the Configuration as well, and keep the port to the cluster',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/enable-metrics: "false"
                                    ^^^^^^^ daprd serves its metrics on port 9090 all the same
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/enable-metrics: "on"
            dapr.io/metrics-port: "9095"
      `,
      because: 'on is one of the words for true',
    },
  ],
});
