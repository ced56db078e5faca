import {
  type App,
  defineRule,
  type Field,
  type Problems,
  type ResiliencyShape,
  Workload,
  type Workspace,
  yaml,
} from '../../src/rule.ts';

/** The kinds whose apps have a Service. */
const invokable = new Set(['Deployment', 'StatefulSet']);

/** The flag of the operator for the Services of Argo Rollouts: global.argoRolloutServiceReconciler.enabled of the chart. */
const flag = '--enable-argo-rollout-service-reconciler';

/** Whether an app has a Service: that of a Rollout has to be asked for, and may be wherever the operator is not to be seen. */
const isInvokable = ({ workload }: App, workspace: Workspace): boolean => {
  if (workload.kind !== 'Rollout') return invokable.has(workload.kind);
  return !workspace.resourcesNamed('apps', 'Deployment', 'dapr-operator').some((operator) => {
    const [container] = Workload.of(operator)?.pod.get('containers').items ?? [];
    const args = [...(container?.get('command').items ?? []), ...(container?.get('args').items ?? [])];
    return args.length > 0 && !args.some(({ text, resolved }) => !resolved || text?.startsWith(flag));
  });
};

export const unsupportedInvocationTarget = defineRule({
  id: 'unsupported-invocation-target',
  severity: 'warning',
  summary: 'App is meant to be invoked, and has no Service',
  why: 'The operator makes the Service that apps are found by for Deployments and StatefulSets only (for Rollouts on request): the apps of other workloads cannot be invoked by name.',
  source:
    'dapr v1.18.3 pkg/operator/handlers/dapr_handler.go:89 Init, :139; charts/dapr/charts/dapr_operator/templates/dapr_operator_deployment.yaml:177; components-contrib nameresolution/kubernetes',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/service-invocation/service-invocation-overview/',
  effect: 'wrong',
  facts: ['op.service.kinds'],
  needs: ['Resiliency'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const { appId, workload } = app;
    if (appId === undefined || isInvokable(app, workspace)) return;
    // Of another workload with the same app-id there is a Service.
    if (workspace.appsWithId(appId).some((other) => isInvokable(other, workspace))) return;
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
        help:
          workload.kind === 'Rollout'
            ? 'install Dapr with global.argoRolloutServiceReconciler.enabled'
            : 'make it a Deployment or a StatefulSet',
        related: [{ at: target.key, message: 'it is meant to be invoked' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
          namespace: shop
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ^^^^^^ app "orders" runs as a Rollout, for which Dapr makes no Service: nobody can invoke it
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: retries
          namespace: shop
        spec:
          policies:
            timeouts: { general: 5s }
          targets:
            apps:
              orders: { timeout: general }
              ~~~~~~ it is meant to be invoked
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: dapr-operator
          namespace: dapr-system
        spec:
          template:
            spec:
              containers:
                - name: dapr-operator
                  command: [/operator]
                  args: [--log-level, info]
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
          namespace: shop
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: retries
          namespace: shop
        spec:
          policies:
            timeouts: { general: 5s }
          targets:
            apps:
              orders: { timeout: general }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: dapr-operator
          namespace: dapr-system
        spec:
          template:
            spec:
              containers:
                - name: dapr-operator
                  command: [/operator]
                  args: [--log-level, info, --enable-argo-rollout-service-reconciler]
      `,
      because: 'the operator has been asked for the Services of Rollouts',
    },
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
