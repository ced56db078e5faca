import { defineRule, type Problems, parseInteger, yaml } from '../../src/rule.ts';

export const conflictingAppPort = defineRule({
  id: 'conflicting-app-port',
  severity: 'error',
  summary: 'App port is a port of the sidecar',
  why: 'App and sidecar share one network namespace. daprd exits when the app port equals its own HTTP or gRPC port; on its other ports, whichever starts second cannot listen.',
  source: 'dapr v1.18.3 pkg/runtime/config.go:459',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  covers: ['service-invocation.configuration.app-port', 'annotation-requirements.annotations.dapr-io-app-port'],
  each: 'app',

  *check(app): Problems {
    const port = parseInteger(app.annotation('app-port').text ?? '');
    if (port === undefined) return;
    const own = (annotation: string, otherwise: number): number =>
      parseInteger(app.annotation(annotation).text ?? '') ?? otherwise;
    const taken: readonly (readonly [number, string, string?])[] = [
      [3500, "the sidecar's HTTP port"],
      [own('grpc-port', 50001), "the sidecar's gRPC port", 'grpc-port'],
      [3501, "the sidecar's public port"],
      [own('internal-grpc-port', 50002), "the sidecar's internal gRPC port", 'internal-grpc-port'],
      [own('metrics-port', 9090), "the sidecar's metrics port", 'metrics-port'],
    ];
    const [, what, movedBy] = taken.find(([each]) => each === port) ?? [];
    if (what === undefined) return;
    yield {
      at: app.annotation('app-port'),
      message: `app port ${port} is ${what}`,
      help:
        movedBy === undefined
          ? 'let the app listen on another port'
          : `let the app listen on another port, or move the sidecar's with dapr.io/${movedBy}`,
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
            dapr.io/app-port: "3500"
                              ^^^^^^ app port 3500 is the sidecar's HTTP port
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
            dapr.io/app-port: "9090"
            dapr.io/metrics-port: "9091"
      `,
      because: "the sidecar's metrics have moved out of the way",
    },
  ],
});
