import { defineRule, metricsOfDashboard, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const missingDashboard = defineRule({
  id: 'missing-dashboard',
  severity: 'off',
  summary: 'No dashboard shows the metrics of sidecars',
  why: 'Dapr has dashboards for Grafana, and installs none of them: what nobody has drawn, nobody sees when something is slow.',
  source: 'dapr v1.18.3 grafana/*.json',
  docs: 'https://docs.dapr.io/operations/observability/metrics/grafana/',
  effect: 'fragile',
  covers: ['metrics-collection.grafana-dashboards'],
  presets: { strict: 'info', 'todo-chatbot': 'info' },
  needs: [['ConfigMap', 'GrafanaDashboard'], workloadKinds],
  each: 'workspace',

  *check({ apps, monitoring }): Problems {
    const [app] = apps;
    if (!app || monitoring.mayHideDashboards) return;
    const isOfDapr = (name: string): boolean => name.startsWith('dapr_');
    // One that cannot be read is told by another rule.
    if (monitoring.dashboards.some((each) => !each.expressions || metricsOfDashboard(each).some(isOfDapr))) return;
    const [other] = monitoring.dashboards;
    yield {
      at: other?.field.key ?? app,
      message: other
        ? 'no dashboard shows a metric of Dapr: this one does not either'
        : 'no dashboard shows a metric of Dapr',
      help: 'add those of github.com/dapr/dapr/tree/master/grafana, as ConfigMaps with the label grafana_dashboard',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ^^^^^^ no dashboard shows a metric of Dapr
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
        apiVersion: grafana.integreatly.org/v1beta1
        kind: GrafanaDashboard
        metadata:
          name: sidecars
        spec:
          url: https://raw.githubusercontent.com/dapr/dapr/v1.18.3/grafana/grafana-sidecar-dashboard.json
      `,
      because: 'what is fetched from elsewhere is not known',
    },
  ],
});
