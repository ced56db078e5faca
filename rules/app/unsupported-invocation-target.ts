import { defineRule, type Field, type Problems, type ResiliencyShape, yaml } from '../../src/rule.ts';

/** The kinds whose apps have a Service: that of Rollouts has to be asked for. */
const invokable = new Set(['Deployment', 'StatefulSet', 'Rollout']);

export const unsupportedInvocationTarget = defineRule({
  id: 'unsupported-invocation-target',
  severity: 'warning',
  summary: 'App is meant to be invoked, and has no Service',
  why: 'The operator makes the Service that apps are found by for Deployments and StatefulSets only (for Rollouts on request): the apps of other workloads cannot be invoked by name.',
  source: 'dapr v1.18.3 pkg/operator/handlers/dapr_handler.go:89 Init; components-contrib nameresolution/kubernetes',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/service-invocation/service-invocation-overview/',
  effect: 'wrong',
  facts: ['op.service.kinds'],
  needs: ['Resiliency'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const { appId, workload } = app;
    if (appId === undefined || invokable.has(workload.kind)) return;
    for (const resiliency of workspace.daprResourcesFor<ResiliencyShape>(app, 'Resiliency')) {
      const targets = resiliency.body.get('spec').get('targets') as Field<{ apps: Record<string, unknown> }>;
      const target = targets.get('apps').get(appId);
      if (!target.exists || resiliency.namespace !== app.namespace || !workspace.areTogether(resiliency, app.resource))
        continue;
      // Of another workload with the same app-id there is a Service.
      if (workspace.appsWithId(appId).some((other) => invokable.has(other.workload.kind))) return;
      yield {
        at: app.id,
        message: `${app.title} runs as a ${workload.kind}, for which Dapr makes no Service: nobody can invoke it`,
        help: 'make it a Deployment or a StatefulSet',
        related: [{ at: target.key, message: 'it is meant to be invoked' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ^^^^^^ app "orders" runs as a DaemonSet, for which Dapr makes no Service: nobody can invoke it
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: retries
        spec:
          policies:
            timeouts: { general: 5s }
          targets:
            apps:
              orders: { timeout: general }
              ~~~~~~ it is meant to be invoked
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: collector
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: collector
      `,
      because: 'an app that only calls others needs no Service',
    },
  ],
});
