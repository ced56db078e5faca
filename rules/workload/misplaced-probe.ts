import {
  containersOf,
  declaredPorts,
  defineRule,
  meshOf,
  type Problems,
  portOfProbe,
  probesOf,
  reachOfApi,
  yaml,
} from '../../src/rule.ts';

const outcomes = {
  livenessProbe: 'the container is killed again and again',
  readinessProbe: 'the pod is never ready',
  startupProbe: 'the container is killed again and again',
} as const;

export const misplacedProbe = defineRule({
  id: 'misplaced-probe',
  severity: 'warning',
  summary: 'Probe of an app asks its sidecar',
  why: 'Probes come from the node. The API of a sidecar listens on the loopback of its pod, where the node is not heard: such a probe always fails. The sidecar has probes of its own, on another port.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar.go:87, pkg/injector/patcher/sidecar_container.go:265; kubernetes v1.34.2 pkg/probe/http/request.go',
  docs: 'https://docs.dapr.io/operations/resiliency/health-checks/sidecar-health/',
  effect: 'wrong',
  covers: ['kubernetes-deployment-with-dapr.health-checks'],
  needs: ['Namespace'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const { pod } = app.workload;
    // In the network of the node, its loopback is that of the pod; the proxy of a mesh asks in the place of the node.
    if (pod.get('hostNetwork').boolean === true || reachOfApi(app) !== 'pod' || meshOf(app, workspace)) return;
    const apis = declaredPorts(app, workspace.catalog).slice(0, 2);
    for (const container of containersOf(app.workload)) {
      const own = container.get('ports').items.map((port) => port.get('containerPort').number);
      for (const { kind, probe } of probesOf(container)) {
        const at = portOfProbe(probe);
        const api = apis.find(({ port }) => port === at?.number);
        if (!at || !api || own.includes(at.number)) continue;
        yield {
          at,
          message: `the ${kind} asks ${api.what}, which the node does not reach: ${outcomes[kind]}`,
          help: 'ask the app itself; where it has to wait for the sidecar, let it ask /v1.0/healthz/outbound as it starts',
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
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              livenessProbe:
                httpGet:
                  path: /v1.0/healthz
                  port: 3500
                        ^^^^ the livenessProbe asks the sidecar's HTTP port, which the node does not reach: the container is killed again and again
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              readinessProbe:
                exec:
                  command: [wget, -q, -O-, http://localhost:3500/v1.0/healthz/outbound]
              livenessProbe:
                httpGet: { path: /v1.0/healthz, port: 3501 }
      `,
      because: 'the command runs in the pod, and the other port is there for the node',
    },
  ],
});
