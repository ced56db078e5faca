import { defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

export const missingAppMetrics = defineRule({
  id: 'missing-app-metrics',
  severity: 'off',
  summary: 'Nothing scrapes the metrics of an app itself',
  why: 'The sidecar tells of calls, messages and state. What the app makes of them, only its own metrics say; they are found by a monitor for a port of the app, or by annotations.',
  source: 'docs/dapr-infrastructure-spec.md, Metrics Collection',
  docs: 'https://docs.dapr.io/operations/observability/metrics/prometheus/',
  effect: 'fragile',
  covers: ['metrics-collection.application-metrics'],
  presets: { strict: 'info', 'todo-chatbot': 'info' },
  needs: ['PodMonitor', 'ServiceMonitor', 'Service'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const { annotations, resource, workload } = app;
    if (resource.isPartial || annotations.get('prometheus.io/scrape').exists) return;
    // Which Services those select is not looked at.
    if (workspace.resourcesOf('ServiceMonitor').length > 0) return;
    const monitors = workspace.network.podMonitorsOf(workload);
    if (monitors.some((monitor) => endpointsOf(monitor.body as Field).some(isOfApp))) return;
    const services = workspace.network.servicesOf(workload);
    if (services.some((service) => service.annotations.get('prometheus.io/scrape').exists)) return;
    const [monitor] = monitors;
    yield {
      at: app,
      message: `nothing scrapes the metrics of ${app.title} itself`,
      help: monitor ? `add a port of the app to ${monitor.title}` : 'create a PodMonitor for a port of the app',
      ...(monitor && { related: [{ at: monitor, message: 'scrapes the sidecar alone' }] }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          labels: { app: orders }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ^^^^^^ nothing scrapes the metrics of app "orders" itself
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PodMonitor
        metadata:
          name: sidecars
                ~~~~~~~~ scrapes the sidecar alone
        spec:
          selector:
            matchLabels: { app: orders }
          podMetricsEndpoints:
            - port: dapr-metrics
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          labels: { app: orders }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          labels: { app: billing }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: billing
          annotations:
            prometheus.io/scrape: "true"
        spec:
          selector: { app: billing }
          ports: [{ port: 80 }]
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PodMonitor
        metadata:
          name: orders
        spec:
          selector:
            matchExpressions: [{ key: app, operator: In, values: [orders] }]
          podMetricsEndpoints:
            - port: dapr-metrics
            - targetPort: 9100
      `,
      because: 'a monitor may select by expressions, and a Service may say how to scrape',
    },
  ],
});

const endpointsOf = (monitor: Field): readonly Field[] =>
  monitor.get('spec').get('podMetricsEndpoints').items as readonly Field[];

/** Whether an endpoint is not that of the sidecar. */
const isOfApp = (endpoint: Field): boolean => endpoint.get('port').text !== 'dapr-metrics';
