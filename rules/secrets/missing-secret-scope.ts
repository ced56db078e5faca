import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingSecretScope = defineRule({
  id: 'missing-secret-scope',
  severity: 'info',
  summary: 'App may get every Secret from its sidecar',
  why: 'Without a scope for the store "kubernetes", daprd gives out whatever its ServiceAccount may read, to everyone who can call its API.',
  source: 'dapr v1.18.3 pkg/api/universal/secrets.go isSecretAllowed, pkg/runtime/runtime.go:1619',
  docs: 'https://docs.dapr.io/operations/configuration/secret-scope/',
  effect: 'insecure',
  securitySeverity: 5.3,
  covers: ['secret-stores.features.fine-grained-access-control'],
  presets: { production: 'warning' },
  facts: ['cfg.secrets.k8s'],
  needs: ['ClusterRole', 'ClusterRoleBinding', 'Configuration', 'Role', 'RoleBinding', 'ServiceAccount'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const off = app.annotation('disable-builtin-k8s-secret-store');
    const account = workspace.accountOf(app);
    if (!account || !off.resolved || app.isOn('disable-builtin-k8s-secret-store')) return;
    const grant = workspace.grantOfAllSecrets(account);
    if (!grant || !workspace.areTogether(app.resource, grant.binding)) return;
    const configuration = workspace.configurationOf(app);
    // What its configuration says is not known.
    if (!configuration && app.annotation('config').exists) return;
    const scopes = configuration?.spec.get('secrets').get('scopes').items ?? [];
    if (scopes.some((scope) => scope.get('storeName').text === 'kubernetes' || !scope.get('storeName').resolved))
      return;
    yield {
      at: app,
      message: `the sidecar of ${app.title} gives out every Secret of the namespace`,
      help: 'add a scope for the store "kubernetes" to its Configuration, with the secrets that it needs as allowedSecrets',
      related: [
        { at: grant.binding, message: 'lets it read them' },
        ...(configuration ? [{ at: configuration, message: 'has no scope for the store "kubernetes"' }] : []),
      ],
    };
  },

  examples: [
    {
      bad: yaml`
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
                ~~~~~~~~~~~~~~~~~~ lets it read them
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
                            ^^^^^^ the sidecar of app "orders" gives out every Secret of the namespace
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: dapr-secret-reader, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
        subjects:
          - { kind: ServiceAccount, name: default, namespace: bank }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          namespace: bank
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
            dapr.io/config: billing
      `,
      because: 'without a role the API server refuses the sidecar, and a Configuration elsewhere may hold a scope',
    },
  ],
});
