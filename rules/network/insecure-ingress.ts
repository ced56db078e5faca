import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

const authenticates = /^middleware\.http\.(?:bearer|oauth2|opa)$/;

export const insecureIngress = defineRule({
  id: 'insecure-ingress',
  severity: 'info',
  summary: 'Way from outside to an app that goes past its authentication',
  why: 'Middleware guards requests that pass the sidecar. What comes to the port of the app through a Service passes none of it, and access control neither.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:224 AppHTTPPipelineSpec, :1094 HTTPPipelineSpec',
  docs: 'https://docs.dapr.io/operations/components/middleware/',
  effect: 'insecure',
  securitySeverity: 5.3,
  needs: ['Component', 'Configuration', 'HTTPRoute', 'Ingress', 'Service'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const guard = workspace
      .configurationOf(app)
      ?.handlers.find((handler) => authenticates.test(handler.get('type').text ?? ''));
    // One that is not there guards no other way either, as is told elsewhere.
    const isThere = workspace.find('Component', guard?.get('name').text ?? '', app.namespace).outcome;
    if (!guard || isThere === 'absent' || isThere === 'elsewhere') return;
    const door = workspace.doors
      .to(app)
      .find(({ outside, port }) => outside && !workspace.doors.isOfSidecar(app, port));
    if (!door?.outside) return;
    yield {
      at: door.outside,
      message: `what comes this way to ${app.title} is not asked by ${quote(guard.get('name').text ?? '')} who it is`,
      help: 'send it to the sidecar of a gateway, or let the app itself check who calls',
      related: [{ at: guard, message: 'the middleware that is passed by' }],
    };
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
                dapr.io/app-port: "8080"
                dapr.io/config: orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          httpPipeline:
            handlers:
              - { name: tokens, type: middleware.http.bearer }
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ the middleware that is passed by
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders
        spec:
          selector: { app: orders }
          ports: [{ port: 80, targetPort: 8080 }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop
        spec:
          rules:
            - http:
                paths:
                  - path: /orders
                    pathType: Prefix
                    backend:
                      service:
                        name: orders
                        port: { number: 80 }
                                        ^^ what comes this way to app "orders" is not asked by "tokens" who it is
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
                dapr.io/config: orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          httpPipeline:
            handlers:
              - { name: tokens, type: middleware.http.bearer }
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders
        spec:
          selector: { app: orders }
          ports: [{ port: 80, targetPort: 8080 }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop
        spec:
          rules:
            - http:
                paths:
                  - path: /orders
                    pathType: Prefix
                    backend:
                      service:
                        name: orders
                        port: { number: 8080 }
      `,
      because: 'a Service of the cluster alone lets nobody in, and the Ingress asks for a port that it does not have',
    },
  ],
});
