import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingMetrics = defineRule({
  id: 'missing-metrics',
  severity: 'off',
  summary: 'Metrics of sidecars are off',
  why: 'Without its metrics nobody sees how long calls through a sidecar take, which fail, and when a certificate runs out.',
  source: 'dapr v1.18.3 pkg/config/configuration.go GetEnabled, pkg/runtime/config.go:280-305',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'fragile',
  covers: ['metrics-collection.built-in-metrics', 'configuration-for-observability.spec.metric.enabled'],
  facts: ['cfg.metric.default'],
  presets: { production: 'warning' },
  each: 'configuration',

  *check(configuration): Problems {
    const enabled = configuration.spec.get('metrics').get('enabled');
    if (configuration.isControlPlane || enabled.boolean !== false) return;
    yield {
      at: enabled,
      message: 'sidecars with this Configuration have no metrics',
      help: 'set it to true',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: quiet
        spec:
          metrics:
            enabled: false
                     ^^^^^ sidecars with this Configuration have no metrics
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: usual
        spec:
          metrics:
            http:
              increasedCardinality: false
            enabled: true
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: plain
        spec: {}
      `,
      because: 'metrics are on where nothing is said',
    },
  ],
});
