import { defineRule, otherNetworkPolicies, type Problems, yaml } from '../../src/rule.ts';

export const conflictingCallerPolicy = defineRule({
  id: 'conflicting-caller-policy',
  severity: 'warning',
  summary: 'NetworkPolicy keeps out a caller that access control lets in',
  why: 'Calls go from sidecar to sidecar, to the internal port of the one that is called (50002). Policies have to let them out of the pods of the caller and into those of the app, on that port and not on that of the app.',
  source: 'dapr v1.18.3 pkg/messaging/direct_messaging.go:629 getRemoteApp, pkg/acl/acl.go:142',
  docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  effect: 'wrong',
  needs: ['Configuration', 'Namespace', otherNetworkPolicies, 'Service'],
  each: 'app',

  *check(callee, { workspace }): Problems {
    for (const { app: caller, reach, at } of workspace.access.callersOf(callee).named) {
      if (caller === callee || (reach !== 'everything' && reach !== 'something')) continue;
      const policy = workspace.lifelines.keepingOut(caller, callee);
      const { resource } = policy ?? {};
      if (!resource || ![caller, callee].every((app) => workspace.areTogether(app.resource, resource))) continue;
      yield {
        at: resource,
        message: `the policy keeps ${caller.title} from ${callee.title}, whose access control lets it in`,
        help: 'allow the internal port of the sidecar (dapr-internal, 50002)',
        related: [
          { at: callee, message: 'the app' },
          { at, message: 'let in here' },
        ],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: orders
                ^^^^^^ the policy keeps app "checkout" from app "orders", whose access control lets it in
        spec:
          podSelector:
            matchLabels: { app: orders }
          ingress:
            - from:
                - podSelector:
                    matchLabels: { app: checkout }
              ports:
                - port: 8080
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ~~~~~~ the app
                dapr.io/app-port: "8080"
                dapr.io/config: orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: deny
            policies:
              - appId: checkout
                       ~~~~~~~~ let in here
                trustDomain: public
                namespace: default
                defaultAction: allow
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
        spec:
          selector: { matchLabels: { app: checkout } }
          template:
            metadata:
              labels: { app: checkout }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: checkout
      `,
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: orders
        spec:
          podSelector:
            matchLabels: { app: orders }
          ingress:
            - from:
                - podSelector:
                    matchLabels: { app: checkout }
              ports:
                - port: dapr-internal
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/config: orders
                dapr.io/internal-grpc-port: "50102"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: deny
            policies:
              - appId: checkout
                trustDomain: public
                namespace: default
                defaultAction: allow
              - appId: billing
                trustDomain: public
                namespace: default
                defaultAction: deny
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
        spec:
          selector: { matchLabels: { app: checkout } }
          template:
            metadata:
              labels: { app: checkout }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: checkout
                dapr.io/internal-grpc-port: "50102"
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: billing
        spec:
          selector: { matchLabels: { app: billing } }
          template:
            metadata:
              labels: { app: billing }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: billing
                dapr.io/internal-grpc-port: "50102"
      `,
      because: 'the sidecar declares its internal port under a name, and who may not call is kept out on purpose',
    },
  ],
});
