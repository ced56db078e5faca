import { defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

const kinds = new Set(['Deployment', 'StatefulSet', 'Rollout']);

export const fragileReplicaCount = defineRule({
  id: 'fragile-replica-count',
  severity: 'off',
  summary: 'App that others may call runs once',
  why: 'Whenever its pod is moved or updated, calls of other apps fail and its subscriptions stand still: daprd retries a call for some seconds at most.',
  source: 'dapr v1.18.3 pkg/messaging/direct_messaging.go:189; kubernetes api/apps/v1/types.go DeploymentSpec',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/',
  effect: 'fragile',
  presets: { production: 'info', strict: 'warning' },
  needs: ['Component', 'HorizontalPodAutoscaler', 'ScaledObject'],
  each: 'app',
  options: {
    minimum: { type: 'number', default: 2, minimum: 1, description: 'The least number of replicas.' },
  },

  *check(app, { workspace, options }): Problems {
    const { workload } = app;
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial || !kinds.has(workload.kind) || !app.mayBeCalled) return;
    const replicas = (app.resource.body as Field).get('spec').get('replicas');
    // Nobody runs what is turned off, or has its number from elsewhere.
    if (!replicas.resolved || replicas.number === 0 || (replicas.number ?? 1) >= options.minimum) return;
    if (workspace.autoscalersOf(workload).length + workspace.resourcesOf('ScaledObject', app.namespace).length > 0)
      return;
    // Of a schedule, each replica would have its own.
    if (workspace.componentsFor(app, 'bindings').some(({ type }) => type.text === 'bindings.cron')) return;
    yield {
      at: replicas.hasValue ? replicas : app,
      message: `${app.title} runs ${(replicas.number ?? 1) === 1 ? 'once' : `${replicas.number} times`}, and other apps may call it`,
      help: `set replicas to ${options.minimum} at least`,
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
          replicas: 1
                    ^ app "orders" runs once, and other apps may call it
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/app-port: "8080"
      `,
    },
    {
      good: yaml`
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
                dapr.io/app-port: "8080"
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: orders
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: orders }
          minReplicas: 2
          maxReplicas: 5
      `,
      because: 'an autoscaler sets the number',
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: reports
        spec:
          selector: { matchLabels: { app: reports } }
          template:
            metadata:
              labels: { app: reports }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: reports
                dapr.io/app-port: "8080"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: nightly
        spec:
          type: bindings.cron
          version: v1
          metadata:
            - name: schedule
              value: "@daily"
            - name: direction
              value: input
        scopes: [reports]
      `,
      because: 'a second one would do the nightly work twice',
    },
  ],
});
