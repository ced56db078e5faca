import { declaredPorts, defineRule, type Problems, reachOfApi, yaml } from '../../src/rule.ts';

export const misplacedServicePort = defineRule({
  id: 'misplaced-service-port',
  severity: 'warning',
  summary: 'Service for a port that only the pod itself reaches',
  why: 'The API of a sidecar listens on the loopback of its pod, unless dapr.io/sidecar-listen-addresses says otherwise: requests that a Service sends there are refused. Apps reach others through their own sidecar.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar.go:87, pkg/api/http/server.go:128',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/service-invocation/service-invocation-overview/',
  effect: 'wrong',
  needs: ['HTTPRoute', 'Ingress', 'Service'],
  each: 'app',

  *check(app, { workspace }): Problems {
    if (reachOfApi(app) !== 'pod') return;
    const apis = declaredPorts(app, workspace.catalog).slice(0, 2);
    const containers = app.workload.pod.get('containers').items;
    const declared = containers.flatMap((each) =>
      each.get('ports').items.map((port) => port.get('containerPort').number),
    );
    for (const { port, at, title } of workspace.doors.to(app)) {
      const api = apis.find((each) => each.port === port);
      // What a container has for itself is another fault.
      if (!api || declared.includes(port)) continue;
      yield {
        at,
        message: `${title} sends requests to ${api.what} of ${app.title}, where only its own pod is heard`,
        help: 'remove the port, or call through the sidecar of the caller',
        related: [{ at: app, message: 'the app' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ~~~~~~ the app
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders-dapr-api
        spec:
          selector: { app: orders }
          ports:
            - port: 80
              targetPort: 3500
                          ^^^^ Service "orders-dapr-api" sends requests to the sidecar's HTTP port of app "orders", where only its own pod is heard
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/grpc-port: "4001"
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders-dapr
          ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: orders, uid: "1", controller: true }]
          annotations:
            dapr.io/app-id: orders
        spec:
          selector: { app: orders }
          ports:
            - port: 80
              targetPort: 3500
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders
        spec:
          selector: { app: orders }
          ports:
            - port: 50001
            - port: 50002
              name: dapr-internal
      `,
      because:
        'the Service that the operator makes has all ports, the API is not where it has been moved from, and other sidecars do reach the internal port',
    },
  ],
});
