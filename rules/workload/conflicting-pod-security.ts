import { breachesOf, defineRule, enforcedOn, group, listed, type Problems, viewOf, yaml } from '../../src/rule.ts';

export const conflictingPodSecurity = defineRule({
  id: 'conflicting-pod-security',
  severity: 'error',
  summary: 'Namespace refuses the pods of an app',
  why: 'Kubernetes holds each pod to the Pod Security Standard that its namespace enforces. A workload is taken as it is; it is its pods that are refused, and it stays without any.',
  source:
    'k8s.io/pod-security-admission v0.37.2 policy/check_*.go, admission/admission.go ValidatePod; dapr v1.18.3 pkg/injector/patcher/sidecar_patcher.go:35',
  docs: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  effect: 'rejected',
  needs: ['Namespace'],
  each: 'app',

  *check(app, { workspace }): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const enforced = enforcedOn(app, workspace);
    if (!enforced) return;
    const breaches = breachesOf(viewOf(app.workload), enforced);
    for (const [first, ...others] of group(breaches, ({ at }) => at.location.range.start).values()) {
      if (!first) continue;
      const isCertain = [first, ...others].some((each) => each.isCertain);
      yield {
        at: first.at,
        message: `namespace "${app.namespace}" enforces ${enforced.level}: ${first.who} ${listed(
          [first, ...others].map(({ fault }) => fault),
          6,
        )}`,
        help: isCertain
          ? 'set what the standard asks for, or let the namespace enforce a milder one'
          : 'set what the standard asks for in some versions of Kubernetes, or name another one in pod-security.kubernetes.io/enforce-version',
        related: [{ at: enforced.at, message: 'the standard of the namespace' }],
        ...(!isCertain && { atMost: 'warning' as const }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            pod-security.kubernetes.io/enforce: baseline
                                                ~~~~~~~~ the standard of the namespace
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
          containers:
            - name: orders
              image: shop/orders:1.4.0
              ports:
                - containerPort: 8080
                  hostPort: 80
                            ^^ namespace "shop" enforces baseline: container "orders" takes port 80 of the host
      `,
    },
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
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          namespace: shop
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/sidecar-seccomp-profile-type: RuntimeDefault
            spec:
              securityContext:
                runAsNonRoot: true
              containers:
                - name: orders
                        ^^^^^^ namespace "shop" enforces restricted: container "orders" does not set allowPrivilegeEscalation to false, does not drop ALL capabilities and has no seccompProfile
                  image: shop/orders:1.4.0
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            pod-security.kubernetes.io/enforce: baseline
            pod-security.kubernetes.io/enforce-version: v1.33
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
          containers:
            - name: orders
              image: shop/orders:1.4.0
              livenessProbe:
                httpGet: { host: health.shop, port: 8080 }
      `,
      because: 'the standard of that version says nothing of the hosts that probes ask',
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            pod-security.kubernetes.io/enforce: baseline
            pod-security.kubernetes.io/warn: restricted
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
          containers:
            - name: orders
              image: shop/orders:1.4.0
              securityContext:
                capabilities:
                  add: [NET_BIND_SERVICE]
          volumes:
            - name: cache
      `,
      because: 'the stricter standard only warns, and a volume without a source is an empty directory',
    },
  ],
});
