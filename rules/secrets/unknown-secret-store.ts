import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const unknownSecretStore = defineRule({
  id: 'unknown-secret-store',
  severity: 'error',
  summary: 'Secret store of the component cannot be loaded',
  why: 'A component waits for its secret store, for ever if that is not loaded for the app: it never initialises, daprd runs on, and only a warning says so.',
  source: 'dapr v1.18.3 pkg/runtime/processor/components.go:283, pkg/runtime/processor/secret/secret.go:162',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'wrong',
  facts: [
    'secret.defaultstore',
    'secret.k8s.resolvedby',
    'secret.store.notloaded',
    'secret.store.scoped',
    'secret.store.self',
  ],
  needs: ['Component'],
  each: 'component',

  *check(component, { workspace }): Problems {
    const field = component.resource.body.get('auth').get('secretStore');
    const name = field.text;
    // Only who refers to a secret waits for the store.
    if (!name || !field.resolved || name === 'kubernetes' || !component.metadata.some(({ reference }) => reference))
      return;
    if (name === component.name) {
      yield { at: field, message: `${quote(name)} waits for itself`, help: 'name another secret store' };
      return;
    }
    const lookup = workspace.find('Component', name, component.namespace);
    const found = lookup.outcome === 'found' ? workspace.componentsNamed(name, component.namespace)[0] : undefined;
    const related = found && [{ at: found, message: 'the component of this name' }];
    const block = found?.block ?? '';
    if (found && block !== '' && block !== 'secretstores' && found.type.resolved) {
      yield {
        at: field,
        message: `${quote(name)} is no secret store`,
        help: 'name a component of type secretstores.…',
        ...(related && { related }),
      };
    } else if (found) {
      const app = workspace.appsOf(component).find((each) => !workspace.loads(each, found));
      if (!app || !workspace.areTogether(app.resource, component.resource)) return;
      yield {
        at: field,
        message: `${app.title} loads this component and not its secret store ${quote(name)}`,
        help: 'add the app to the scopes of the secret store',
        ...(related && { related }),
      };
    } else if (lookup.outcome === 'elsewhere' || lookup.outcome === 'absent' || ('near' in lookup && lookup.near)) {
      yield {
        at: field,
        message: `there is no secret store ${quote(name)}${component.namespace === undefined ? '' : ` in namespace ${quote(component.namespace)}`}`,
        help:
          'near' in lookup && lookup.near
            ? `did you mean ${quote(lookup.near.name)}?`
            : 'create it in the namespace of the component',
        ...(!workspace.isClosed && { atMost: 'warning' as const }),
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
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultTokenMountPath
              value: /vault/token
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        auth:
          secretStore: valut
                       ^^^^^ there is no secret store "valut"
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              secretKeyRef: { name: redis, key: host }
      `,
    },
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
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        auth:
          secretStore: vault
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              secretKeyRef: { name: redis, key: host }
      `,
      because: 'the secret store may be among what is not here',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        auth:
          secretStore: nowhere
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
      `,
      closedWorld: true,
      because: 'without a secret to read, no store is waited for',
    },
  ],
});
