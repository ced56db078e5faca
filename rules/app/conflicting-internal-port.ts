import { declaredPorts, defineRule, type Problems, yaml } from '../../src/rule.ts';

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
  each: 'app',

  *check(app, { workspace }): Problems {
    const annotation = app.annotation('internal-grpc-port');
    const portOf = (each: typeof app): number | undefined =>
      each.annotation('internal-grpc-port').resolved ? declaredPorts(each, workspace.catalog)[2]?.port : undefined;
    const port = app.integer('internal-grpc-port');
    if (port === undefined) return;
    const other = workspace.apps.find(
      (each) => each !== app && workspace.areTogether(each.resource, app.resource) && (portOf(each) ?? port) !== port,
    );
    if (!other) return;
    yield {
      at: annotation,
      message: `${app.title} has the internal port ${port}, and ${other.title} ${portOf(other)}: they cannot invoke each other`,
      help: 'give all apps the same one',
      related: [{ at: other.annotation('internal-grpc-port').key, message: 'the other app' }],
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
