import { defineRule, listed, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

export const missingNamespace = defineRule({
  id: 'missing-namespace',
  severity: 'off',
  summary: 'Object names no namespace, and nothing beside it tells which is meant',
  why: 'Without metadata.namespace the object goes wherever kubectl happens to point at, and only the apps of that namespace see it.',
  source: 'dapr v1.18.3 pkg/operator/api/components.go:93, pkg/runtime/authorizer/authorizer.go:125',
  docs: 'https://docs.dapr.io/operations/components/component-scopes/',
  effect: 'fragile',
  facts: ['component.namespace'],
  covers: ['authentication-and-authorization.spiffe-ids'],
  presets: { production: 'info', strict: 'info', 'todo-chatbot': { severity: 'info', everywhere: true } },
  needs: [workloadKinds],
  each: 'daprResource',
  options: {
    everywhere: {
      type: 'boolean',
      default: false,
      description: 'Tell it of objects, too, whose apps have one namespace, or none either.',
    },
  },

  *check(resource, { workspace, options }): Problems {
    if (resource.namespace !== undefined || resource.isPartial || resource.name === '') return;
    const namespaces = workspace.appNamespacesBeside(resource);
    if (namespaces.length < 2 && !options.everywhere) return;
    const where =
      namespaces.length === 0
        ? 'it goes wherever kubectl points at'
        : `the apps beside it are in ${listed(namespaces.slice(0, 2).map(quote))}`;
    yield { at: resource, message: `${resource.title} names no namespace; ${where}`, help: 'write metadata.namespace' };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
                ^^^^^ Component "cache" names no namespace; the apps beside it are in "shop" and "bank"
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
          name: ledger
          namespace: bank
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: ledger
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
                ^^^^^ Component "cache" names no namespace; it goes wherever kubectl points at
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      options: { everywhere: true },
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
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
      because: 'where none names a namespace, all go into the same one',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
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
      because: 'with one namespace in sight, it is plain which one is meant',
    },
  ],
});
