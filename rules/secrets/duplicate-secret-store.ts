import { defineRule, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const duplicateSecretStore = defineRule({
  id: 'duplicate-secret-store',
  severity: 'off',
  summary: 'Component is a second store of the Secrets of Kubernetes that nothing names',
  why: 'Every sidecar has a store called kubernetes. A component without auth.secretStore takes its secrets from there, by way of the operator; another store of this type is read by the sidecar itself, with the rights of its ServiceAccount.',
  source:
    'dapr v1.18.3 pkg/runtime/runtime.go:1619 appendBuiltinSecretStore, pkg/runtime/meta AuthSecretStoreOrDefault',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-secret-stores/kubernetes-secret-store/',
  effect: 'ignored',
  covers: ['kubernetes-secret-store-component.metadata.name', 'secret-stores.component-types.secretstores-kubernetes'],
  facts: ['secret.defaultstore'],
  presets: { production: 'info', strict: 'info', 'todo-chatbot': 'info' },
  needs: ['Configuration', 'HTTPEndpoint', 'MCPServer', workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    const { name, namespace } = component;
    if (component.typeName !== 'secretstores.kubernetes' || component.resource.isPartial || name === '') return;
    // What it says for itself, the other one does not.
    if (component.metadata.length > 0 || workspace.secretStores.usersOf(name, namespace).length > 0) return;
    if (workspace.appsWithoutSecretStore(component).length > 0) return;
    yield {
      at: component,
      message: `nothing takes secrets from ${component.title}: those of components come from the store that is built in`,
      help: 'remove it, unless code asks for this name; the one that is built in is called kubernetes',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: kubernetes-secret-store
                ^^^^^^^^^^^^^^^^^^^^^^^ nothing takes secrets from Component "kubernetes-secret-store": those of components come from the store that is built in
        spec:
          type: secretstores.kubernetes
          version: v1
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: orders, key: connection }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: secrets-of-platform
        spec:
          type: secretstores.kubernetes
          version: v1
          metadata:
            - name: defaultNamespace
              value: platform
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: own-secrets
        spec:
          type: secretstores.kubernetes
          version: v1
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: settings
        spec:
          secrets:
            scopes:
              - storeName: own-secrets
                defaultAccess: deny
                allowedSecrets: [orders]
      `,
      because: 'one looks into another namespace, and a scope says what may be read from the other',
    },
  ],
});
