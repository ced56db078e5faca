import { declaredPorts, defineRule, type Problems, yaml } from '../../src/rule.ts';

export const invalidPort = defineRule({
  id: 'invalid-port',
  severity: 'error',
  summary: 'Port of the sidecar is out of range',
  why: 'The injector declares any number as a port of the sidecar container, and Kubernetes refuses the pod when it is not between 1 and 65535.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:42,219; Kubernetes validateContainerPorts',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const { port, at, movedBy } of declaredPorts(app, workspace.catalog)) {
      if (!at || (port >= 1 && port <= 65535)) continue;
      yield { at, message: `${movedBy} is ${port}; ports go from 1 to 65535` };
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
            dapr.io/metrics-port: "90900"
                                  ^^^^^^^ dapr.io/metrics-port is 90900; ports go from 1 to 65535
            dapr.io/grpc-port: "0"
                               ^^^ dapr.io/grpc-port is 0; ports go from 1 to 65535
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
            dapr.io/app-port: "0"
            dapr.io/debug-port: "0"
      `,
      because: 'an app-port of 0 says that the app takes no calls, and without debugging its port is not used',
    },
  ],
});
