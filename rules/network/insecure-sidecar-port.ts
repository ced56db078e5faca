import { declaredPorts, defineRule, listeningPorts, type Problems, reachOfApi, yaml } from '../../src/rule.ts';

export const insecureSidecarPort = defineRule({
  id: 'insecure-sidecar-port',
  severity: 'error',
  summary: 'Port of a sidecar is open to the outside of the cluster',
  why: 'Whoever reaches the API of a sidecar uses the state, the secrets and the topics of the app with its rights, and invokes other apps in its name. Its other ports tell what goes on in it, or were made for other sidecars.',
  source: 'dapr v1.18.3 pkg/api/http/server.go:128, pkg/injector/patcher/sidecar_container.go:42',
  docs: 'https://docs.dapr.io/operations/security/api-token/',
  effect: 'insecure',
  securitySeverity: 8.6,
  needs: ['Configuration', 'HTTPRoute', 'Ingress', 'Service'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const [http, grpc] = declaredPorts(app, workspace.catalog);
    const reach = reachOfApi(app);
    for (const { port, at, title, outside } of workspace.doors.to(app)) {
      const taken = listeningPorts(app, workspace.catalog).find((each) => each.port === port);
      if (!outside || !taken) continue;
      const related = [
        { at: app, message: 'the app' },
        ...(outside === at ? [] : [{ at: outside, message: 'this opens it to the outside' }]),
      ];
      const isApi = port === http?.port || port === grpc?.port;
      if (!isApi) {
        yield {
          at,
          message: `${title} opens ${taken.what} of ${app.title} to the outside of the cluster`,
          help: 'keep it out of what is reached from outside',
          related,
          atMost: 'warning',
        };
      } else if (reach === 'network') {
        const hasToken = (app.reads('api-token-secret') ?? '') !== '';
        const api = workspace.configurationOf(app)?.spec.get('api');
        const isLimited = api?.get('allowed').hasValue || api?.get('denied').hasValue;
        const lacks = [...(hasToken ? [] : ['a token']), ...(isLimited ? [] : ['limits to what may be called'])];
        yield {
          at,
          message: `${title} opens the Dapr API of ${app.title} to the outside of the cluster${lacks.length > 0 ? `, without ${lacks.join(' or ')}` : ''}`,
          help:
            lacks.length > 0
              ? 'add dapr.io/api-token-secret, and an api.allowed list to its Configuration, or keep it inside'
              : 'keep it inside, where it is not meant',
          related,
          ...(hasToken && { atMost: isLimited ? ('info' as const) : ('warning' as const) }),
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: gateway
        spec:
          selector: { matchLabels: { app: gateway } }
          template:
            metadata:
              labels: { app: gateway }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: gateway
                                ~~~~~~~ the app
                dapr.io/sidecar-listen-addresses: 0.0.0.0
            spec:
              containers: [{ name: gateway, image: "gateway:1", ports: [{ containerPort: 8080 }] }]
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: gateway
        spec:
          type: LoadBalancer
                ~~~~~~~~~~~~ this opens it to the outside
          selector: { app: gateway }
          ports:
            - name: dapr
              port: 80
              targetPort: dapr-http
                          ^^^^^^^^^ Service "gateway" opens the Dapr API of app "gateway" to the outside of the cluster, without a token or limits to what may be called
            - name: metrics
              port: 9090
                    ^^^^ Service "gateway" opens the sidecar's metrics port of app "gateway" to the outside of the cluster
            - name: web
              port: 8080
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: api
        spec:
          rules:
            - http:
                paths:
                  - path: /
                    pathType: Prefix
                    backend:
                      service:
                        name: gateway-dapr
                        port: { number: 80 }
                                        ^^ Ingress "api" opens the Dapr API of app "gateway" to the outside of the cluster, without a token or limits to what may be called
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
                dapr.io/app-port: "8080"
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders
        spec:
          type: LoadBalancer
          selector: { app: orders }
          ports: [{ port: 3500, targetPort: 8080 }]
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders-metrics
        spec:
          selector: { app: orders }
          ports: [{ port: 9090 }]
      `,
      because: 'the port of the pod counts, not that of the Service, and metrics are read within the cluster',
    },
  ],
});
