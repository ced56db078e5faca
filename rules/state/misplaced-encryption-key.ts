import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const misplacedEncryptionKey = defineRule({
  id: 'misplaced-encryption-key',
  severity: 'error',
  summary: 'Encryption key does not come from a Secret',
  why: 'The name of the Secret is written next to each encrypted value, and looked for when it is read. A key given as a value has no name: what is written can never be read again.',
  source: 'dapr v1.18.3 pkg/encryption/encryption.go:69, pkg/encryption/state.go:52,70 TryDecryptValue',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-encrypt-state/',
  effect: 'wrong',
  covers: ['encryption.data-at-rest', 'encryption.secrets-management'],
  facts: ['state.encryption.plainvalue'],
  supersedes: ['plain-text-secret'],
  each: 'component',

  *check(component): Problems {
    if (component.block !== 'state') return;
    for (const { name, value, isReference } of component.metadata) {
      if (!/^(?:primary|secondary)EncryptionKey$/.test(name) || isReference || !value.hasValue || value.text === '')
        continue;
      yield {
        at: value,
        message: `${name} is a value without a name, so that what it encrypts cannot be decrypted`,
        help: 'put it into a Secret, and refer to it with secretKeyRef',
      };
    }
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
            - name: primaryEncryptionKey
              value: 00112233445566778899aabbccddeeff
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ primaryEncryptionKey is a value without a name, so that what it encrypts cannot be decrypted
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
            - name: secondaryEncryptionKey
              value: ""
      `,
      because: 'an empty key is none',
    },
  ],
});
