import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const unboundedMetricPaths = defineRule({
  id: 'unbounded-metric-paths',
  severity: 'off',
  summary: 'Every path of a request is a series of its own',
  why: 'With increased cardinality daprd keeps a set of histograms for each path that is called: ids in paths make it grow for as long as it runs, and Prometheus with it. pathMatching puts paths together.',
  source:
    'dapr v1.18.3 pkg/config/configuration.go:417 GetHTTPIncreasedCardinality, pkg/diagnostics/http_monitoring.go getMetricsPath',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'fragile',
  since: '1.13',
  covers: ['resource-utilization.memory'],
  presets: { production: 'info', 'todo-chatbot': 'info' },
  each: 'configuration',

  *check(configuration): Problems {
    const [metrics, old] = configuration.metrics.map((each) => each.get('http'));
    const http = metrics?.isMap ? metrics : old;
    const cardinality = http?.get('increasedCardinality');
    if (!http || cardinality?.boolean !== true || http.get('pathMatching').items.length > 0) return;
    if (configuration.spec.get('metrics').get('enabled').boolean === false) return;
    yield {
      at: cardinality,
      message: 'each path that is called is a series of its own',
      help: 'set it to false, or list paths such as /orders/{id} under pathMatching',
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
            http:
              increasedCardinality: true
                                    ^^^^ each path that is called is a series of its own
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
              increasedCardinality: true
              pathMatching: ["/orders/{id}"]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: overridden
        spec:
          metrics:
            enabled: true
            http:
              increasedCardinality: false
          metric:
            enabled: true
            http:
              increasedCardinality: true
      `,
      because: 'paths are put together, and metrics wins over metric',
    },
  ],
});
