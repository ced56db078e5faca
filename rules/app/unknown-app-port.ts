import { defineRule, listed, mayListenOn, type Problems, portsOfContainers, yaml } from '../../src/rule.ts';

export const unknownAppPort = defineRule({
  id: 'unknown-app-port',
  severity: 'warning',
  summary: 'No container declares the app-port',
  why: 'daprd waits for the app on its app-port before it does anything else; when the app listens on another one, it waits for ever.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go blockUntilAppIsReady',
  docs: 'https://docs.dapr.io/operations/troubleshooting/common_issues/',
  effect: 'wrong',
  covers: ['service-invocation.configuration.app-port'],
  each: 'app',

  *check(app): Problems {
    const port = app.integer('app-port');
    if (port === undefined || port <= 0 || app.reads('app-channel-address')) return;
    if (mayListenOn(app.workload, port)) return;
    const declared = portsOfContainers(app.workload);
    yield {
      at: app.annotation('app-port'),
      message: `no container declares port ${port}, only ${listed(declared.map(({ number }) => String(number)))}`,
      help: 'name the port that the app listens on',
      related: declared.slice(0, 1).map((at) => ({ at, message: 'the port of the container' })),
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
            dapr.io/app-port: "3000"
                              ^^^^^^ no container declares port 3000, only 8080
        spec:
          containers:
            - name: orders
              ports:
                - containerPort: 8080
                                 ~~~~ the port of the container
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
            dapr.io/app-port: "3000"
        spec:
          containers:
            - name: orders
              ports:
                - containerPort: 8080
              env:
                - name: DAPR_APP_URLS
                  value: http://127.0.0.1:3000
      `,
      because: 'the app is told of the port in another way',
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/app-port: "3000"
      `,
      because: 'where the containers stand elsewhere, nobody knows their ports',
    },
  ],
});
