import { defineRule, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

export const unusedComponent = defineRule({
  id: 'unused-component',
  severity: 'warning',
  summary: 'Component of a cluster that no app loads',
  why: 'Sidecars load the components of their own namespace. In one without an app nobody ever does: what is meant to use it runs elsewhere, and goes without.',
  source: 'dapr v1.18.3 pkg/operator/api/components.go:93',
  docs: 'https://docs.dapr.io/operations/components/component-scopes/',
  effect: 'ignored',
  facts: ['component.namespace'],
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    const { resource, namespace } = component;
    // Only of a cluster it is known which apps there are. That a scope names no app is told at the scope.
    if (!workspace.isClosed || !resource.isExported || namespace === undefined || resource.scopes) return;
    if (workspace.world.isExternal('Namespace', namespace)) return;
    const [elsewhere] = workspace.apps;
    if (!elsewhere || workspace.appsIn(namespace).length > 0 || workspace.writtenSidecarsIn(namespace).length > 0)
      return;
    yield {
      at: resource.metadata.get('namespace'),
      message: `no app loads ${resource.title}: there is none in namespace ${quote(namespace)}`,
      help: 'remove it, or create it in the namespace of the apps that are to use it',
    };
  },

  examples: [
    {
      closedWorld: true,
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
          namespace: default
                     ^^^^^^^ no app loads Component "messages": there is none in namespace "default"
          uid: 5d2f8a4e-0000-4000-8000-000000000001
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
    },
    {
      closedWorld: true,
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
          namespace: default
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'what is written in a repository is in no cluster yet',
    },
    {
      closedWorld: true,
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000001
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: report, namespace: shop, uid: 5d2f8a4e-0000-4000-8000-000000000002 }
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              template:
                metadata:
                  annotations:
                    dapr.io/enabled: "true"
                    dapr.io/app-id: report
      `,
      because: 'an app that runs now and then loads it, too',
    },
    {
      closedWorld: true,
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
          namespace: shared
          uid: 5d2f8a4e-0000-4000-8000-000000000001
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: shared-dapr, namespace: shared, uid: 5d2f8a4e-0000-4000-8000-000000000002 }
        spec:
          selector: { matchLabels: { app: shared-dapr } }
          template:
            metadata:
              labels: { app: shared-dapr }
              annotations: { dapr.io/app-id: orders }
            spec:
              containers:
                - { name: daprd, image: "ghcr.io/dapr/daprd:1.18.3", args: [/daprd, --app-id=orders, --mode=kubernetes] }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
      `,
      because: 'a sidecar that stands alone, as with Dapr Shared, loads it, too',
    },
  ],
});
