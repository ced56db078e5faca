import { defineRule, isTruthy, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const conflictingComponentName = defineRule({
  id: 'conflicting-component-name',
  severity: 'error',
  summary: 'Component has the name of the built-in secret store',
  why: 'daprd makes a secret store called kubernetes before it loads components, and exits at a second component of that name, whatever its type.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:1619 appendBuiltinSecretStore, pkg/runtime/compstore/components.go:46',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-secret-stores/kubernetes-secret-store/',
  effect: 'rejected',
  covers: ['kubernetes-secret-store-component.metadata.name'],
  facts: ['component.name.kubernetes', 'component.name.duplicate'],
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.name !== 'kubernetes') return;
    const apps = workspace.appsOf(component);
    const isOff = apps.map((app) => isTruthy(app.annotation('disable-builtin-k8s-secret-store').text ?? ''));
    if (apps.length > 0 && isOff.every(Boolean)) return;
    yield {
      at: component,
      message: 'the name kubernetes is taken by the secret store that is built in',
      help: 'choose another name, or set dapr.io/disable-builtin-k8s-secret-store on every app that loads it',
      ...(component.ignoresErrors && { atMost: 'info' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: kubernetes
                ^^^^^^^^^^ the name kubernetes is taken by the secret store that is built in
        spec:
          type: secretstores.kubernetes
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: kubernetes
        spec:
          type: secretstores.kubernetes
          version: v1
          metadata: []
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
                dapr.io/disable-builtin-k8s-secret-store: "true"
            spec:
              containers: [{ name: orders, image: "orders:1" }]
      `,
      because: 'the only app that loads it has the built-in one switched off',
    },
  ],
});
