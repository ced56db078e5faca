import { defineRule, listeningPorts, type Problems, yaml } from '../../src/rule.ts';

export const conflictingSidecarPorts = defineRule({
  id: 'conflicting-sidecar-ports',
  severity: 'error',
  summary: 'Sidecar would listen twice on one port',
  why: 'The second listener finds the port taken, and daprd exits.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:711, pkg/api/http/server.go:139,188, pkg/metrics/exporter.go:103',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  each: 'app',

  *check(app, { workspace }): Problems {
    const ports = listeningPorts(app, workspace.catalog);
    for (const [index, second] of ports.entries()) {
      const first = ports.slice(0, index).find(({ port }) => port === second.port);
      const at = second.at ?? first?.at;
      if (!first || !at || second.port < 1 || second.port > 65535) continue;
      yield {
        at,
        message: `port ${second.port} is both ${first.what} and ${second.what}`,
        help: 'give one of them another port',
        ...(second.at && first.at && { related: [{ at: first.at, message: 'the first' }] }),
      };
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
            dapr.io/grpc-port: "50002"
                               ^^^^^^^ port 50002 is both the sidecar's gRPC port and the sidecar's internal gRPC port
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/grpc-port: "9095"
                               ~~~~~~ the first
            dapr.io/metrics-port: "9095"
                                  ^^^^^^ port 9095 is both the sidecar's gRPC port and the sidecar's metrics port
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
            dapr.io/grpc-port: "50002"
            dapr.io/internal-grpc-port: "50001"
      `,
      because: 'they have changed places',
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
            dapr.io/enable-metrics: "false"
            dapr.io/metrics-port: "50001"
      `,
      because: 'with metrics off daprd is not told of the port',
    },
  ],
});
