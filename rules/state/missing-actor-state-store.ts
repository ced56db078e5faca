import { defineRule, type Problems, quote, workflowSignOf, yaml } from '../../src/rule.ts';

export const missingActorStateStore = defineRule({
  id: 'missing-actor-state-store',
  severity: 'error',
  summary: 'App with actors or workflows has no store for them',
  why: 'Actors and workflows keep their state in the one store that is marked with actorStateStore. Without it their calls fail; at start there is only an info line.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:1291, pkg/actors/state/state.go:35',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/workflow/workflow-architecture/',
  effect: 'wrong',
  covers: ['postgresql-state-store-component.spec.actorstatestore'],
  facts: ['state.actor.needed'],
  needs: ['Component', 'Configuration', 'WorkflowAccessPolicy'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const sign = workflowSignOf(workspace, app);
    if (!sign) return;
    const stores = workspace.componentsIn(app.namespace, 'state');
    const loaded = workspace.componentsFor(app, 'state');
    const isUnknown = (store: (typeof stores)[number]): boolean => {
      const mark = store.item('actorStateStore');
      return mark ? mark.text === undefined || mark.isTruthy : !store.isWhole;
    };
    if (loaded.some(isUnknown)) return;
    if (!workspace.isClosed && !stores.some((store) => workspace.areTogether(store.resource, app.resource))) return;
    const near = stores.find(isUnknown);
    yield {
      at: app,
      message: `${app.title} has workflows, and loads no actor state store`,
      help: near
        ? `add ${quote(app.appId ?? '')} to the scopes of ${quote(near.name)}`
        : 'set actorStateStore to "true" on one of its state stores',
      related: [sign],
      ...(!workspace.isClosed && { atMost: 'warning' as const }),
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
                                ^^^^^^ app "orders" has workflows, and loads no actor state store
        ---
        apiVersion: dapr.io/v1alpha1
        kind: WorkflowAccessPolicy
        metadata:
          name: orders
                ~~~~~~ a policy for its workflows
        spec:
          rules:
            - callers:
                - appID: shop
              workflows:
                - name: "*"
                  operations: [schedule]
        scopes:
          - orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
    },
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
                                ^^^^^^ app "orders" has workflows, and loads no actor state store
                dapr.io/config: orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          workflow:
          ~~~~~~~~ settings for its workflows
            maxConcurrentWorkflowInvocations: 20
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: workflows
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: actorStateStore
              value: "true"
        scopes: [billing]
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
                dapr.io/config: common
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: billing
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: billing
                dapr.io/config: common
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: common
        spec:
          workflow:
            maxConcurrentWorkflowInvocations: 20
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: workflows
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: actorStateStore
              value: "true"
        scopes: [billing]
      `,
      because: 'of apps that share a configuration one may be all that has workflows',
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
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      because: 'that an app has workflows is not to be seen in its Deployment',
    },
  ],
});
