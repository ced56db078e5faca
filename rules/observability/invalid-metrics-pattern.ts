import { defineRule, faultOfPattern, type Problems, yaml } from '../../src/rule.ts';

export const invalidMetricsPattern = defineRule({
  id: 'invalid-metrics-pattern',
  severity: 'warning',
  summary: 'Pattern of a metrics rule that Go cannot compile',
  why: 'At the first pattern that does not compile daprd logs an error and takes up none of the metrics rules: labels stay as they are, with all their values.',
  source: 'dapr v1.18.3 pkg/diagnostics/utils/metrics_utils.go:107 CreateRulesMap, pkg/runtime/config.go:304',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/#transform-metrics-with-regular-expressions',
  effect: 'ignored',
  facts: ['cfg.metric.regex'],
  each: 'configuration',

  *check({ spec }): Problems {
    // The rules under metrics take the place of those under metric, and nobody needs them where metrics are off.
    const isOff = spec.get('metrics').get('enabled').boolean === false;
    const [metrics, metric] = [spec.get('metrics').get('rules'), spec.get('metric').get('rules')];
    const rules = metrics.items.length > 0 || !metrics.resolved ? metrics : metric;
    const labels = isOff ? [] : rules.items.flatMap((rule) => rule.get('labels').items);
    for (const pattern of labels.flatMap((label) => label.get('regex').entries.map(([, field]) => field))) {
      const { text } = pattern;
      const fault = text === undefined || !pattern.resolved ? undefined : faultOfPattern(text);
      if (fault === undefined) continue;
      yield {
        at: pattern,
        message: `the pattern ${fault}: none of the metrics rules is taken up`,
        help: 'write it in the syntax of RE2',
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
            rules:
              - name: dapr_runtime_service_invocation_req_sent_total
                labels:
                  - name: method
                    regex:
                      "orders/": "orders/(?!new).+"
                                 ^^^^^^^^^^^^^^^^^^ the pattern looks ahead or behind with (?!n, which Go cannot: none of the metrics rules is taken up
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
            rules:
              - name: dapr_runtime_service_invocation_req_sent_total
                labels:
                  - name: method
                    regex:
                      "orders/[*": orders/.+
          metric:
            enabled: true
            rules:
              - name: dapr_runtime_service_invocation_req_sent_total
                labels:
                  - name: method
                    regex: { any: "[*" }
      `,
      because:
        'the key is what a value becomes, not a pattern, and rules under metric are not read beside those under metrics',
    },
  ],
});
