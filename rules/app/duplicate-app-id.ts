import { defineRule, hasSameNamespace, type Problems, quote, yaml } from '../../src/rule.ts';

/** The kinds for which the operator makes a Service: source dapr v1.18.3 pkg/operator/handlers/dapr_handler.go Init. */
const invokable = new Set(['Deployment', 'StatefulSet', 'Rollout']);

interface Contender {
  readonly workload: { readonly kind: string; readonly name: string };
}

/** The same object twice, as in the overlays of one base: they are never applied together. */
const isSameObject = (a: Contender, b: Contender): boolean =>
  a.workload.kind === b.workload.kind && a.workload.name === b.workload.name;

export const duplicateAppId = defineRule({
  id: 'duplicate-app-id',
  severity: 'error',
  summary: 'Two workloads have the same app-id',
  why: 'Both lay claim to the Service <app-id>-dapr: each overwrites its owner and selector, so calls reach now one, now the other; they share state keys and consumer groups, too.',
  source: 'dapr v1.18.3 pkg/operator/handlers/dapr_handler.go patchDaprService',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/service-invocation/service-invocation-overview/',
  effect: 'wrong',
  covers: ['service-invocation.configuration.app-id'],
  facts: ['op.service.dupappid'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const { appId } = app;
    if (appId === undefined || !invokable.has(app.workload.kind)) return;
    const first = workspace
      .appsWithId(appId, app.namespace)
      .find(
        (other) =>
          hasSameNamespace(other.namespace, app.namespace) &&
          invokable.has(other.workload.kind) &&
          workspace.areTogether(app.resource, other.resource),
      );
    if (!first || first === app || isSameObject(app, first)) return;
    // The same object a second time is another fault.
    if (workspace.sameBefore(app.resource)) return;
    yield {
      at: app.id,
      message: `app-id ${quote(appId)} belongs to ${first.resource.title} already`,
      help: 'give each workload an app-id of its own',
      related: [{ at: first.id, message: 'first used here' }],
      // Blue and green, stable and canary: some run two on purpose.
      ...(/blue|green|canary|stable|primary|preview/i.test(`${app.workload.name} ${first.workload.name}`) && {
        atMost: 'info' as const,
      }),
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
                                ~~~~~~ first used here
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
                dapr.io/app-id: orders
                                ^^^^^^ app-id "orders" belongs to Deployment "orders" already
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          namespace: staging
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          namespace: production
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
      `,
      because: 'an app-id has to be unique in its namespace only',
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
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate-orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
      `,
      because: 'a Job gets no Service; it may take the app-id of the app whose state it works on',
    },
  ],
});
