import { defineRule, didYouMean, isMadeByOperator, type Problems, quote, serviceNamed, yaml } from '../../src/rule.ts';

/** A slip of the pen, and no name with a part more or another number. */
const isSlip = (a: string, b: string): boolean =>
  a.replace(/\d+/g, '') !== b.replace(/\d+/g, '') && !a.startsWith(b) && !b.startsWith(a);

const inWords = (namespace: string | undefined): string =>
  namespace === undefined ? '' : ` in namespace ${quote(namespace)}`;

/** Kinds of which an operator makes Services whose names are its own affair. */
const makers = [
  'OpenTelemetryCollector',
  'Jaeger',
  'TempoStack',
  'TempoMonolithic',
  'HelmRelease',
  'HelmChart',
  'Application',
];

export const unknownHost = defineRule({
  id: 'unknown-host',
  severity: 'warning',
  summary: 'Host is no Service',
  why: 'A name without a dot is looked up in the namespace of the pod, name.namespace.svc in that one: where no Service has it, the sidecar cannot connect, and most components keep it from starting then.',
  source: 'kubernetes v1.33.4 pkg/kubelet/network/dns/dns.go:164 generateSearchesForDNSClusterFirst',
  docs: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
  effect: 'wrong',
  covers: ['configuration-for-observability.spec.tracing.zipkin.endpointaddress', 'distributed-tracing.zipkin-jaeger'],
  needs: ['Service', makers],
  each: 'address',

  *check(address, { workspace }): Problems {
    const { owner, host } = address;
    const service = serviceNamed(host);
    if (!service || owner.isPartial) return;
    const { name, isLoose } = service;
    const namespace = service.namespace ?? owner.namespace;
    // The first of two words may be a pod, and the second its Service.
    if (isLoose && workspace.resourcesNamed('', 'Service', service.namespace ?? '', owner.namespace).length > 0) return;
    const lookup = workspace.findService(name, namespace);
    if (lookup.outcome === 'elsewhere') {
      const { resource } = lookup;
      if (!workspace.areTogether(resource, owner)) return;
      yield {
        at: address,
        message: `there is no Service ${quote(name)}${inWords(namespace)}; there is one in ${quote(resource.namespace ?? '')}`,
        help: `write ${name}.${resource.namespace}.svc`,
        related: [{ at: resource, message: 'the one in the other namespace' }],
      };
      return;
    }
    if ('resource' in lookup) return;
    const near = lookup.near && isSlip(name, lookup.near.name) ? lookup.near : undefined;
    const isNear = near !== undefined && workspace.areTogether(near, owner);
    const isMissing =
      lookup.outcome === 'absent' &&
      !isLoose &&
      workspace.resourcesOf('Service').some((each) => !isMadeByOperator(each)) &&
      !makers.some((kind) => workspace.resourcesOf(kind).length > 0);
    if (!isNear && !isMissing) return;
    yield {
      at: address,
      message: `there is no Service ${quote(name)}${inWords(namespace)}`,
      help: didYouMean(
        isNear ? near.name : undefined,
        'create it, or name it under external.services in daprlint.yaml',
      ),
      ...(isNear && { related: [{ at: near, message: 'a Service with almost this name' }] }),
    };
  },

  examples: [
    {
      bad: yaml`
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
              value: redis:6379
                     ^^^^^ there is no Service "redis" in namespace "shop"; there is one in "data"
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: redis
                ~~~~~ the one in the other namespace
          namespace: data
        spec:
          ports: [{ port: 6379 }]
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
          namespace: shop
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka-a.data.svc:9092,kafak.data.svc:9092
                                           ^^^^^^^^^^^^^^ there is no Service "kafak" in namespace "data"
            - name: authType
              value: none
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: kafka
                ~~~~~ a Service with almost this name
          namespace: data
        spec:
          ports: [{ port: 9092 }]
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: kafka-a
          namespace: data
        spec:
          ports: [{ port: 9092 }]
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing:
            samplingRate: "0.1"
            zipkin:
              endpointAddress: http://zipkin.monitoring.svc.cluster.local:9411/api/v2/spans
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ there is no Service "zipkin" in namespace "monitoring"
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders
        spec:
          ports: [{ port: 80 }]
      `,
      closedWorld: true,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
          namespace: shop
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka-0.kafka:9092,kafka.data:9092,kafka-1.kafka.shop.svc.cluster.local:9092
            - name: authType
              value: none
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: kafka
          namespace: shop
        spec:
          clusterIP: None
          ports: [{ port: 9092 }]
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: kafka
          namespace: data
        spec:
          ports: [{ port: 9092 }]
      `,
      because: 'pods of a headless Service have names of their own, and a namespace may follow a name',
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
              value: redis-master.data.svc:6379
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: redis
          namespace: data
        spec:
          ports: [{ port: 6379 }]
      `,
      because: 'a chart of another repository may bring this Service',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: redis
          namespace: data
        spec:
          ports: [{ port: 6379 }]
      `,
      because: 'a component that names no namespace may be put into that of the Service',
    },
  ],
});
