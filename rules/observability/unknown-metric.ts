import {
  defineRule,
  didYouMean,
  faultOfMetric,
  metricsOfDashboard,
  type Problems,
  placeOfWord,
  yaml,
} from '../../src/rule.ts';

export const unknownMetric = defineRule({
  id: 'unknown-metric',
  severity: 'warning',
  summary: 'Alert or dashboard names a metric that Dapr does not have',
  why: 'An expression about a series that nobody sends is empty: its panel shows nothing, and its alert never fires. Histograms have the series _bucket, _sum and _count alone.',
  source:
    'dapr v1.18.3 pkg/diagnostics/*_monitoring.go, pkg/{injector,operator,placement,scheduler,sentry}, pkg/metrics/exporter.go:35',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'ignored',
  covers: ['metrics-collection.built-in-metrics', 'metrics-collection.grafana-dashboards'],
  needs: [
    ['PrometheusRule', 'VMRule'],
    ['ConfigMap', 'GrafanaDashboard'],
  ],
  each: 'resource',

  *check(resource, { workspace }): Problems {
    if (!/^(?:PrometheusRule|VMRule|ConfigMap|GrafanaDashboard)$/.test(resource.kind)) return;
    const { monitoring, world } = workspace;
    const uses = [
      ...monitoring.rulesOf(resource).map(({ expression, series }) => [expression, series] as const),
      ...monitoring.dashboardsOf(resource).map((each) => [each.field, metricsOfDashboard(each)] as const),
    ];
    for (const [field, series] of uses)
      for (const name of series) {
        const fault = monitoring.records(name) ? undefined : faultOfMetric(name, world.daprVersion);
        if (fault)
          yield {
            at: placeOfWord(field, name),
            message: `${name} ${fault.message}`,
            help: didYouMean(fault.likely, 'look it up at the port for metrics of a sidecar'),
          };
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: sidecars
        spec:
          groups:
            - name: latency
              rules:
                - alert: SlowState
                  expr: |
                    histogram_quantile(0.95,
                      sum by (le, app_id) (rate(dapr_component_state_latency_bucket[5m]))) > 20
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dapr_component_state_latency_bucket is no metric of Dapr
                - alert: SlowInvocation
                  expr: avg(dapr_http_server_latency) > 10
                            ^^^^^^^^^^^^^^^^^^^^^^^^ dapr_http_server_latency is a histogram, which has no series of its own name
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: dashboard
          labels: { grafana_dashboard: "1" }
        data:
          sidecars.json: |
            {
              "panels": [
                { "targets": [{ "expr": "rate(dapr_http_server_requests_count{app_id=\\"$app\\"}[5m])" }] }
                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dapr_http_server_requests_count is no metric of Dapr
              ]
            }
      `,
    },
    {
      good: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: sidecars
        spec:
          groups:
            - name: mixed
              rules:
                - record: dapr_http_errors
                  expr: sum by (dapr_io_app_id) (rate(dapr_http_server_request_count{status!~"2.."}[5m]))
                - alert: Errors
                  expr: dapr_http_errors > 1 # dapr_http_oops is not named here
                - alert: Orders
                  expr: dapr_shop_orders_waiting > 100
                - alert: Collected
                  expr: rate(dapr_component_state_count_total[5m]) == 0
      `,
      because: 'rules record series, labels are none, apps have metrics of their own, and collectors add a _total',
    },
  ],
});
