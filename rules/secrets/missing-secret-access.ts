import {
  type App,
  defineRule,
  type Locatable,
  type MCPServerShape,
  mcpHttpOf,
  type Problems,
  quote,
  some,
  type Workspace,
  yaml,
} from '../../src/rule.ts';

export const missingSecretAccess = defineRule({
  id: 'missing-secret-access',
  severity: 'warning',
  summary: 'ServiceAccount may not read a Secret that its sidecar reads',
  why: 'The operator reads the Secrets of components that use the store "kubernetes". All else the sidecar reads itself, as the ServiceAccount of the pod: for its API, for a component that names a store of type secretstores.kubernetes, and for the OAuth of an MCPServer. Without a Role the value stays empty, or the call fails.',
  source:
    'dapr v1.18.3 pkg/runtime/processor/secret/secret.go:170, pkg/runtime/mcp/auth/auth.go:167, charts/dapr/charts/dapr_rbac/templates/secret-reader.yaml',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-secret-stores/kubernetes-secret-store/',
  effect: 'wrong',
  covers: ['secret-stores.component-types.secretstores-kubernetes'],
  needs: [
    'ClusterRole',
    'ClusterRoleBinding',
    'Component',
    'Configuration',
    'MCPServer',
    'Role',
    'RoleBinding',
    'ServiceAccount',
  ],
  each: 'app',

  *check(app, { workspace }): Problems {
    const account = app.account;
    // Dapr's own chart lets the account "default" of the namespace "default" read.
    if (!account || (account.name === 'default' && (app.namespace ?? 'default') === 'default')) return;
    const denied = readsOf(app, workspace).filter(
      ({ secret }) => workspace.roles.mayRead(account, secret, app.namespace) === false,
    );
    const [first] = denied;
    const reader = workspace.roles
      .readersIn(app.namespace)
      .slice(0, 20)
      .find(({ binding }) => workspace.areTogether(app.resource, binding));
    // Roles are often kept elsewhere, unless those of others are here.
    if (!first || !(reader || workspace.isClosed)) return;
    const named = app.workload.pod.get('serviceAccountName');
    const secrets = [...new Set(denied.map(({ secret }) => quote(secret)))];
    yield {
      at: named.exists ? named : app,
      message: `ServiceAccount ${quote(account.name)} of ${app.title} may not read ${secrets.length > 1 ? 'Secrets' : 'Secret'} ${some(secrets)}`,
      help: reader
        ? `add it to the subjects of ${reader.binding.title}, or bind a Role of its own to it`
        : 'bind a Role to it that may get the Secret',
      related: [
        { at: first, message: 'read as this account' },
        ...(reader ? [{ at: reader.binding, message: 'lets others read Secrets' }] : []),
      ],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
          namespace: shop
        spec:
          secrets:
            scopes:
              - storeName: kubernetes
                defaultAccess: deny
                allowedSecrets: [database]
                                 ~~~~~~~~ read as this account
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: secret-reader, namespace: shop }
        rules:
          - apiGroups: [""]
            resources: [secrets]
            verbs: [get]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          name: dapr-secret-reader
                ~~~~~~~~~~~~~~~~~~ lets others read Secrets
          namespace: shop
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: secret-reader }
        subjects:
          - { kind: ServiceAccount, name: default }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: orders
        spec:
          serviceAccountName: orders
                              ^^^^^^ ServiceAccount "orders" of app "orders" may not read Secret "database"
          containers: [{ name: orders, image: "orders:1" }]
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: kubernetes-secret-store
          namespace: shop
        spec:
          type: secretstores.kubernetes
          version: v1
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
          namespace: shop
        auth:
          secretStore: kubernetes-secret-store
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: redisPassword
              secretKeyRef:
                name: redis
                      ~~~~~ read as this account
                key: password
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ^^^^^^ ServiceAccount "default" of app "orders" may not read Secret "redis"
      `,
      closedWorld: true,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: redis, namespace: shop }
        stringData: { password: "" }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
          namespace: shop
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: redisPassword
              secretKeyRef: { name: redis, key: password }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      closedWorld: true,
      because: 'the operator reads this Secret, and hands the value to the sidecar',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
          namespace: shop
        spec:
          secrets:
            scopes:
              - storeName: kubernetes
                defaultAccess: deny
                allowedSecrets: [database]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: readers }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
        subjects:
          - { kind: Group, name: "system:serviceaccounts:shop" }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: orders
      `,
      closedWorld: true,
      because: 'a role of Kubernetes, bound to all accounts of the namespace, is enough',
    },
  ],
});

interface Read extends Locatable {
  readonly secret: string;
}

/** The Secrets that the sidecar of an app reads itself, as far as that is written. */
const readsOf = (app: App, workspace: Workspace): readonly Read[] => {
  const own = workspace
    .componentsFor(app, 'secretstores')
    .filter(({ typeName }) => typeName === 'secretstores.kubernetes');
  const names = own.map(({ name }) => name).filter((name) => name !== 'kubernetes');
  const stores = new Set(app.isOn('disable-builtin-k8s-secret-store') ? names : [...names, 'kubernetes']);
  const scopes = workspace.configurationOf(app)?.spec.get('secrets').get('scopes').items ?? [];
  const places = [
    ...names.flatMap((name) =>
      workspace.secretStores
        .componentsWith(app, name)
        .flatMap(({ metadata }) => metadata.flatMap(({ reference }) => reference?.get('name') ?? [])),
    ),
    ...scopes
      .filter((scope) => stores.has(scope.get('storeName').text ?? ''))
      .flatMap((scope) => scope.get('allowedSecrets').items.slice(0, 100)),
    ...workspace.daprResourcesFor<MCPServerShape>(app, 'MCPServer').flatMap((server) => {
      const auth = mcpHttpOf(server)?.http.get('auth');
      const isHere = auth && stores.has(auth.get('secretStore').text || 'kubernetes');
      return isHere ? auth.get('oauth2').get('secretKeyRef').get('name') : [];
    }),
  ];
  return places.flatMap((place) =>
    place.text && place.resolved ? { secret: place.text, location: place.location } : [],
  );
};
