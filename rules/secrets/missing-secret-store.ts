import { defineRule, type Problems, quote, secretMakers, yaml } from '../../src/rule.ts';

export const missingSecretStore = defineRule({
  id: 'missing-secret-store',
  severity: 'error',
  summary: 'Component takes a secret from Kubernetes that looks like one of another store',
  why: 'Without auth.secretStore every secretKeyRef is a Secret of Kubernetes, whatever secret stores are loaded; where there is none of its name, no app that loads the component starts.',
  source: 'dapr v1.18.3 pkg/runtime/meta/meta.go:104 AuthSecretStoreOrDefault, pkg/operator/api/components.go:109',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'wrong',
  covers: [
    'secret-stores.component-types.secretstores-hashicorp-vault',
    'secret-stores.component-types.secretstores-azure-keyvault',
  ],
  facts: ['secret.defaultstore', 'secret.k8s.resolvedby'],
  needs: [secretMakers],
  supersedes: ['missing-secret-key', 'unknown-secret'],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.block === 'secretstores' || component.resource.body.get('auth').get('secretStore').exists) return;
    // The secret of a vault is often a single value, under its own name; that of Kubernetes has keys.
    const reference = component.metadata
      .flatMap((item) => item.reference ?? [])
      .find(
        (each) => each.get('name').resolved && [undefined, '', each.get('name').text].includes(each.get('key').text),
      );
    const name = reference?.get('name').text;
    if (!reference || !name || workspace.findSecret(name, component.namespace).outcome === 'found') return;
    const [store, ...more] = workspace
      .componentsIn(component.namespace, 'secretstores')
      .slice(0, 20)
      .filter(
        ({ resource, typeName }) =>
          !/^secretstores\.(?:kubernetes|local\..*)$/.test(typeName) &&
          workspace.areTogether(resource, component.resource),
      );
    if (!store || more.length > 0 || workspace.world.isExternal('Secret', name)) return;
    yield {
      at: reference.get('name'),
      message: `secret ${quote(name)} is looked for in Kubernetes, and not in ${quote(store.name)}`,
      help: `if it is a secret of ${quote(store.name)}, set auth.secretStore to that`,
      related: [{ at: store, message: 'the secret store' }],
      // A Secret of this name may live elsewhere.
      ...(!workspace.isClosed && { atMost: 'warning' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: keyvault
                ~~~~~~~~ the secret store
        spec:
          type: secretstores.azure.keyvault
          version: v1
          metadata:
            - name: vaultName
              value: shop
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: redisPassword
              secretKeyRef:
                name: redis-password
                      ^^^^^^^^^^^^^^ secret "redis-password" is looked for in Kubernetes, and not in "keyvault"
                key: redis-password
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: keyvault
        spec:
          type: secretstores.azure.keyvault
          version: v1
          metadata:
            - name: vaultName
              value: shop
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: redisPassword
              secretKeyRef: { name: redis-password, key: redis-password }
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: redis-password
        stringData: { redis-password: "" }
      `,
      closedWorld: true,
      because: 'there is such a Secret',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: keyvault
        spec:
          type: secretstores.azure.keyvault
          version: v1
          metadata:
            - name: vaultName
              value: shop
            - name: azureClientSecret
              secretKeyRef: { name: azure-client-secret, key: azure-client-secret }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: redisPassword
              secretKeyRef: { name: redis, key: password }
      `,
      because: 'a vault takes its own credentials from Kubernetes, and a key of another name is how Secrets look there',
    },
  ],
});
