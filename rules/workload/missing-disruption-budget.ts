import { defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

const kinds = new Set(['Deployment', 'StatefulSet', 'Rollout']);

export const missingDisruptionBudget = defineRule({
  id: 'missing-disruption-budget',
  severity: 'off',
  summary: 'All pods of an app may be taken away at once',
  why: 'When nodes are drained, nothing keeps Kubernetes from evicting every replica: the app cannot be called, and its actors and workflows move to nowhere, until new pods are up and their sidecars have initialised.',
  source: 'kubernetes api/policy/v1/types.go PodDisruptionBudgetSpec',
  docs: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  effect: 'fragile',
  presets: { strict: 'info' },
  needs: ['HorizontalPodAutoscaler', 'PodDisruptionBudget'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const { workload } = app;
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial || !kinds.has(workload.kind)) return;
    const replicas = (app.resource.body as Field).get('spec').get('replicas');
    const isScaled = workspace.autoscalersOf(workload).length > 0;
    if (!replicas.resolved || (!isScaled && (replicas.number ?? 1) < 2)) return;
    if (workspace.network.budgetsOf(workload).length > 0) return;
    yield {
      at: app,
      message: `no PodDisruptionBudget here keeps some pods of ${app.title} running`,
      help: 'add one that selects its pods, with maxUnavailable: 1',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          replicas: 3
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ^^^^^^ no PodDisruptionBudget here keeps some pods of app "orders" running
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
          name: billing
        spec:
          maxUnavailable: 1
          selector: { matchLabels: { app: billing } }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          replicas: 3
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
          name: orders
        spec:
          maxUnavailable: 1
          selector: { matchLabels: { dapr.io/app-id: orders } }
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: orders
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: orders }
          maxReplicas: 5
      `,
      because: 'the injector gives pods the app-id as a label',
    },
  ],
});
