import { declaredPorts, defineRule, type Problems, yaml } from '../../src/rule.ts';

export const conflictingHostPort = defineRule({
  id: 'conflicting-host-port',
  severity: 'error',
  summary: 'App and sidecar want one port of the host',
  why: 'In the network of the host every declared port is a port of the host, and Kubernetes refuses a pod with two containers that declare the same one.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:42; Kubernetes SetDefaults_Pod, checkHostPortConflicts',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  supersedes: ['conflicting-container-port'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const { pod } = app.workload;
    if (pod.get('hostNetwork').boolean !== true) return;
    const taken = declaredPorts(app, workspace.catalog);
    for (const container of pod.get('containers').items) {
      for (const port of container.get('ports').items) {
        const number = port.get('containerPort');
        const other = taken.find((each) => each.port === number.number);
        if (!other || (port.get('protocol').text ?? 'TCP') !== 'TCP' || port.get('hostIP').text) continue;
        yield {
          at: number,
          message: `port ${other.port} of the host is ${other.what} as well`,
          help: other.movedBy ? `move the sidecar's with ${other.movedBy}` : 'let the app listen on another port',
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
            dapr.io/app-port: "8080"
        spec:
          hostNetwork: true
          containers:
            - name: orders
              ports:
                - containerPort: 8080
                - containerPort: 9090
                                 ^^^^ port 9090 of the host is the sidecar's metrics port as well
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
            dapr.io/metrics-port: "9091"
        spec:
          hostNetwork: true
          containers:
            - name: orders
              ports:
                - { containerPort: 9090 }
                - { containerPort: 3500, protocol: UDP }
      `,
      because: 'the port has moved, and a port of another protocol is another port',
    },
  ],
});
