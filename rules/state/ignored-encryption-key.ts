import { appsTitle, defineRule, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const ignoredEncryptionKey = defineRule({
  id: 'ignored-encryption-key',
  severity: 'error',
  summary: 'Encryption key that encrypts nothing',
  why: 'Encryption is turned on by primaryEncryptionKey alone; a secondary key only helps to read what an older one has written. Keys are looked at only where the secret store is loaded that the component names, which is the built-in one unless it says otherwise. State is stored as it is.',
  source:
    'dapr v1.18.3 pkg/runtime/processor/state/state.go:96-104, pkg/encryption/encryption.go:56, pkg/runtime/runtime.go:1619',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-encrypt-state/',
  effect: 'insecure',
  securitySeverity: 6.5,
  covers: ['encryption.data-at-rest'],
  facts: ['state.encryption.secondaryonly', 'state.encryption.case', 'state.encryption.nostore'],
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.block !== 'state') return;
    const [primary, secondary] = ['primaryEncryptionKey', 'secondaryEncryptionKey'].map((name) =>
      component.metadata.find((item) => item.name === name && item.text !== ''),
    );
    if (secondary && component.exactText('primaryEncryptionKey') === '') {
      yield {
        at: secondary,
        message: 'secondaryEncryptionKey encrypts nothing: there is no primaryEncryptionKey',
        help: 'add primaryEncryptionKey, in these letters',
      };
    }
    if (!primary || component.secretStore !== 'kubernetes') return;
    // A component of that name stands in for the store that is built in.
    if (workspace.componentsNamed('kubernetes', component.namespace).length > 0) return;
    const apps = workspace.appsWithoutSecretStore(component);
    const [app] = apps;
    if (!app) return;
    yield {
      at: primary,
      message: `primaryEncryptionKey encrypts nothing for ${appsTitle(apps)}: the secret store kubernetes is switched off`,
      help: 'remove dapr.io/disable-builtin-k8s-secret-store, or name another secret store in auth.secretStore',
      related: [{ at: app.annotation('disable-builtin-k8s-secret-store'), message: 'here' }],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: secondaryEncryptionKey
                    ^^^^^^^^^^^^^^^^^^^^^^ secondaryEncryptionKey encrypts nothing: there is no primaryEncryptionKey
              secretKeyRef: { name: orders, key: encryption-key }
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: primaryEncryptionKey
                    ^^^^^^^^^^^^^^^^^^^^ primaryEncryptionKey encrypts nothing for app "shop": the secret store kubernetes is switched off
              secretKeyRef: { name: orders, key: encryption-key }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: shop
            dapr.io/disable-builtin-k8s-secret-store: "true"
                                                      ~~~~~~ here
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: primaryEncryptionKey
              secretKeyRef: { name: orders, key: encryption-key }
        scopes: [billing]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: carts
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: primaryEncryptionKey
              secretKeyRef: { name: carts, key: encryption-key }
        auth:
          secretStore: vault
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: shop
            dapr.io/disable-builtin-k8s-secret-store: "true"
      `,
      because: 'the app without the built-in store does not load the one, and the other has a store of its own',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: secondaryEncryptionKey
              secretKeyRef: { name: orders, key: old-key }
            - name: primaryEncryptionKey
              secretKeyRef: { name: orders, key: encryption-key }
      `,
      because: 'the two together are how keys are rotated',
    },
  ],
});
