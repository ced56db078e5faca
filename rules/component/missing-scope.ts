import { defineRule, listed, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const missingScope = defineRule({
  id: 'missing-scope',
  severity: 'off',
  summary: 'Component is loaded by every app of its namespace',
  why: 'Without scopes each app gets the component with its credentials, and each sidecar waits for its backend as it starts: where that is down, apps go down that never use it.',
  source: 'dapr v1.18.3 pkg/apis/common/scoped.go IsAppScoped, pkg/operator/api/components.go:104',
  docs: 'https://docs.dapr.io/operations/components/component-scopes/',
  effect: 'insecure',
  securitySeverity: 3.1,
  facts: ['component.scopes.match'],
  presets: { strict: 'warning', 'todo-chatbot': 'info' },
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    const { resource } = component;
    // Where one app is all there is, it is the one that is meant.
    const apps = workspace.appsBeside(component);
    if (resource.isPartial || resource.scopes || apps.length === 1 || !resource.body.get('scopes').resolved) return;
    yield {
      at: resource,
      message:
        apps.length === 0
          ? `${resource.title} is for every app of its namespace`
          : `${resource.title} is for every app: ${listed(apps.map(({ title }) => title))}`,
      help: 'name the apps that use it under scopes',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
                ^^^^^^^^^^ Component "statestore" is for every app: app "orders" and app "billing"
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes: []
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
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
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          namespace: bank
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
      `,
      because: 'the only other app is in another namespace, and does not see it',
    },
  ],
});
