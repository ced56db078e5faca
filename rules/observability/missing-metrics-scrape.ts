import { defineRule, isFalsy, type Problems, yaml } from '../../src/rule.ts';

/** The kinds for which the operator makes a Service that says how to scrape: that of Rollouts has to be asked for. */
const announced = new Set(['Deployment', 'StatefulSet', 'Rollout']);

export const missingMetricsScrape = defineRule({
  id: 'missing-metrics-scrape',
  severity: 'off',
  summary: 'Nothing tells Prometheus of the metrics of a sidecar',
  why: 'The operator annotates the Service app-id-dapr of a Deployment or StatefulSet with prometheus.io/scrape, unless dapr.io/enable-metrics is false; the scrape configuration that Dapr documents goes by dapr.io/enable-metrics. Other pods are found by a PodMonitor, or by annotations of their own.',
  source: 'dapr v1.18.3 pkg/operator/handlers/dapr_handler.go:275',
  docs: 'https://docs.dapr.io/operations/observability/metrics/prometheus/',
  effect: 'fragile',
  presets: { production: 'info' },
  covers: ['metrics-collection.prometheus-integration'],
  facts: ['op.service.kinds'],
  needs: ['PodMonitor'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const metrics = app.annotation('enable-metrics');
    const text = app.reads('enable-metrics');
    const isOff = text !== undefined && text !== '' && isFalsy(text);
    if (!metrics.resolved || app.resource.isPartial || (announced.has(app.workload.kind) && !isOff)) return;
    if (metrics.text === 'true' || app.annotations.get('prometheus.io/scrape').exists) return;
    if (workspace.resourcesOf('PodMonitor').length > 0) return;
    yield {
      at: isOff ? metrics : app,
      message: `nothing here tells Prometheus of the sidecar of ${app.title}`,
      help: isOff
        ? 'remove the annotation'
        : 'set dapr.io/enable-metrics: "true", or create a PodMonitor for the port dapr-metrics',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              template:
                metadata:
                  annotations:
                    dapr.io/enabled: "true"
                    dapr.io/app-id: report
                                    ^^^^^^ nothing here tells Prometheus of the sidecar of app "report"
                spec:
                  restartPolicy: Never
                  containers: [{ name: report, image: "report:1" }]
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
            spec:
              containers: [{ name: orders, image: "orders:1" }]
      `,
      because: 'the operator annotates the Service that it makes for a Deployment',
    },
  ],
});
