import { declaredPorts, defineRule, type Problems, yaml } from '../../src/rule.ts';

export const conflictingAppPort = defineRule({
  id: 'conflicting-app-port',
  severity: 'error',
  summary: 'App port is an API port of the sidecar',
  why: 'daprd exits when the app port equals its own HTTP or gRPC port.',
  source: 'dapr v1.18.3 pkg/runtime/config.go:459',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  covers: ['service-invocation.configuration.app-port', 'annotation-requirements.annotations.dapr-io-app-port'],
  facts: ['inj.appport.conflict'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const port = app.integer('app-port');
    const [http, grpc] = declaredPorts(app, workspace.catalog);
    const taken = port === undefined || port <= 0 ? undefined : [http, grpc].find((each) => each?.port === port);
    if (!taken) return;
    yield {
      at: app.annotation('app-port'),
      message: `app port ${port} is ${taken.what}`,
      help:
        taken.movedBy === undefined
          ? 'let the app listen on another port'
          : `let the app listen on another port, or move the sidecar's with ${taken.movedBy}`,
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
            dapr.io/app-port: "50001"
            dapr.io/grpc-port: "50011"
      `,
      because: "the sidecar's gRPC port has moved out of the way",
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
            dapr.io/app-port: "50001"
                              ^^^^^^^ app port 50001 is the sidecar's gRPC port
            dapr.io/grpc-port: "50011"
      `,
      daprVersion: '1.14',
    },
  ],
});
