import { defineRule, faultOfPattern, type Problems, yaml } from '../../src/rule.ts';

export const ignoredMetricRule = defineRule({
  id: 'ignored-metric-rule',
  severity: 'error',
  summary: 'Rule for metrics with a pattern that does not compile',
  why: 'daprd compiles the patterns of all rules before it applies any. At the first that does not compile it logs an error and goes on without rules: every label keeps its value.',
  source: 'dapr v1.18.3 pkg/diagnostics/utils/metrics_utils.go:107-136 CreateRulesMap, pkg/runtime/config.go:304-307',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'ignored',
  facts: ['cfg.metric.regex'],
  each: 'configuration',

  *check(configuration): Problems {
    for (const metrics of configuration.metrics)
      for (const rule of metrics.get('rules').items)
        for (const label of rule.get('labels').items)
          for (const [, pattern] of label.get('regex').entries) {
            const { text } = pattern;
            const fault = text !== undefined && pattern.resolved ? faultOfPattern(text) : undefined;
            if (fault)
              yield {
                at: pattern,
                message: `the pattern ${fault}: no rule for metrics is applied`,
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
                      orders/: orders/(.+
                               ^^^^^^^^^^ the pattern opens a parenthesis that is not closed: no rule for metrics is applied
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
                      "orders/{id}": orders/[0-9]+
                      "other": ""
      `,
      because: 'what is put in place of a match is the key, and is no pattern',
    },
  ],
});
