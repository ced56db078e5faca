import { type App, defineRule, mountsOf, type Problems, yaml } from '../../src/rule.ts';

export const missingAccountToken = defineRule({
  id: 'missing-account-token',
  severity: 'error',
  summary: 'Sidecar has no token of its ServiceAccount for the built-in secret store',
  why: 'daprd starts a secret store "kubernetes" of its own, which needs the token of the ServiceAccount. Where the pod does not mount it, daprd exits and starts again for ever.',
  source:
    'dapr v1.18.3 pkg/runtime/runtime.go:1619 appendBuiltinSecretStore; components-contrib v1.18.4 common/authentication/kubernetes/client.go GetKubeClient',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  needs: ['ServiceAccount'],
  each: 'app',

  *check(app, { workspace }): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial || app.isOn('disable-builtin-k8s-secret-store') || hasOther(app)) return;
    if (!app.annotation('disable-builtin-k8s-secret-store').resolved) return;
    const own = app.workload.pod.get('automountServiceAccountToken');
    const help = 'set dapr.io/disable-builtin-k8s-secret-store: "true", or mount the token';
    if (own.boolean === false) {
      yield {
        at: own,
        message: `${app.title} does not start: its sidecar has no token for the secret store "kubernetes"`,
        help,
      };
    }
    if (own.exists) return;
    const { account } = app.workload;
    const accounts =
      account === undefined ? [] : workspace.resourcesNamed('', 'ServiceAccount', account, app.namespace);
    const [first] = accounts;
    const theirs = first?.body.get('automountServiceAccountToken' as never) as typeof own | undefined;
    if (!first || accounts.length > 1 || theirs?.boolean !== false) return;
    yield {
      at: app,
      message: `${app.title} does not start: ${first.title} gives its sidecar no token for the secret store "kubernetes"`,
      help,
      related: [{ at: theirs, message: 'the token is not mounted' }],
      ...(!workspace.areTogether(app.resource, first) && { atMost: 'warning' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          automountServiceAccountToken: false
                                        ^^^^^ app "orders" does not start: its sidecar has no token for the secret store "kubernetes"
          containers: [{ name: orders, image: "orders:1" }]
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: orders
        automountServiceAccountToken: false
                                      ~~~~~ the token is not mounted
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ^^^^^^ app "orders" does not start: ServiceAccount "orders" gives its sidecar no token for the secret store "kubernetes"
        spec:
          serviceAccountName: orders
          containers: [{ name: orders, image: "orders:1" }]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: orders
        automountServiceAccountToken: false
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          serviceAccountName: orders
          automountServiceAccountToken: true
          containers: [{ name: orders, image: "orders:1" }]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
            dapr.io/disable-builtin-k8s-secret-store: "true"
        spec:
          serviceAccountName: orders
          containers: [{ name: billing, image: "billing:1" }]
      `,
      because: 'what the pod says counts before its ServiceAccount, and without the store no token is needed',
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/volume-mounts: "token:/var/run/secrets/kubernetes.io/serviceaccount"
        spec:
          automountServiceAccountToken: false
          containers: [{ name: orders, image: "orders:1" }]
          volumes: [{ name: token, projected: { sources: [] } }]
      `,
      because: 'a token may be mounted by hand',
    },
  ],
});

/** Whether the sidecar may get a token, or the address of a cluster, in another way. */
const hasOther = (app: App): boolean =>
  ['volume-mounts', 'volume-mounts-rw'].some((name) =>
    mountsOf(app.reads(name) ?? '').some(({ path }) => path.startsWith('/var/run/secrets/kubernetes.io')),
  ) ||
  ['env', 'env-from-secret'].some((name) => /\bKUBECONFIG\b/.test(app.reads(name) ?? '')) ||
  ['volume-mounts', 'volume-mounts-rw', 'env', 'env-from-secret'].some((name) => !app.annotation(name).resolved);
