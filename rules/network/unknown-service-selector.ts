import { defineRule, type Field, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const unknownServiceSelector = defineRule({
  id: 'unknown-service-selector',
  severity: 'warning',
  summary: 'Service selects no pod, and an app of its name is there',
  why: 'A Service finds pods by all labels of its selector. With one that the pods do not have it has no endpoint, and requests to it are refused.',
  source: 'kubernetes pkg/controller/endpointslice; apimachinery pkg/labels/selector.go',
  docs: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  effect: 'wrong',
  needs: [workloadKinds, 'Service'],
  each: 'resource',

  *check(service, { workspace }): Problems {
    if (service.kind !== 'Service' || service.group !== '' || service.isPartial) return;
    const selector = (service.body as Field).get('spec').get('selector') as Field<Record<string, string>>;
    const { network } = workspace;
    const { certain, possible } = network.podsOf(service);
    if (selector.entries.length === 0 || certain.length > 0 || possible.length > 0) return;
    // Of the same name, or of the name in the selector; another Service may be the one for its pods.
    const names = [service.name, ...selector.entries.flatMap(([, { text }]) => text ?? [])];
    const app = names
      .flatMap((name) => workspace.appsWithId(name, service.namespace))
      .find((each) => workspace.areTogether(each.resource, service) && !each.resource.isPartial);
    if (!app || network.servicesOf(app.workload).length > 0) return;
    const labels = network.podOf(app.workload).labels.known;
    const wrong = selector.entries.find(([key, value]) => value.text !== undefined && labels.get(key) !== value.text);
    if (!wrong) return;
    const [key, at] = wrong;
    const has = labels.get(key);
    yield {
      at,
      message: `no pod has the label ${key}: ${at.text}; ${app.title} has ${has === undefined ? `no ${key}` : `${key}: ${has}`}`,
      help: 'select by labels of the pod template',
      related: [{ at: app, message: 'the app' }],
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
          selector:
            app: order
                 ^^^^^ no pod has the label app: order; app "orders" has app: orders
          ports:
            - port: 80
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          labels: { app: order }
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ~~~~~~ the app
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: redis
        spec:
          selector: { app: redis }
          ports:
            - port: 6379
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders
        spec:
          selector: { dapr.io/app-id: orders }
          ports:
            - port: 80
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'the pods of the one may be installed by another chart, and the injector adds the label of the other',
    },
  ],
});
