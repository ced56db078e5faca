import { defineRule, didYouMean, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

/** What sidecars get from the operator, each from the namespace of its own pod. */
const kinds = new Set(['Component', 'Subscription', 'Resiliency', 'HTTPEndpoint', 'MCPServer', 'WorkflowAccessPolicy']);
const controlPlane = 'dapr-system';

export const misplacedNamespace = defineRule({
  id: 'misplaced-namespace',
  severity: 'warning',
  summary: 'Object is in a namespace without apps',
  why: 'A sidecar gets components, subscriptions and the like from the namespace of its own pod: in another one, that of the control plane among them, no app ever sees them.',
  source: 'dapr v1.18.3 pkg/operator/api/components.go:93, pkg/runtime/authorizer/authorizer.go:125',
  docs: 'https://docs.dapr.io/operations/components/component-scopes/',
  effect: 'ignored',
  supersedes: ['unused-component'],
  facts: ['component.namespace'],
  needs: [workloadKinds],
  each: 'daprResource',

  *check(resource, { workspace }): Problems {
    const { namespace, kind, name } = resource;
    const written = resource.metadata.get('namespace');
    if (!kinds.has(kind) || !namespace || !written.resolved || resource.isPartial) return;
    if (workspace.world.isExternal('Namespace', namespace) || workspace.appsIn(namespace).length > 0) return;
    if (workspace.writtenSidecarsIn(namespace).length > 0) return;
    // One that has scopes is missed where the apps are: another rule tells of them.
    const app = resource.scopes ? undefined : workspace.appBeside(resource);
    const isCopied = app && workspace.resourcesNamed('dapr.io', kind, name, app.namespace).length > 0;
    if (namespace !== controlPlane && (!app?.namespace || isCopied)) return;
    yield {
      at: written.exists ? written : resource,
      message:
        namespace === controlPlane
          ? `${resource.title} is in the namespace of the control plane, where no app sees it`
          : `no app is in namespace ${quote(namespace)}, and only there ${resource.title} is seen`,
      help: didYouMean(app?.namespace, 'put it into the namespace of its apps'),
      ...(app?.namespace && { related: [{ at: app, message: `${app.title} is in ${quote(app.namespace)}` }] }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
          namespace: staging
                     ^^^^^^^ no app is in namespace "staging", and only there Component "cache" is seen
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          namespace: shop
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ~~~~~~ app "orders" is in "shop"
            spec:
              containers: [{ name: orders, image: "orders:1" }]
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
          namespace: dapr-system
                     ^^^^^^^^^^^ Component "cache" is in the namespace of the control plane, where no app sees it
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
          namespace: staging
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
          namespace: shop
        spec:
          type: state.in-memory
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
      because: 'the app has one of this name in its own namespace, and the other is for apps that are not here',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
          namespace: shop
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'an app that names no namespace may be put into this one',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: daprsystem
          namespace: dapr-system
        spec:
          mtls:
            enabled: true
            sentryAddress: dapr-sentry.dapr-system.svc.cluster.local:443
            controlPlaneTrustDomain: cluster.local
      `,
      because: 'the control plane reads its own Configuration there',
    },
  ],
});
