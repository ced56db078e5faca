import { defineRule, type Field, listed, type Problems, serviceNamed, yaml } from '../../src/rule.ts';

interface ServiceShape {
  spec: { type?: string; clusterIP?: string; ports: { port: number; targetPort?: number }[] };
}

export const unknownServicePort = defineRule({
  id: 'unknown-service-port',
  severity: 'warning',
  summary: 'Service has no such port',
  why: 'A Service answers on the ports of its spec.ports only, whatever its pods listen on: the sidecar cannot connect, and most components keep it from starting then.',
  source: 'kubernetes v1.33.4 pkg/proxy/servicechangetracker.go:136 serviceToServiceMap',
  docs: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  effect: 'wrong',
  needs: ['Service'],
  each: 'address',

  *check(address, { workspace }): Problems {
    const { owner, host, port } = address;
    const service = serviceNamed(host);
    if (!service || service.isPod || port === undefined) return;
    const [found, ...others] = workspace.resourcesNamed(
      '',
      'Service',
      service.name,
      service.namespace ?? owner.namespace,
    );
    if (!found || others.length > 0 || found.isPartial || !workspace.areTogether(found, owner)) return;
    const spec = (found.body as Field<ServiceShape>).get('spec');
    // A headless Service has the addresses of its pods, an ExternalName that of another host: with any port.
    if (spec.get('clusterIP').text === 'None' || spec.get('type').text === 'ExternalName') return;
    const ports = spec.get('ports').items.map((each) => each.get('port'));
    if (ports.length === 0 || ports.some(({ number, resolved }) => !resolved || number === port)) return;
    const [first] = ports;
    yield {
      at: address,
      message: `${found.title} has no port ${port}, only ${listed(ports.map(({ number }) => String(number)))}`,
      help: ports.length === 1 ? `write ${first?.number}` : 'write one of these',
      related: [{ at: first ?? found, message: 'the port of the Service' }],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka:9093
                     ^^^^^ Service "kafka" has no port 9093, only 9092
            - name: authType
              value: none
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: kafka
        spec:
          ports:
            - port: 9092
                    ~~~~ the port of the Service
              targetPort: 9093
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka:9093,bus:9093
            - name: authType
              value: none
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: kafka
        spec:
          clusterIP: None
          ports:
            - port: 9092
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: bus
        spec:
          type: ExternalName
          externalName: bus.example.com
          ports:
            - port: 9092
      `,
      because: 'these two stand for pods and for a host, with whatever port',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
          namespace: shop
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.data.svc:6379
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: redis
          namespace: shop
        spec:
          ports: [{ port: 6380 }]
      `,
      because: 'the Service of that name is another one',
    },
  ],
});
