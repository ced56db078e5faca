import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const invalidEncryptionKey = defineRule({
  id: 'invalid-encryption-key',
  severity: 'error',
  summary: 'Encryption key is no AES key in hexadecimal digits',
  why: 'The key of a state store is decoded from hexadecimal digits into 16, 24 or 32 bytes. Anything else fails the component, and daprd exits.',
  source: 'dapr v1.18.3 pkg/encryption/encryption.go:66-118,186 createCipher',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-encrypt-state/',
  effect: 'rejected',
  covers: ['encryption.data-at-rest'],
  facts: ['state.encryption.format'],
  supersedes: ['misplaced-encryption-key', 'plain-text-secret'],
  each: 'component',

  *check(component): Problems {
    if (component.block !== 'state') return;
    for (const { name, item, value, text, isReference } of component.metadata) {
      if (name !== 'primaryEncryptionKey' && name !== 'secondaryEncryptionKey') continue;
      // Keys are looked at only where the secret store is loaded, which the built-in one is.
      const mode = component.secretStore === 'kubernetes' ? component.certainty : { atMost: 'warning' as const };
      const isMissing = !isReference && !value.exists;
      if (isMissing)
        yield {
          at: item.get('name'),
          message: `${name} has no value`,
          help: 'take it from a Secret with secretKeyRef',
          ...mode,
        };
      else if (text && !/^(?:[0-9a-f]{32}|[0-9a-f]{48}|[0-9a-f]{64})$/i.test(text))
        yield {
          at: value,
          message: `${name} is not 32, 48 or 64 hexadecimal digits`,
          help: 'make one with openssl rand -hex 32, and keep it in a Secret',
          ...mode,
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
              value: changeme
                     ^^^^^^^^ primaryEncryptionKey is not 32, 48 or 64 hexadecimal digits
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
      `,
      because: 'what a Secret holds is not to be seen',
    },
  ],
});
