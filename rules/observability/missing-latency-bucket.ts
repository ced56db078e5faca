import { defineRule, listed, type Problems, yaml } from '../../src/rule.ts';

export const missingLatencyBucket = defineRule({
  id: 'missing-latency-bucket',
  severity: 'off',
  summary: 'Latency buckets do not show whether targets are kept',
  why: 'A histogram knows how many were faster than its bounds, and guesses between them: a target that is no bound cannot be told from what lies around it.',
  source: 'dapr v1.18.3 pkg/config/configuration.go:428 GetLatencyDistribution',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'fragile',
  since: '1.14',
  covers: ['latency-targets.service-invocation', 'latency-targets.state-operations', 'latency-targets.pub-sub'],
  each: 'configuration',
  options: {
    targets: {
      type: 'array',
      default: ['5', '10', '20'],
      description: 'The targets, in milliseconds, that have to be bounds.',
      items: { type: 'string' },
    },
  },

  *check(configuration, { options: { targets } }): Problems {
    const [metrics, old] = configuration.metrics.map((each) => each.get('latencyDistributionBuckets'));
    const written = metrics?.isList ? metrics : old;
    // The usual bounds have them all.
    if (!written || written.items.length === 0 || written.items.some(({ number }) => number === undefined)) return;
    const bounds = new Set(written.items.map(({ number }) => number));
    const missing = targets.filter((target) => !bounds.has(Number(target)));
    if (missing.length === 0) return;
    yield {
      at: written.key,
      message: `${listed(missing)} ms ${missing.length === 1 ? 'is a target and no bound' : 'are targets and no bounds'}`,
      help: `add ${listed(missing)}, or leave the bounds to daprd`,
    };
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
            latencyDistributionBuckets: [10, 50, 100]
            ^^^^^^^^^^^^^^^^^^^^^^^^^^ 5 and 20 ms are targets and no bounds
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
            latencyDistributionBuckets: []
      `,
      because: 'with an empty list daprd takes its own bounds',
    },
  ],
});
