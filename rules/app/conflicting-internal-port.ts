import { type App, declaredPorts, defineRule, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const conflictingInternalPort = defineRule({
  id: 'conflicting-internal-port',
  severity: 'warning',
  summary: 'Apps have different internal gRPC ports',
  why: 'A sidecar dials the sidecar of another app on its own internal port: apps with different ones cannot invoke each other.',
  source: 'dapr v1.18.3 pkg/messaging/direct_messaging.go:629 getRemoteApp',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'wrong',
  since: '1.15',
  facts: ['inj.internalport'],
  needs: [workloadKinds],
  each: 'workspace',

  *check(workspace): Problems {
    const portOf = (app: App): number | undefined =>
      app.annotation('internal-grpc-port').resolved ? declaredPorts(app, workspace.catalog)[2]?.port : undefined;
    for (const apps of workspace.appsTogether) {
      const ports = new Map(apps.map((app) => [app, portOf(app)]));
      const [first] = apps.filter((app) => ports.get(app) !== undefined);
      const second = apps.find((app) => (ports.get(app) ?? ports.get(first as App)) !== ports.get(first as App));
      if (!first || !second) continue;
      for (const app of apps) {
        const port = ports.get(app);
        if (app.integer('internal-grpc-port') === undefined || port === undefined) continue;
        const other = ports.get(first) === port ? second : first;
        yield {
          at: app.annotation('internal-grpc-port'),
          message: `${app.title} has the internal port ${port}, and ${other.title} ${ports.get(other)}: they cannot invoke each other`,
          help: 'give all apps the same one',
          related: [{ at: other.annotation('internal-grpc-port').key, message: 'the other app' }],
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
            dapr.io/internal-grpc-port: "50005"
                                        ^^^^^^^ app "orders" has the internal port 50005, and app "billing" 50002: they cannot invoke each other
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          annotations:
          ~~~~~~~~~~~ the other app
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
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
            dapr.io/internal-grpc-port: "50005"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
            dapr.io/internal-grpc-port: "50005"
      `,
      because: 'both have the same',
    },
  ],
});
