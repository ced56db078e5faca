import { defineRule, few, type Problems, quote, someApps, storeNamedBy, workloadKinds, yaml } from '../../src/rule.ts';

export const unknownSecretStore = defineRule({
  id: 'unknown-secret-store',
  severity: 'error',
  summary: 'Secret store that an object names cannot be loaded',
  why: 'A component waits for its secret store, for ever if that is not loaded for the app: it never initialises, daprd runs on, and only a warning says so. An HTTPEndpoint goes on without the value.',
  source:
    'dapr v1.18.3 pkg/runtime/processor/components.go:283, pkg/runtime/processor/secret/secret.go:162, pkg/runtime/processor/httpendpoints.go:61',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'wrong',
  covers: [
    'secret-stores.component-types.secretstores-hashicorp-vault',
    'secret-stores.component-types.secretstores-azure-keyvault',
  ],
  facts: ['secret.defaultstore', 'secret.k8s.resolvedby', 'secret.store.notloaded', 'secret.store.scoped'],
  needs: [workloadKinds],
  each: 'daprResource',

  *check(resource, { workspace }): Problems {
    const { kind, name: own, namespace } = resource;
    if (kind !== 'Component' && kind !== 'HTTPEndpoint') return;
    // Only who refers to a secret needs the store.
    const field = storeNamedBy(resource);
    const name = field?.text ?? '';
    if (!field?.resolved || name === 'kubernetes') return;
    const lookup = workspace.find('Component', name, namespace);
    const found = lookup.outcome === 'found' ? workspace.componentsNamed(name, namespace)[0] : undefined;
    const related = found && [{ at: found, message: 'the component of this name' }];
    const block = found?.block ?? '';
    if (kind === 'Component' && name === own) return;
    if (found && block !== '' && block !== 'secretstores' && found.type.resolved) {
      yield {
        at: field,
        message: `${quote(name)} is no secret store`,
        help: 'name a component of type secretstores.…',
        ...(related && { related }),
      };
    } else if (found) {
      const hit = few(
        workspace.appsThatLoad(resource),
        (app) => !workspace.loads(app, found) && workspace.areTogether(app.resource, resource),
      );
      if (hit.length === 0) return;
      yield {
        at: field,
        message: `${someApps(hit, ['loads', 'load'])} this ${kind === 'Component' ? 'component' : 'endpoint'} and not its secret store ${quote(name)}`,
        help: `add the ${hit.length === 1 ? 'app' : 'apps'} to the scopes of the secret store`,
        ...(related && { related }),
      };
    } else if (lookup.outcome === 'elsewhere' || lookup.outcome === 'absent' || ('near' in lookup && lookup.near)) {
      yield {
        at: field,
        message: `there is no secret store ${quote(name)}${namespace === undefined ? '' : ` in namespace ${quote(namespace)}`}`,
        help:
          'near' in lookup && lookup.near
            ? `did you mean ${quote(lookup.near.name)}?`
            : `create it in the namespace of the ${kind === 'Component' ? 'component' : 'endpoint'}`,
        ...('near' in lookup &&
          lookup.near && { related: [{ at: lookup.near, message: 'a component of such a name' }] }),
        ...('resource' in lookup && { related: [{ at: lookup.resource, message: 'the one in another namespace' }] }),
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
                ~~~~~ a component of such a name
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
                ~~~~~ the component of this name
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultTokenMountPath
              value: /vault/token
        scopes: [orders]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: github
        auth:
          secretStore: vault
                       ^^^^^ app "billing" loads this endpoint and not its secret store "vault"
        spec:
          baseUrl: https://api.github.com
          headers:
            - name: Authorization
              secretKeyRef: { name: github, key: token }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations: { dapr.io/enabled: "true", dapr.io/app-id: orders }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          annotations: { dapr.io/enabled: "true", dapr.io/app-id: billing }
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
