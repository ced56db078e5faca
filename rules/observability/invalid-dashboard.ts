import { defineRule, type Problems, yaml } from '../../src/rule.ts';

/** Whether something is still to be filled in outside of texts: within them, Grafana has placeholders of its own. */
const hasPlaceholder = (json: string): boolean =>
  /\{\{|\$\{|\$\(|\{%|<%/.test(json.replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""'));

export const invalidDashboard = defineRule({
  id: 'invalid-dashboard',
  severity: 'warning',
  summary: 'Dashboard of Grafana is no JSON',
  why: 'Grafana leaves a dashboard out that it cannot read, and says so in its log alone.',
  source: 'JSON of RFC 8259, as Grafana reads provisioned dashboards',
  docs: 'https://docs.dapr.io/operations/observability/metrics/grafana/',
  effect: 'ignored',
  covers: ['metrics-collection.grafana-dashboards'],
  needs: [['ConfigMap', 'GrafanaDashboard']],
  each: 'resource',

  *check(resource, { workspace }): Problems {
    if (resource.kind !== 'ConfigMap' && resource.kind !== 'GrafanaDashboard') return;
    for (const { field, expressions } of workspace.monitoring.dashboardsOf(resource)) {
      const { text = '' } = field;
      // Only those of Dapr are its affair.
      if (expressions || !text.includes('dapr_') || hasPlaceholder(text)) continue;
      yield { at: field.key, message: 'this dashboard is no JSON', help: 'write it as Grafana exports it' };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: dashboard
          labels: { grafana_dashboard: "1" }
        data:
          sidecars.json: |
          ^^^^^^^^^^^^^ this dashboard is no JSON
            {
              "panels": [
                { "targets": [{ "expr": "sum(rate(dapr_http_server_request_count[5m]))", "legendFormat": "{{app_id}}" }] },
              ]
            }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: dashboard
          labels: { grafana_dashboard: "1" }
        data:
          sidecars.json: |
            {
              "uid": {{ .Values.uid }},
              "panels": [{ "targets": [{ "expr": "sum(rate(dapr_http_server_request_count[5m]))" }] }]
            }
          notes.txt: dapr_http_server_request_count is what to look at
      `,
      because: 'a template becomes JSON once it is filled in, and other texts are no dashboards',
    },
  ],
});
