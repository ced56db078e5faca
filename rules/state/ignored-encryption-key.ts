import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const ignoredEncryptionKey = defineRule({
  id: 'ignored-encryption-key',
  severity: 'error',
  summary: 'Secondary encryption key without a primary one',
  why: 'Encryption is turned on by primaryEncryptionKey alone; a secondary key only helps to read what an older one has written. State is stored as it is.',
  source: 'dapr v1.18.3 pkg/runtime/processor/state/state.go:104',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-encrypt-state/',
  effect: 'insecure',
  securitySeverity: 6.5,
  covers: ['encryption.data-at-rest'],
  facts: ['state.encryption.secondaryonly', 'state.encryption.case'],
  each: 'component',

  *check(component): Problems {
    if (component.block !== 'state' || component.exactText('primaryEncryptionKey') !== '') return;
    const secondary = component.metadata.find(({ name }) => name === 'secondaryEncryptionKey');
    if (!secondary || secondary.text === '') return;
    yield {
      at: secondary,
      message: 'secondaryEncryptionKey encrypts nothing: there is no primaryEncryptionKey',
      help: 'add primaryEncryptionKey, in these letters',
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
