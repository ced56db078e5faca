import {
  closest,
  defineRule,
  didYouMean,
  few,
  type Problem,
  type Problems,
  quote,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const unusedSecretScope = defineRule({
  id: 'unused-secret-scope',
  severity: 'warning',
  summary: 'Secret scope is for a store that its apps do not have',
  why: 'daprd looks a scope up by the name of the store that is asked, letter by letter. One for another name protects nothing: whatever secret store an app has stays open to it.',
  source:
    'dapr v1.18.3 pkg/api/universal/secrets.go isSecretAllowed, pkg/runtime/runtime.go populateSecretsConfiguration',
  docs: 'https://docs.dapr.io/operations/configuration/secret-scope/',
  effect: 'ignored',
  covers: ['secret-stores.features.fine-grained-access-control'],
  facts: ['cfg.secrets.k8s'],
  needs: ['Component', workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { namespace } = configuration;
    for (const scope of configuration.spec.get('secrets').get('scopes').items) {
      const store = scope.get('storeName');
      const name = store.text;
      if (!name || !store.resolved) continue;
      const problem = (message: string, more: Omit<Problem, 'at' | 'message'>): Problem => ({
        at: store,
        message: `this scope protects nothing: ${message}`,
        ...more,
      });
      const found = workspace.componentsNamed(name, namespace);
      const [first] = found;
      const users = workspace.appsWithConfiguration(configuration);
      if (name === 'kubernetes' && !first) {
        const [off] = users;
        if (off && users.every((app) => app.isOn('disable-builtin-k8s-secret-store')))
          yield problem(`${off.title} has the store "kubernetes" turned off`, {
            help: 'remove it, or name the store that is used instead',
            related: [{ at: off.annotation('disable-builtin-k8s-secret-store'), message: 'turned off here' }],
          });
      } else if (first && found.every(({ block }) => block !== 'secretstores' && block !== '')) {
        yield problem(`${quote(name)} is no secret store`, {
          help: 'name a component of type secretstores.…, or kubernetes',
          related: [{ at: first, message: 'the component of this name' }],
        });
      } else if (!first) {
        const stores = workspace.componentsIn(namespace, 'secretstores');
        const meant = closest(name, ['kubernetes', ...stores.slice(0, 100).map((each) => each.name)]);
        const near = stores.find((each) => each.name === meant);
        if (meant === undefined && (!workspace.isClosed || workspace.world.isExternal('Component', name))) continue;
        yield problem(`there is no secret store ${quote(name)}`, {
          help: didYouMean(meant, 'create the component, or name it under external.components in daprlint.yaml'),
          ...(near && { related: [{ at: near, message: 'a secret store of such a name' }] }),
        });
      } else {
        const loaded = few(users, (app) => workspace.loads(app, first));
        if (found.length > 1 || users.length === 0 || loaded.length > 0 || users.length > 1000) continue;
        yield problem(`no app with this Configuration loads ${quote(name)}`, {
          help: 'add the apps to the scopes of the secret store, or remove this',
          related: [{ at: first, message: 'loaded by others only' }],
          atMost: 'info',
        });
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
                ~~~~~ a secret store of such a name
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultTokenMountPath
              value: /vault/token
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          secrets:
            scopes:
              - storeName: Kubernetes
                           ^^^^^^^^^^ this scope protects nothing: there is no secret store "Kubernetes"
                defaultAccess: deny
              - storeName: valut
                           ^^^^^ this scope protects nothing: there is no secret store "valut"
                defaultAccess: deny
      `,
    },
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
                           ^^^^^^^^^^ this scope protects nothing: app "orders" has the store "kubernetes" turned off
                defaultAccess: deny
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: orders
            dapr.io/disable-builtin-k8s-secret-store: "true"
                                                      ~~~~~~ turned off here
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
                defaultAccess: deny
              - storeName: shared-vault
                defaultAccess: deny
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: orders
      `,
      because: 'kubernetes is a store that daprd brings, and another one may be kept elsewhere',
    },
  ],
});
