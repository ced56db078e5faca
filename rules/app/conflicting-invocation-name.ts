import { defineRule, isMadeByOperator, type Problems, yaml } from '../../src/rule.ts';

/** The kinds for which the operator makes a Service. */
const invokable = new Set(['Deployment', 'StatefulSet', 'Rollout']);

export const conflictingInvocationName = defineRule({
  id: 'conflicting-invocation-name',
  severity: 'error',
  summary: 'Service has the name that the operator gives its own',
  why: 'The operator makes a headless Service <app-id>-dapr for every app, and overwrites one that is there already: its ports, its selector and its address are gone.',
  source: 'dapr v1.18.3 pkg/operator/handlers/dapr_handler.go:197,228',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/service-invocation/service-invocation-overview/',
  effect: 'wrong',
  facts: ['op.service.name', 'op.service.headless'],
  needs: ['Service'],
  each: 'app',

  *check(app, { workspace }): Problems {
    if (app.appId === undefined || !invokable.has(app.workload.kind)) return;
    const name = `${app.appId}-dapr`;
    const resource = workspace
      .resourcesNamed('', 'Service', name, app.namespace)
      .find((each) => each.namespace === app.namespace);
    if (!resource) return;
    // Read back from a cluster, it is the operator's own.
    if (isMadeByOperator(resource)) return;
    if (!workspace.areTogether(resource, app.resource)) return;
    yield {
      at: resource,
      message: `${resource.title} is overwritten by the one that Dapr makes for ${app.title}`,
      help: 'give it another name',
      related: [{ at: app.id, message: 'the app' }],
    };
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
                dapr.io/app-id: orders
                                ~~~~~~ the app
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders-dapr
                ^^^^^^^^^^^ Service "orders-dapr" is overwritten by the one that Dapr makes for app "orders"
        spec:
          selector: { app: orders }
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
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders-dapr
          labels:
            dapr.io/enabled: "true"
        spec:
          clusterIP: None
      `,
      because: 'this one is the operator’s own, as an export holds it',
    },
  ],
});
