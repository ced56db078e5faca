import {
  defineRule,
  enforcedOn,
  injectorSettings,
  isInjected,
  type Problems,
  sidecarBreachesOf,
  yaml,
} from '../../src/rule.ts';

export const conflictingSidecarSecurity = defineRule({
  id: 'conflicting-sidecar-security',
  severity: 'error',
  summary: 'Namespace refuses the pods of an app for their sidecar',
  why: 'A Pod Security Standard holds for the container that the injector adds, too. Unless Dapr was installed so, it drops no capabilities, and it has a seccomp profile only from the pod or from its annotation: "restricted" then refuses each pod.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:237,360; k8s.io/pod-security-admission v0.37.2 policy/check_*.go',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/',
  effect: 'rejected',
  facts: ['inj.seccomp', 'inj.sslcertdir'],
  needs: ['Namespace'],
  each: 'app',
  options: {
    dropsAllCapabilities: {
      type: 'boolean',
      default: false,
      description:
        'Whether Dapr is installed with dapr_sidecar_injector.sidecarDropALLCapabilities, where its chart is not among the input.',
    },
  },

  *check(app, { workspace, options }): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial || !isInjected(app)) return;
    const enforced = enforcedOn(app, workspace);
    if (!enforced) return;
    const injector = injectorSettings(workspace, options.dropsAllCapabilities);
    for (const { at, fault, help, assumes, isCertain } of sidecarBreachesOf(app, enforced, injector))
      yield {
        at,
        message: `namespace "${app.namespace}" enforces ${enforced.level}: the sidecar of ${app.title} ${fault}`,
        help,
        related: [{ at: enforced.at, message: 'the standard of the namespace' }],
        // How Dapr is installed, or which version the cluster has, is not known here.
        ...((assumes || !isCertain) && { atMost: 'warning' as const }),
      };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            pod-security.kubernetes.io/enforce: restricted
                                                ~~~~~~~~~~ the standard of the namespace
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            ^^^^^^^^^^^^^^^ namespace "shop" enforces restricted: the sidecar of app "orders" has no seccomp profile
            ^^^^^^^^^^^^^^^ namespace "shop" enforces restricted: the sidecar of app "orders" does not drop ALL capabilities
            dapr.io/app-id: orders
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              securityContext:
                allowPrivilegeEscalation: false
                runAsNonRoot: true
                capabilities: { drop: [ALL] }
                seccompProfile: { type: RuntimeDefault }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            pod-security.kubernetes.io/enforce: restricted
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
          securityContext:
            runAsNonRoot: true
            seccompProfile: { type: RuntimeDefault }
          containers:
            - name: orders
              image: shop/orders:1.4.0
              securityContext:
                allowPrivilegeEscalation: false
                capabilities: { drop: [ALL] }
      `,
      because: 'the sidecar takes the seccomp profile of the pod, and Dapr is installed so that it drops capabilities',
      options: { dropsAllCapabilities: true },
    },
  ],
});
