import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const ignoredMetricsSwitch = defineRule({
  id: 'ignored-metrics-switch',
  severity: 'warning',
  summary: 'Metrics stay on',
  why: 'The API server adds metrics.enabled: true to every Configuration that has no metrics of its own, and metrics wins over metric.',
  source: 'dapr v1.18.3 charts/dapr/crds/configuration.yaml, pkg/config/configuration.go sortMetricsSpec',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'ignored',
  covers: ['configuration-for-observability.spec.metric', 'configuration-for-observability.spec.metric.enabled'],
  since: '1.10',
  facts: ['cfg.metric.default'],
  each: 'configuration',

  *check(configuration): Problems {
    const enabled = configuration.spec.get('metric').get('enabled');
    if (enabled.boolean !== false || configuration.spec.get('metrics').get('enabled').boolean === false) return;
    yield {
      at: enabled,
      message: 'metric.enabled: false does not count: metrics.enabled is true',
      help: 'set spec.metrics.enabled to false',
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
          metric:
            enabled: false
                     ^^^^^ metric.enabled: false does not count: metrics.enabled is true
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: quiet
        spec:
          metrics:
            enabled: false
          metric:
            enabled: false
      `,
      because: 'metrics is what counts',
    },
  ],
});
