import { defineRule, type Problems, pathFaults, quote, yaml } from '../../src/rule.ts';

export const conflictingMetricPaths = defineRule({
  id: 'conflicting-metric-paths',
  severity: 'error',
  summary: 'Paths for metrics that daprd crashes on',
  why: 'daprd registers the paths as patterns of Go, and panics at one that cannot be read or that fits the same requests as another without being more specific.',
  source: 'dapr v1.18.3 pkg/diagnostics/http_monitoring_path_matching.go:35 newPathMatching',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'rejected',
  since: '1.14',
  facts: ['cfg.metric.pathmatching'],
  each: 'configuration',

  *check(configuration): Problems {
    for (const metrics of configuration.metrics) {
      const http = metrics.get('http');
      const paths = http.get('pathMatching').items;
      if (paths.some(({ resolved, text }) => !resolved || text === undefined)) continue;
      const keepsOtherPaths = http.get('increasedCardinality').boolean !== false;
      for (const { index, reason, other } of pathFaults(
        paths.map(({ text = '' }) => text),
        keepsOtherPaths,
      )) {
        const [at, first] = [paths[index], paths[other ?? -1]];
        if (!at) continue;
        yield first
          ? {
              at,
              message: `${quote(at.text ?? '')} and ${quote(first.text ?? '')} fit the same requests`,
              help: 'remove one, or make it more specific',
              related: [{ at: first, message: 'the other one' }],
            }
          : {
              at,
              message: `${quote(at.text ?? '')} ${reason}`,
              help: 'write paths like /orders/{id} or /orders/{rest...}',
            };
      }
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
            http:
              pathMatching:
                - /orders/{id}
                  ~~~~~~~~~~~~ the other one
                - /orders/{orderId}
                  ^^^^^^^^^^^^^^^^^ "/orders/{orderId}" and "/orders/{id}" fit the same requests
                - GET /users
                  ^^^^^^^^^^ "GET /users" has a blank
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
              pathMatching:
                - /orders/{id}
                - /orders/new
                - orders/{id}/items/{item}
                - /orders/{id}
      `,
      because: 'the more specific pattern wins, and a path may come twice',
    },
  ],
});
