import {
  accountsOf,
  defineRule,
  few,
  isCertainly,
  type Problems,
  quote,
  readsAll,
  someApps,
  yaml,
} from '../../src/rule.ts';

export const excessiveSecretAccess = defineRule({
  id: 'excessive-secret-access',
  severity: 'warning',
  summary: 'App may read every Secret',
  why: 'Whoever gets into the app, or reaches the secrets API of its sidecar, has all of them. Dapr needs no such right for the Secrets of components: its operator reads these.',
  source: 'dapr v1.18.3 charts/dapr/charts/dapr_rbac/templates/secret-reader.yaml, pkg/operator/api/components.go:125',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/',
  effect: 'insecure',
  securitySeverity: 6.8,
  covers: ['secret-stores.features.fine-grained-access-control'],
  needs: ['ClusterRole', 'DaemonSet', 'Deployment', 'Pod', 'Role', 'StatefulSet'],
  each: 'resource',

  *check(binding, { workspace }): Problems {
    if (binding.group !== 'rbac.authorization.k8s.io' || !/^(?:Cluster)?RoleBinding$/.test(binding.kind)) return;
    const grant = workspace.roles.grantOf(binding);
    if (!readsAll(grant)) return;
    const apps = accountsOf(binding).flatMap((subject) =>
      few(workspace.appsWithAccount(subject), (app) => {
        const account = app.account;
        return account !== undefined && isCertainly(account, subject);
      }),
    );
    const [first] = apps;
    if (!first) return;
    const { namespace } = binding;
    const place = grant.isClusterWide
      ? 'the cluster'
      : namespace === undefined
        ? 'the namespace'
        : `namespace ${quote(namespace)}`;
    yield {
      at: binding,
      message: `${someApps(apps)} may read every Secret of ${place}`,
      help: 'name the Secrets in resourceNames, in a Role of the namespace',
      related: [{ at: first, message: `runs as ServiceAccount ${quote(first.workload.account ?? '')}` }],
      ...(!grant.isClusterWide && { atMost: 'info' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: secret-reader }
        rules:
          - apiGroups: [""]
            resources: [secrets]
            verbs: [get, list]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          name: orders
                ^^^^^^ app "orders" may read every Secret of the cluster
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: secret-reader }
        subjects:
          - { kind: ServiceAccount, name: orders, namespace: shop }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ runs as ServiceAccount "orders"
        spec:
          serviceAccountName: orders
          containers: [{ name: orders, image: "orders:1" }]
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: secret-reader }
        rules:
          - apiGroups: [""]
            resources: [secrets]
            resourceNames: [database]
            verbs: [get]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: orders }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: secret-reader }
        subjects:
          - { kind: ServiceAccount, name: orders, namespace: shop }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: operators }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
        subjects:
          - { kind: ServiceAccount, name: orders, namespace: operators }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          serviceAccountName: orders
          containers: [{ name: orders, image: "orders:1" }]
      `,
      because: 'one binding is for a Secret by its name, the other for an account of another namespace',
    },
  ],
});
