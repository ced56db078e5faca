import { defineRule, listed, type Problems, quote, yaml } from '../../src/rule.ts';

export const conflictingSecretStores = defineRule({
  id: 'conflicting-secret-stores',
  severity: 'error',
  summary: 'Secret stores wait for one another',
  why: 'A secret store that takes its credentials from another waits until that is loaded. Where they wait in a ring, or one waits for itself, none is ever loaded, nor what needs them; only a warning says so.',
  source: 'dapr v1.18.3 pkg/runtime/processor/components.go:222-243',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'wrong',
  facts: ['secret.store.self'],
  each: 'component',

  *check(component, { workspace }): Problems {
    const at = component.resource.body.get('auth').get('secretStore');
    const ring = workspace.secretStores.cycleOf(component);
    // What is no secret store may name itself as one too.
    const isAlone = component.secretStore === component.name && component.metadata.some(({ reference }) => reference);
    if (isAlone && component.name !== 'kubernetes') {
      yield { at, message: `${quote(component.name)} waits for itself`, help: 'name another secret store' };
    } else if (ring[0] === component) {
      const others = ring.slice(1);
      yield {
        at,
        message: `${quote(component.name)} waits for ${listed(others.map(({ name }) => quote(name)))}, and that for ${quote(component.name)}`,
        help: 'take the credentials of one of them from Kubernetes',
        related: others.slice(0, 3).map((other) => ({ at: other, message: 'a store that waits too' })),
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
        auth:
          secretStore: vault
                       ^^^^^ "vault" waits for itself
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultToken
              secretKeyRef: { name: vault, key: token }
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
        auth:
          secretStore: keyvault
                       ^^^^^^^^ "vault" waits for "keyvault", and that for "vault"
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultToken
              secretKeyRef: { name: vault, key: token }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: keyvault
                ~~~~~~~~ a store that waits too
        auth:
          secretStore: vault
        spec:
          type: secretstores.azure.keyvault
          version: v1
          metadata:
            - name: vaultName
              value: shop
            - name: azureClientSecret
              secretKeyRef: { name: azure, key: secret }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
          namespace: shop
        auth:
          secretStore: keyvault
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultToken
              secretKeyRef: { name: vault, key: token }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: keyvault
          namespace: shop
        auth:
          secretStore: vault
        spec:
          type: secretstores.azure.keyvault
          version: v1
          metadata:
            - name: vaultName
              value: shop
      `,
      because: 'who takes no secret from its store does not wait for it',
    },
  ],
});
