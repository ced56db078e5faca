import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const ignoredSecretScope = defineRule({
  id: 'ignored-secret-scope',
  severity: 'warning',
  summary: 'Secret scope has a part that does not count',
  why: 'Once a scope lists allowed secrets, all others are denied, whatever its default access and its denied secrets say.',
  source: 'dapr v1.18.3 pkg/config/configuration.go IsSecretAllowed',
  docs: 'https://docs.dapr.io/operations/configuration/secret-scope/',
  effect: 'ignored',
  facts: ['cfg.secrets.allowed.wins'],
  each: 'configuration',

  *check(configuration): Problems {
    for (const scope of configuration.spec.get('secrets').get('scopes').items) {
      const [allowed, denied] = [scope.get('allowedSecrets'), scope.get('deniedSecrets')];
      if (allowed.items.length === 0 || denied.items.length === 0) continue;
      yield {
        at: denied.key,
        message: 'deniedSecrets does not count beside allowedSecrets',
        help: 'remove it: what is not listed as allowed is denied',
        related: [{ at: allowed.key, message: 'the list that counts' }],
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
                defaultAccess: allow
                allowedSecrets: [kafka]
                ~~~~~~~~~~~~~~ the list that counts
                deniedSecrets: [redis]
                ^^^^^^^^^^^^^ deniedSecrets does not count beside allowedSecrets
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
                defaultAccess: allow
                allowedSecrets: []
                deniedSecrets: [redis]
      `,
      because: 'an empty list allows nothing in particular',
    },
  ],
});
