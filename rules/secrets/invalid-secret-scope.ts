import { defineRule, type Locatable, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidSecretScope = defineRule({
  id: 'invalid-secret-scope',
  severity: 'error',
  summary: 'Secret scopes that daprd does not start with',
  why: 'daprd exits when one secret store has two scopes, or when a default access is neither allow nor deny.',
  source: 'dapr v1.18.3 pkg/config/configuration.go sortAndValidateSecretsConfiguration',
  docs: 'https://docs.dapr.io/operations/configuration/secret-scope/',
  effect: 'rejected',
  facts: ['cfg.secrets.dup', 'cfg.secrets.defaultaccess'],
  each: 'configuration',

  *check(configuration): Problems {
    const seen = new Map<string, Locatable>();
    for (const scope of configuration.spec.get('secrets').get('scopes').items) {
      const [store, access] = [scope.get('storeName'), scope.get('defaultAccess')];
      const first = seen.get(store.text ?? '');
      if (first && store.resolved) {
        yield {
          at: store,
          message: `${quote(store.text ?? '')} has a scope already`,
          help: 'put both into one',
          related: [{ at: first, message: 'the first scope of this store' }],
        };
      } else if (store.text !== undefined) seen.set(store.text, store);
      if (!access.text || !access.resolved || /^(?:allow|deny)$/i.test(access.text)) continue;
      yield {
        at: access,
        message: `defaultAccess is ${quote(access.text)}; daprd takes allow or deny`,
        help: 'write allow or deny',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          secrets:
            scopes:
              - storeName: kubernetes
                           ~~~~~~~~~~ the first scope of this store
                defaultAccess: denied
                               ^^^^^^ defaultAccess is "denied"; daprd takes allow or deny
              - storeName: kubernetes
                           ^^^^^^^^^^ "kubernetes" has a scope already
                allowedSecrets: [kafka]
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          secrets:
            scopes:
              - storeName: kubernetes
                defaultAccess: Deny
              - storeName: Kubernetes
                defaultAccess: ""
      `,
      because: 'names of stores are compared letter by letter, words for access are not, and an empty one allows',
    },
  ],
});
