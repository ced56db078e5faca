import { defineRule, type Field, listed, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const insecureServiceType = defineRule({
  id: 'insecure-service-type',
  severity: 'off',
  summary: 'App is open to the outside of the cluster past its sidecar',
  why: 'A Service of the type LoadBalancer or NodePort leads straight to the port of the app. What comes this way passes no sidecar: no access control, no mTLS, no middleware and no resiliency of Dapr.',
  source: 'kubernetes api/core/v1/types.go ServiceType; dapr v1.18.3 pkg/acl/acl.go',
  docs: 'https://docs.dapr.io/operations/configuration/invoke-allowlist/',
  effect: 'insecure',
  securitySeverity: 5.3,
  presets: { production: 'info', strict: 'warning' },
  needs: [workloadKinds],
  each: 'resource',
  options: {
    gateways: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'The app-ids of apps that are there to be reached from outside.',
    },
  },

  *check(service, { workspace, options }): Problems {
    if (service.kind !== 'Service' || service.group !== '') return;
    const spec = (service.body as Field).get('spec') as Field<{
      type: string;
      ports: { port: number; targetPort: unknown }[];
    }>;
    const type = spec.get('type');
    if (type.text !== 'LoadBalancer' && type.text !== 'NodePort') return;
    const apps = workspace.network.podsOf(service).certain.flatMap(({ app }) => app ?? []);
    const open = apps.filter((app) => {
      if (app.appId !== undefined && options.gateways.includes(app.appId)) return false;
      const ports = spec.get('ports').items.map((written) => {
        const target = written.get('targetPort') as Field;
        return workspace.doors.portOf(app, target.hasValue ? target : (written.get('port') as Field));
      });
      // What leads to the sidecar is told by another rule.
      return ports.some((port) => port !== undefined && !workspace.doors.isOfSidecar(app, port));
    });
    if (open.length === 0) return;
    yield {
      at: type,
      message: `${service.title} opens ${listed(open.map(({ title }) => title))} to the outside of the cluster, past the sidecar`,
      help: 'make it ClusterIP, and let a gateway call through its sidecar; or name the app under gateways',
      related: open.slice(0, 3).map((at) => ({ at, message: 'the app' })),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: orders
        spec:
          type: LoadBalancer
                ^^^^^^^^^^^^ Service "orders" opens app "orders" to the outside of the cluster, past the sidecar
          selector: { app: orders }
          ports:
            - { port: 80, targetPort: 8080 }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          labels: { app: orders }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ the app
            dapr.io/app-port: "8080"
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: shop
        spec:
          type: LoadBalancer
          selector: { app: shop }
          ports:
            - { port: 80, targetPort: 8080 }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: shop
          labels: { app: shop }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: shop
            dapr.io/app-port: "8080"
      `,
      because: 'this app is there to be reached from outside',
      options: { gateways: ['shop'] },
    },
  ],
});
