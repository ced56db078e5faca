import { defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

interface Metric {
  type?: string;
  resource?: { name?: string; target?: { type?: string } };
}
interface AutoscalerSpec {
  scaleTargetRef: { kind: string; name: string };
  metrics?: Metric[];
  targetCPUUtilizationPercentage?: number;
}

export const missingSidecarRequest = defineRule({
  id: 'missing-sidecar-request',
  severity: 'warning',
  summary: 'Autoscaler cannot reckon with the sidecar',
  why: 'A utilisation is reckoned from the requests of all containers of a pod; when one has none, the sidecar included, the autoscaler gives up and never scales.',
  source:
    'Kubernetes pkg/controller/podautoscaler/replica_calculator.go calculatePodRequests; dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:431',
  docs: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work',
  effect: 'wrong',
  needs: ['HorizontalPodAutoscaler', 'LimitRange'],
  each: 'app',

  *check(app, { workspace }): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const { workload, resource } = app;
    // A range of limits may give the container a request of its own.
    if (workspace.resourcesOf('LimitRange', app.namespace).length > 0) return;
    for (const autoscaler of workspace.autoscalersOf(workload)) {
      const spec = (autoscaler.body as Field as Field<{ spec: AutoscalerSpec }>).get('spec');
      if (autoscaler.namespace !== app.namespace || !workspace.areTogether(autoscaler, resource)) continue;
      const named = spec
        .get('metrics')
        .items.filter((metric) => metric.get('type').text === 'Resource')
        .map((metric) => metric.get('resource'))
        .filter((metric) => metric.get('target').get('type').text === 'Utilization')
        .map((metric) => metric.get('name').text);
      const wanted = spec.get('targetCPUUtilizationPercentage').exists ? ['cpu', ...named] : named;
      for (const name of new Set(wanted)) {
        if (name !== 'cpu' && name !== 'memory') continue;
        // Without a request, the limit is taken for one.
        if ([`sidecar-${name}-request`, `sidecar-${name}-limit`].some((each) => app.annotation(each).exists)) continue;
        yield {
          at: app.annotation('enabled').key,
          message: `the sidecar of ${app.title} requests no ${name}, and ${autoscaler.title} scales by it`,
          help: `add dapr.io/sidecar-${name}-request, or let it scale by the container of the app: ContainerResource`,
          related: [{ at: autoscaler, message: 'the autoscaler' }],
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                ^^^^^^^^^^^^^^^ the sidecar of app "orders" requests no cpu, and HorizontalPodAutoscaler "orders" scales by it
                dapr.io/app-id: orders
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: orders
                ~~~~~~ the autoscaler
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: orders }
          metrics:
            - type: Resource
              resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/sidecar-cpu-limit: 300m
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: orders
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: orders }
          metrics:
            - type: Resource
              resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }
            - type: Resource
              resource: { name: memory, target: { type: AverageValue, averageValue: 500Mi } }
      `,
      because: 'a limit counts as a request, and an average value needs none',
    },
  ],
});
