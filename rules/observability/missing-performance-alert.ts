import {
  defineRule,
  isAbout,
  latencies,
  listed,
  type Problems,
  throughputs,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const missingPerformanceAlert = defineRule({
  id: 'missing-performance-alert',
  severity: 'off',
  summary: 'Nothing watches how fast sidecars are, or how much they carry',
  why: 'Targets for latency and throughput are kept only where somebody is told that they are missed: by an alert on the histograms of the sidecars, and a rule that measures their counters.',
  source:
    'docs/dapr-infrastructure-spec.md, Performance Requirements; dapr v1.18.3 pkg/diagnostics/component_monitoring.go',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'fragile',
  covers: [
    'latency-targets.service-invocation',
    'latency-targets.state-operations',
    'latency-targets.pub-sub',
    'throughput-targets.service-invocation',
    'throughput-targets.state-operations',
    'throughput-targets.pub-sub',
  ],
  presets: { strict: 'info' },
  needs: [['PrometheusRule', 'VMRule'], 'ConfigMap', workloadKinds],
  each: 'workspace',

  *check({ apps, monitoring }): Problems {
    const [app] = apps;
    if (!app || monitoring.mayHideRules) return;
    const watched = monitoring.rules.map((rule) => ({ isAlert: !rule.records, series: monitoring.seriesBehind(rule) }));
    const alerted = new Set(watched.flatMap(({ isAlert, series }) => (isAlert ? [...series] : [])));
    const measured = new Set(watched.flatMap(({ series }) => [...series]));
    const slow = latencies.filter((each) => ![...alerted].some((series) => isAbout(each, series)));
    const uncounted = throughputs.filter((each) => ![...measured].some((series) => isAbout(each, series)));
    const missing = [
      ...(slow.length > 0 ? [`no alert is about the latency of ${listed(slow.map(({ title }) => title))}`] : []),
      ...(uncounted.length > 0
        ? [`no rule measures the throughput of ${listed(uncounted.map(({ title }) => title))}`]
        : []),
    ];
    if (missing.length === 0) return;
    const about = monitoring.rules.find(({ series }) => series.some((name) => name.startsWith('dapr_')));
    yield {
      at: about?.resource ?? app,
      message: missing.join(', and '),
      help: 'add a PrometheusRule on the histograms and the counters of the sidecars',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: sidecars
                ^^^^^^^^ no alert is about the latency of publishing and delivery of messages, and no rule measures the throughput of messages
        spec:
          groups:
            - name: sidecars
              rules:
                - alert: SlowInvocation
                  expr: histogram_quantile(0.95, sum by (le) (rate(dapr_http_server_latency_bucket[5m]))) > 10
                - record: dapr:state:p95
                  expr: histogram_quantile(0.95, sum by (le) (rate(dapr_component_state_latencies_bucket[5m])))
                - alert: SlowState
                  expr: dapr:state:p95 > 20
                - record: dapr:invocation:rate
                  expr: sum(rate(dapr_http_server_request_count[5m]))
                - record: dapr:state:rate
                  expr: sum(rate(dapr_component_state_count[5m]))
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: prometheus
        data:
          alerts.yaml: |
            groups:
              - name: sidecars
                rules:
                  - alert: Slow
                    expr: histogram_quantile(0.95, sum by (le) (rate(dapr_http_server_latency_bucket[5m]))) > 10
      `,
      because: 'rules may stand in the files of Prometheus, which are not read',
    },
  ],
});
