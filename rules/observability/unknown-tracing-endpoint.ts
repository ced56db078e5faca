import { defineRule, type Field, type Problems, quote, serviceOf, yaml } from '../../src/rule.ts';

/** Objects of which an operator makes Services that cannot be seen here. */
const makers = [
  'OpenTelemetryCollector',
  'Jaeger',
  'TempoStack',
  'TempoMonolithic',
  'HelmRelease',
  'HelmChart',
  'Application',
];

export const unknownTracingEndpoint = defineRule({
  id: 'unknown-tracing-endpoint',
  severity: 'warning',
  summary: 'Traces are sent to a Service that is not there',
  why: 'daprd starts and exports to the address that is written; where nothing answers, the spans are lost, with an error in the log. A name without a namespace is looked for in that of the app.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:578-640 setupTracing',
  docs: 'https://docs.dapr.io/operations/observability/tracing/setup-tracing/',
  effect: 'wrong',
  covers: ['configuration-for-observability.spec.tracing.zipkin.endpointaddress', 'distributed-tracing.zipkin-jaeger'],
  needs: ['Service', ...makers],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const tracing = configuration.spec.get('tracing');
    for (const at of [tracing.get('zipkin').get('endpointAddress'), tracing.get('otel').get('endpointAddress')]) {
      const address = at.resolved && at.text ? serviceOf(at.text) : undefined;
      if (!address || configuration.isControlPlane) continue;
      const namespace = address.namespace ?? configuration.namespace;
      const place = namespace === undefined ? '' : ` in namespace ${quote(namespace)}`;
      const lookup = workspace.findService(address.name, namespace);
      if (lookup.outcome === 'found') {
        // Of several that may be it, each may be the one.
        const services = workspace.resourcesNamed('', 'Service', address.name, namespace);
        const ports = services.length === 1 ? portsOf(lookup.resource.body as Field) : [];
        if (address.port === undefined || ports.length === 0 || ports.includes(address.port)) continue;
        if (!workspace.areTogether(configuration.resource, lookup.resource)) continue;
        yield {
          at,
          message: `Service ${quote(address.name)} has no port ${address.port}`,
          help: `use ${ports.join(' or ')}`,
          related: [{ at: lookup.resource, message: 'the Service' }],
        };
      } else if (lookup.outcome === 'elsewhere') {
        const other = lookup.resource.namespace ?? '';
        // Names of one word are common: that of somebody else is not meant.
        if (namespace === undefined || !workspace.areTogether(configuration.resource, lookup.resource)) continue;
        yield {
          at,
          message: `there is no Service ${quote(address.name)}${place}; there is one in ${quote(other)}`,
          help: `write ${address.name}.${other}.svc.cluster.local`,
          related: [{ at: lookup.resource, message: 'the one in the other namespace' }],
        };
      }
      if ('resource' in lookup) continue;
      const isMissing = lookup.outcome === 'absent' && !makers.some((kind) => workspace.resourcesOf(kind).length > 0);
      if (!lookup.near && !isMissing) continue;
      yield {
        at,
        message: `there is no Service ${quote(address.name)}${place}`,
        help: lookup.near
          ? `did you mean ${quote(lookup.near.name)}?`
          : 'deploy the collector, or name the Service under external in daprlint.yaml',
        ...(lookup.near && { related: [{ at: lookup.near, message: 'a Service of such a name' }] }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: zipkin
                ~~~~~~ the one in the other namespace
          namespace: monitoring
        spec:
          ports: [{ port: 9411 }]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
          namespace: shop
        spec:
          tracing:
            samplingRate: "0.1"
            zipkin:
              endpointAddress: http://zipkin.shop.svc.cluster.local:9411/api/v2/spans
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ there is no Service "zipkin" in namespace "shop"; there is one in "monitoring"
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: otel-collector
                ~~~~~~~~~~~~~~ the Service
          namespace: monitoring
        spec:
          ports: [{ name: grpc, port: 4317 }, { name: http, port: 4318 }]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
          namespace: monitoring
        spec:
          tracing:
            samplingRate: "0.1"
            otel:
              endpointAddress: otel-collector:4137
                               ^^^^^^^^^^^^^^^^^^^ Service "otel-collector" has no port 4137
              isSecure: false
              protocol: grpc
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: collector
          namespace: shop
        spec:
          clusterIP: None
          ports: [{ port: 4317 }]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
          namespace: shop
        spec:
          tracing:
            samplingRate: "0.1"
            zipkin:
              endpointAddress: http://zipkin.monitoring.svc.cluster.local:9411/api/v2/spans
            otel:
              endpointAddress: collector:4318
              isSecure: false
              protocol: http
      `,
      because: 'collectors are rarely kept beside apps, and a headless Service leads to whatever port a pod listens on',
    },
    {
      good: yaml`
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata:
          name: otel
          namespace: shop
        spec: {}
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
          namespace: shop
        spec:
          tracing:
            samplingRate: "0.1"
            otel:
              endpointAddress: otel-collector:4317
              isSecure: false
              protocol: grpc
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: tracing
      `,
      closedWorld: true,
      because: 'an operator makes this Service',
    },
  ],
});

/** The ports that a Service can be reached at; none where it does not tell them apart. */
const portsOf = (service: Field): readonly number[] => {
  const spec = service.get('spec');
  if (spec.get('clusterIP').text === 'None' || spec.get('type').text === 'ExternalName') return [];
  const ports = spec.get('ports').items.map((port) => (port as Field).get('port').number);
  return ports.every((port) => port !== undefined) ? ports : [];
};
