import { defineRule, listed, type Problems, quote, yaml } from '../../src/rule.ts';

export const missingStoreScope = defineRule({
  id: 'missing-store-scope',
  severity: 'off',
  summary: 'App may read whatever its secret store holds',
  why: 'A secret store gives out everything that its own credentials may read, to whoever calls the API of the sidecar, unless a scope in the Configuration names the secrets, or denies by default.',
  source: 'dapr v1.18.3 pkg/config/configuration.go IsSecretAllowed, pkg/api/universal/secrets.go:143 isSecretAllowed',
  docs: 'https://docs.dapr.io/operations/configuration/secret-scope/',
  effect: 'insecure',
  securitySeverity: 4.3,
  covers: ['secret-stores.features.fine-grained-access-control'],
  presets: { production: 'info', strict: 'warning' },
  needs: ['Component', 'Configuration'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const stores = workspace.componentsFor(app, 'secretstores');
    const configuration = workspace.configurationOf(app);
    if (stores.length === 0 || app.resource.isPartial || configuration?.resource.isPartial) return;
    const config = app.annotation('config');
    // What is said elsewhere is not known.
    if (config.exists && !configuration) return;
    const scopes = configuration?.spec.get('secrets').get('scopes');
    if (scopes?.resolved === false) return;
    const limits = scopes?.items ?? [];
    if (limits.length === 0)
      yield {
        at: config.exists ? config : app,
        message: `${app.title} may read every secret of ${listed([...new Set(stores.map(({ name }) => quote(name)))])}`,
        help: 'add scopes to spec.secrets of its Configuration, with the secrets that it needs as allowedSecrets',
        related: [{ at: stores[0] ?? app, message: 'it loads this store' }],
      };
    // Of stores that none of the scopes is for, another rule tells.
    for (const limit of limits) {
      const store = stores.find(({ name }) => name === limit.get('storeName').text);
      const isEmpty = limit.get('allowedSecrets').items.length + limit.get('deniedSecrets').items.length === 0;
      const access = limit.get('defaultAccess');
      if (!store || !isEmpty || !limit.resolved || !access.resolved || access.text?.toLowerCase() === 'deny') continue;
      yield {
        at: access.exists ? access : limit.get('storeName'),
        message: `the scope limits nothing: ${app.title} may read every secret of ${quote(store.name)}`,
        help: 'set defaultAccess to deny, and name the secrets that it needs in allowedSecrets',
        related: [{ at: store, message: 'it loads this store' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
                ~~~~~ it loads this store
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultTokenMountPath
              value: /vault/token
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          metric: { enabled: true }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: orders
                            ^^^^^^ app "orders" may read every secret of "vault"
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
                ~~~~~ it loads this store
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultTokenMountPath
              value: /vault/token
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          secrets:
            scopes:
              - storeName: kubernetes
                defaultAccess: deny
              - storeName: vault
                defaultAccess: allow
                               ^^^^^ the scope limits nothing: app "orders" may read every secret of "vault"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: orders
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultTokenMountPath
              value: /vault/token
        scopes: [billing]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'the app does not load the store',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultToken
              secretKeyRef: { name: vault, key: token }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: elsewhere
      `,
      because: 'the Configuration is not here, and may well have scopes',
    },
  ],
});
