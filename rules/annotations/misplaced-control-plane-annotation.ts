import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const misplacedControlPlaneAnnotation = defineRule({
  id: 'misplaced-control-plane-annotation',
  severity: 'error',
  summary: 'App claims to be part of the control plane',
  why: 'Sentry signs no certificate for a pod with dapr.io/control-plane unless it is a service of the control plane, in its namespace and without an app-id; without a certificate daprd exits.',
  source: 'dapr v1.18.3 pkg/sentry/server/validator/kubernetes/kubernetes.go:240 expectedID',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'rejected',
  facts: ['sentry.controlplane.annotation'],
  each: 'app',

  *check(app): Problems {
    const annotation = app.annotation('control-plane');
    if (!annotation.exists) return;
    yield {
      at: annotation.key,
      message: `dapr.io/control-plane stands on ${app.title}, which gets no certificate with it`,
      help: 'remove it',
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
            dapr.io/control-plane: operator
            ^^^^^^^^^^^^^^^^^^^^^ dapr.io/control-plane stands on app "orders", which gets no certificate with it
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: dapr-operator
          namespace: dapr-system
        spec:
          template:
            metadata:
              annotations:
                dapr.io/control-plane: operator
      `,
      because: 'the chart of Dapr sets it on its own services, which have no sidecar',
    },
  ],
});
