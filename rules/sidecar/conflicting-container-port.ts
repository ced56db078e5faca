import { defineRule, listeningPorts, type Problems, yaml } from '../../src/rule.ts';

export const conflictingContainerPort = defineRule({
  id: 'conflicting-container-port',
  severity: 'error',
  summary: 'App and sidecar listen on one port',
  why: 'All containers of a pod share one network: of app and sidecar, the one that starts second cannot listen, and exits.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:42,95, pkg/metrics/options.go:24, pkg/metrics/exporter.go:103',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'wrong',
  covers: ['annotation-requirements.annotations.dapr-io-app-port'],
  facts: ['inj.appport.conflict'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const appPort = app.integer('app-port');
    for (const { port, what, movedBy } of listeningPorts(app, workspace.catalog)) {
      const help = movedBy
        ? `let the app listen on another port, or move the sidecar's with ${movedBy}`
        : 'let the app listen on another port';
      if (port === appPort) {
        // daprd looks at these two itself.
        if (!/(?:HTTP|sidecar's gRPC) port$/.test(what))
          yield { at: app.annotation('app-port'), message: `app port ${port} is ${what}`, help };
        continue;
      }
      for (const container of app.workload.pod.get('containers').items) {
        if (container.get('name').text === 'daprd') continue;
        for (const declared of container.get('ports').items) {
          const number = declared.get('containerPort');
          if (number.number !== port || (declared.get('protocol').text ?? 'TCP') !== 'TCP') continue;
          // A declared port is a hint, and no proof that somebody listens.
          yield { at: number, message: `container port ${port} is ${what}`, help, atMost: 'warning' };
        }
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
            dapr.io/app-port: "9090"
                              ^^^^^^ app port 9090 is the sidecar's metrics port
        spec:
          containers:
            - name: orders
              ports:
                - containerPort: 9090
                - containerPort: 50002
                                 ^^^^^ container port 50002 is the sidecar's internal gRPC port
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
            dapr.io/app-port: "9090"
                              ^^^^^^ app port 9090 is the sidecar's metrics port
            dapr.io/enable-metrics: "false"
            dapr.io/metrics-port: "9095"
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
        spec:
          containers:
            - name: orders
              ports:
                - { containerPort: 9090 }
                - { containerPort: 3500, protocol: UDP }
            - name: daprd
              ports:
                - { containerPort: 3500 }
      `,
      because: 'the metrics have moved out of the way, and daprd itself may have its ports',
    },
  ],
});
