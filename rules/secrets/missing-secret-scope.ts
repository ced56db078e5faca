import {
  type App,
  defineRule,
  group,
  type Problems,
  sidecarsOf,
  type Workspace,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

/** What lets the sidecar of an app give out every Secret, if something does. */
const grantsOf = (app: App, workspace: Workspace) => {
  const off = app.annotation('disable-builtin-k8s-secret-store');
  const account = app.account;
  if (!account || !off.resolved || app.isOn('disable-builtin-k8s-secret-store')) return [];
  const grant = workspace.roles.grantOfAll(account);
  if (!grant || !workspace.areTogether(app.resource, grant.binding)) return [];
  const configuration = workspace.configurationOf(app);
  // What its configuration says is not known.
  if (!configuration && app.annotation('config').exists) return [];
  // Of scopes that leave this store out, unbounded-secret-store tells.
  if (configuration?.spec.get('secrets').get('scopes').hasValue) return [];
  return [{ app, configuration, binding: grant.binding }];
};

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
  needs: ['ClusterRole', 'ClusterRoleBinding', 'Configuration', 'Role', 'RoleBinding', 'ServiceAccount', workloadKinds],
  each: 'workspace',

  *check(workspace): Problems {
    const open = workspace.apps.flatMap((app) => grantsOf(app, workspace));
    for (const [place, found] of group(open, ({ configuration, binding }) => configuration ?? binding)) {
      const [first, ...others] = found;
      if (!first) continue;
      const { app, binding, configuration } = first;
      const apps = found.map((each) => each.app);
      yield {
        at: configuration ?? app,
        message: `${sidecarsOf(apps, ['gives', 'give'])} out every Secret of the namespace`,
        help: `add a scope for the store "kubernetes" to ${configuration ? 'this Configuration' : 'a Configuration'}, with the secrets that are needed as allowedSecrets`,
        related: [
          { at: binding, message: 'lets them be read' },
          ...(place === configuration ? [first, ...others] : others)
            .slice(0, 3)
            .map((each) => ({ at: each.app, message: configuration ? 'runs with it' : 'this one, too' })),
        ],
      };
    }
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
                ~~~~~~~~~~~~~~~~~~ lets them be read
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
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: secret-reader }
        rules:
          - apiGroups: [""]
            resources: [secrets]
            verbs: [get]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          name: dapr-secret-reader
                ~~~~~~~~~~~~~~~~~~ lets them be read
          namespace: shop
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: secret-reader }
        subjects:
          - { kind: ServiceAccount, name: default }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: shop
                ^^^^ the sidecars of apps "orders" and "billing" give out every Secret of the namespace
          namespace: shop
        spec:
          tracing: { samplingRate: "0.1", stdout: true }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ runs with it
            dapr.io/config: shop
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
                            ~~~~~~~ runs with it
            dapr.io/config: shop
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
