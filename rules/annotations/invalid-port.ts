import { defineRule, isTruthy, type Problems, parseInteger, yaml } from '../../src/rule.ts';

export const invalidPort = defineRule({
  id: 'invalid-port',
  severity: 'error',
  summary: 'Port is out of range',
  why: 'The injector passes any number on. Kubernetes refuses the pod for a sidecar port beyond 65535, and daprd can never reach such an app port.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar.go:189, sidecar_container.go:41',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  covers: ['service-invocation.configuration.app-port'],
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const [name, annotation] of app.annotations.entries) {
      if (workspace.catalog.annotation(name)?.type !== 'port') continue;
      // The injector passes the port of a debugger on only where it starts one.
      if (name === 'dapr.io/debug-port' && !isTruthy(app.annotation('enable-debug').text ?? '')) continue;
      const port = parseInteger(annotation.text ?? '');
      // An app-port of 0 or less means that there is no app to call.
      if (port === undefined || (port >= 1 && port <= 65535) || (name === 'dapr.io/app-port' && port <= 0)) continue;
      yield { at: annotation, message: `${name} is ${annotation.text}; ports go from 1 to 65535` };
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
            dapr.io/app-port: "80800"
                              ^^^^^^^ dapr.io/app-port is 80800; ports go from 1 to 65535
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
      because: 'an app-port of 0 says that the app takes no calls, and without enable-debug nothing uses debug-port',
    },
  ],
});
