import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingStateEncryption = defineRule({
  id: 'missing-state-encryption',
  severity: 'off',
  summary: 'State is stored as it is',
  why: 'Without primaryEncryptionKey whoever can read the database reads the state. Databases that encrypt their disks protect against stolen disks alone.',
  source: 'dapr v1.18.3 pkg/runtime/processor/state/state.go:104',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-encrypt-state/',
  effect: 'insecure',
  securitySeverity: 4.3,
  covers: ['state-management.features.encryption-at-rest', 'encryption.data-at-rest'],
  presets: { 'todo-chatbot': 'warning' },
  each: 'component',

  *check(component): Problems {
    if (component.block !== 'state' || component.typeName === 'state.in-memory') return;
    if (component.exactText('primaryEncryptionKey') !== '') return;
    yield {
      at: component.type,
      message: `${component.title} has no primaryEncryptionKey`,
      help: 'add primaryEncryptionKey from a Secret',
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
          type: state.sqlite
                ^^^^^^^^^^^^ Component "orders" has no primaryEncryptionKey
          version: v1
          metadata:
            - name: connectionString
              value: /data/orders.db
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.sqlite
          version: v1
          metadata:
            - name: connectionString
              value: /data/orders.db
            - name: primaryEncryptionKey
              secretKeyRef: { name: orders, key: encryption-key }
      `,
      because: 'a key is given',
    },
  ],
});
