import {
  type App,
  appsTitle,
  defineRule,
  type Field,
  group,
  type Problems,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

const accountOf = (app: App): Field<string> => {
  const { pod } = app.workload;
  return pod.get('serviceAccountName').exists ? pod.get('serviceAccountName') : pod.get('serviceAccount');
};

const hasDefaultAccount = (app: App): boolean => {
  const account = accountOf(app);
  return !app.resource.isPartial && account.resolved && ['', 'default'].includes(account.text ?? '');
};

export const insecureServiceAccount = defineRule({
  id: 'insecure-service-account',
  severity: 'off',
  summary: 'Apps share the default ServiceAccount',
  why: 'The sidecar reads Secrets, and asks sentry for its certificate, with the ServiceAccount of the pod. What the default one may do, every app of the namespace may that names none.',
  source:
    'dapr v1.18.3 pkg/injector/service/pod_patch.go sidecar.Identity, pkg/sentry/server/validator/kubernetes/kubernetes.go:178',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'insecure',
  securitySeverity: 3.1,
  presets: { strict: 'info' },
  needs: [workloadKinds],
  each: 'workspace',

  *check(workspace): Problems {
    for (const apps of workspace.appsTogether) {
      const sharing = group(apps.filter(hasDefaultAccount), ({ namespace }) => namespace);
      for (const [first, ...more] of sharing.values()) {
        const others = more.filter(({ title }) => title !== first?.title);
        if (!first || others.length === 0) continue;
        yield {
          at: accountOf(first).exists ? accountOf(first) : first,
          message: `${first.title} shares the default ServiceAccount with ${appsTitle(others)}`,
          help: 'give each app a ServiceAccount of its own',
          related: others.slice(0, 3).map((at) => ({ at, message: 'with this one' })),
        };
      }
    }
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
          serviceAccountName: default
                              ^^^^^^^ app "orders" shares the default ServiceAccount with app "checkout"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: checkout
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: checkout
                            ~~~~~~~~ with this one
      `,
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
        spec:
          serviceAccount: orders
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: checkout
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: checkout
      `,
      because: 'one app alone shares it with nobody, and serviceAccount is the old name of serviceAccountName',
    },
  ],
});
