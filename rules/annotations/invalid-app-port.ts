import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const invalidAppPort = defineRule({
  id: 'invalid-app-port',
  severity: 'error',
  summary: 'App cannot listen on its app-port',
  why: 'daprd takes any number and waits for the app to listen on it, which beyond 65535 never comes true: it loads no subscription, binding or actor, and calls nobody.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:91, pkg/runtime/config.go:452',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'wrong',
  covers: ['service-invocation.configuration.app-port'],
  each: 'app',

  *check(app): Problems {
    const port = app.integer('app-port');
    if (port === undefined || port <= 65535) return;
    yield { at: app.annotation('app-port'), message: `dapr.io/app-port is ${port}; ports go from 1 to 65535` };
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
            dapr.io/app-port: "-1"
      `,
      because: 'zero and less say that the app takes no calls',
    },
  ],
});
