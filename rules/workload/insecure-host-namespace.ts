import { defineRule, type Field, type Problems, reachOfApi, yaml } from '../../src/rule.ts';

export const insecureHostNamespace = defineRule({
  id: 'insecure-host-namespace',
  severity: 'warning',
  summary: 'Pod shares with its node what its sidecar keeps to the pod',
  why: 'The API of a sidecar listens on the loopback of its pod. With hostNetwork that is the loopback of the node: whatever else runs in the network of the node may use the components and the secrets of the app, and no second pod with a sidecar fits on the node, as its ports are taken. With hostPID whoever is root in the pod reads the memory of all sidecars of the node.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar.go:87, pkg/injector/patcher/sidecar_container.go:42',
  docs: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  effect: 'insecure',
  securitySeverity: 6.5,
  each: 'app',

  *check(app): Problems {
    const { pod } = app.workload;
    const [network, processes, memory] = [pod.get('hostNetwork'), pod.get('hostPID'), pod.get('hostIPC')];
    const hasToken = (app.reads('api-token-secret') ?? '') !== '';
    const hasSocket = (app.reads('unix-domain-socket-path') ?? '') !== '';
    if (network.boolean === true)
      yield {
        at: network,
        message:
          reachOfApi(app) === 'pod' && !hasSocket && !hasToken
            ? `the Dapr API of ${app.title} is open to all in the network of the node, without a token`
            : `the ports of the sidecar of ${app.title} are ports of the node: no second pod that takes them fits on it`,
        help: 'remove hostNetwork, or add dapr.io/api-token-secret and ports that nobody else takes',
        ...((hasToken || hasSocket) && { atMost: 'info' as const }),
      };
    for (const [at, what] of [
      [processes, 'processes of the node, and of its sidecars'],
      [memory, 'shared memory of the node'],
    ] as readonly (readonly [Field, string])[])
      if (at.boolean === true) yield { at, message: `${app.title} sees the ${what}`, help: 'remove it' };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: collector
        spec:
          selector: { matchLabels: { app: collector } }
          template:
            metadata:
              labels: { app: collector }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: collector
            spec:
              hostNetwork: true
                           ^^^^ the Dapr API of app "collector" is open to all in the network of the node, without a token
              hostPID: true
                       ^^^^ app "collector" sees the processes of the node, and of its sidecars
              hostIPC: true
                       ^^^^ app "collector" sees the shared memory of the node
              containers:
                - name: collector
                  image: shop/collector:1.4.0
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
        spec:
          hostNetwork: false
          shareProcessNamespace: true
          containers:
            - name: orders
              image: shop/orders:1.4.0
      `,
      because: 'what the containers of one pod share is not the node',
    },
  ],
});
