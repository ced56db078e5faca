import { defineRule, type Problems, respell, yaml } from '../../src/rule.ts';

export const deprecatedMetricsField = defineRule({
  id: 'deprecated-metrics-field',
  severity: 'off',
  summary: 'Metrics are set under their old name',
  why: 'metric is read as well, but what metrics says wins, and the API server gives every Configuration a metrics.enabled: true.',
  source: 'dapr v1.18.3 pkg/config/configuration.go:935 sortMetricsSpec, charts/dapr/crds/configuration.yaml',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'fragile',
  covers: ['configuration-for-observability.spec.metric'],
  facts: ['cfg.metric.default'],
  presets: { production: 'info', strict: 'info', 'todo-chatbot': 'info' },
  each: 'configuration',

  *check(configuration): Problems {
    const [old, metrics] = [configuration.spec.get('metric'), configuration.spec.get('metrics')];
    // That metric.enabled: false does nothing is told by ignored-metrics-switch.
    if (!old.isMap || old.get('enabled').boolean === false) return;
    yield {
      at: old.key,
      message: 'metric is the old name of metrics, which wins where both are',
      help: metrics.exists ? 'move what it says to metrics' : 'write metrics',
      ...(!metrics.exists &&
        !old.isAliased && {
          fix: { title: 'Write metrics', edits: [respell(old.key, 'metrics')] },
        }),
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
          metric:
          ^^^^^^ metric is the old name of metrics, which wins where both are
            enabled: true
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: metrics
        spec:
          metrics:
            enabled: true
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
            http:
              increasedCardinality: false
      `,
      because: 'metrics is the name that counts',
    },
  ],
});
