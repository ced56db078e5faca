import { defineRule, type Field, type Problems, quote, yaml } from '../../src/rule.ts';

export const unknownMetricsPort = defineRule({
  id: 'unknown-metrics-port',
  severity: 'warning',
  summary: 'Monitor asks for a port of the sidecar that is not there',
  why: 'The port for metrics is called dapr-metrics: on the sidecar, and on the Service app-id-dapr that the operator makes, whose only label is dapr.io/enabled. A monitor for another name, or for the labels of a Service of the app, scrapes nothing.',
  source: 'dapr v1.18.3 pkg/injector/consts/consts.go:28, pkg/operator/handlers/dapr_handler.go:306,334',
  docs: 'https://docs.dapr.io/operations/observability/metrics/prometheus/',
  effect: 'ignored',
  covers: ['metrics-collection.built-in-metrics', 'metrics-collection.prometheus-integration'],
  needs: ['Service'],
  each: 'resource',

  *check(monitor, { workspace }): Problems {
    if (monitor.group !== 'monitoring.coreos.com' || !/^(?:Pod|Service)Monitor$/.test(monitor.kind)) return;
    const spec = (monitor.body as Field).get('spec');
    const endpoints = spec.get(monitor.kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints').items;
    for (const endpoint of endpoints) {
      const port = (endpoint as Field).get('port');
      if (!port.text || !port.resolved) continue;
      if (port.text !== 'dapr-metrics') {
        if (/^(?:daprd?|dapr-sidecar|sidecar)[-_]?metric(?:s(?:-port)?)?$|^metrics-daprd?$/i.test(port.text))
          yield {
            at: port,
            message: `the sidecar has no port ${quote(port.text)}; that of its metrics is dapr-metrics`,
            help: 'write dapr-metrics',
          };
        continue;
      }
      if (monitor.kind === 'PodMonitor') continue;
      const labels = spec.get('selector').get('matchLabels').entries;
      if (labels.length === 0 || labels.every(([key]) => key === 'dapr.io/enabled')) continue;
      if (labels.some(([, value]) => !value.resolved)) continue;
      const anywhere = spec.get('namespaceSelector').exists ? undefined : monitor.namespace;
      const services = workspace.servicesWithLabels(
        new Map(labels.map(([key, value]) => [key, value.text ?? ''])),
        anywhere,
      );
      const [first] = services;
      if (!first || services.some(({ body }) => hasPort(body as Field))) continue;
      yield {
        at: port,
        message: `${first.title}, which this selects, has no port dapr-metrics`,
        help: 'select the Services that the operator makes, by the label dapr.io/enabled: "true", or use a PodMonitor',
        related: [{ at: first, message: 'the Service' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: orders
                ~~~~~~ the Service
          labels: { app: orders }
        spec:
          selector: { app: orders }
          ports: [{ name: http, port: 80 }]
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata:
          name: orders
        spec:
          selector:
            matchLabels: { app: orders }
          endpoints:
            - port: dapr-metrics
                    ^^^^^^^^^^^^ Service "orders", which this selects, has no port dapr-metrics
      `,
    },
    {
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PodMonitor
        metadata:
          name: sidecars
        spec:
          selector: {}
          podMetricsEndpoints:
            - port: daprd-metrics
                    ^^^^^^^^^^^^^ the sidecar has no port "daprd-metrics"; that of its metrics is dapr-metrics
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: orders
          labels: { app: orders }
        spec:
          selector: { app: orders }
          ports: [{ name: http, port: 80 }]
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata:
          name: sidecars
        spec:
          selector:
            matchLabels: { dapr.io/enabled: "true" }
          endpoints:
            - port: dapr-metrics
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PodMonitor
        metadata:
          name: orders
        spec:
          selector:
            matchLabels: { app: orders }
          podMetricsEndpoints:
            - port: dapr-metrics
            - port: http-metrics
              path: /metrics
      `,
      because: 'pods have the port under whatever labels, and daprd answers at every path',
    },
  ],
});

const hasPort = (service: Field): boolean =>
  service
    .get('spec')
    .get('ports')
    .items.some((port) => (port as Field).get('name').text === 'dapr-metrics' || !(port as Field).get('name').resolved);
