import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const invalidLatencyBuckets = defineRule({
  id: 'invalid-latency-buckets',
  severity: 'error',
  summary: 'Latency buckets with which there are no metrics at all',
  why: 'A negative bound is refused when the histograms are registered: daprd logs an error, goes on, and has none of its metrics.',
  source:
    'dapr v1.18.3 pkg/config/configuration.go:428 GetLatencyDistribution, pkg/diagnostics/metrics.go InitMetrics, pkg/runtime/config.go:304; go.opencensus.io v0.24.0 stats/view/view.go canonicalize',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'wrong',
  since: '1.14',
  covers: ['metrics-collection.built-in-metrics'],
  each: 'configuration',

  *check(configuration): Problems {
    const [metrics, old] = configuration.metrics.map((each) => each.get('latencyDistributionBuckets'));
    const written = metrics?.isList ? metrics : old;
    for (const bucket of written?.items ?? []) {
      const bound = bucket.number;
      if (bound === undefined || bound >= 0) continue;
      yield {
        at: bucket,
        message: `a latency of ${bound} ms: with a bound below 0 sidecars have no metrics`,
        help: 'remove it',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: metrics
        spec:
          metrics:
            enabled: true
            latencyDistributionBuckets: [-1, 5, 10, 20]
                                         ^^ a latency of -1 ms: with a bound below 0 sidecars have no metrics
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: metrics
        spec:
          metrics:
            enabled: true
            latencyDistributionBuckets: [20, 10, 5, 5, 0]
      `,
      because: 'bounds are sorted, and 0 is dropped',
    },
  ],
});
