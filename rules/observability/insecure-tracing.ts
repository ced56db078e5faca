import { defineRule, endpointsIn, type Field, type Problems, reachOf, yaml } from '../../src/rule.ts';

export const insecureTracing = defineRule({
  id: 'insecure-tracing',
  severity: 'warning',
  summary: 'Traces leave the cluster in the clear',
  why: 'Traces tell which app calls which, with the paths of the calls; the headers that are sent along often hold a token.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:578-628 setupTracing',
  docs: 'https://docs.dapr.io/operations/observability/tracing/setup-tracing/',
  effect: 'insecure',
  securitySeverity: 5.3,
  covers: ['encryption.data-in-transit', 'configuration-for-observability.spec.tracing'],
  presets: { strict: { allowInCluster: false }, 'todo-chatbot': { allowInCluster: false } },
  needs: ['Service'],
  each: 'configuration',
  options: {
    allowInCluster: {
      type: 'boolean',
      default: true,
      description:
        'Say nothing where the host is a Service of the cluster: names without a dot, *.svc, *.cluster.local.',
    },
  },

  *check(configuration, { options, workspace }): Problems {
    const tracing = configuration.spec.get('tracing');
    const [zipkin, otel] = [tracing.get('zipkin').get('endpointAddress'), tracing.get('otel')];
    const exporters: readonly { address: Field<string>; at: Field; isOpen: boolean; help: string }[] = [
      { address: zipkin, at: zipkin, isOpen: /^http:\/\//i.test(zipkin.text ?? ''), help: 'write https://' },
      {
        address: otel.get('endpointAddress'),
        at: otel.get('isSecure'),
        isOpen: otel.get('isSecure').boolean === false,
        help: 'set isSecure to true',
      },
    ];
    for (const { address, at, isOpen, help } of exporters) {
      if (!isOpen || !address.text || !address.resolved) continue;
      const hosts = endpointsIn(address.text).map(({ host }) => host);
      const { extent, wayOut } = reachOf(hosts, configuration.namespace, workspace);
      if (extent === 'machine' || (extent === 'cluster' && options.allowInCluster)) continue;
      yield {
        at,
        message: 'traces are sent in the clear',
        help,
        ...(wayOut && { related: [{ at: wayOut, message: 'it leads out of the cluster' }] }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing:
            samplingRate: "1"
            otel:
              endpointAddress: otlp.example.com:4317
              isSecure: false
                        ^^^^^ traces are sent in the clear
              protocol: grpc
            zipkin:
              endpointAddress: http://zipkin.example.com/api/v2/spans
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ traces are sent in the clear
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
            samplingRate: "1"
            zipkin:
              endpointAddress: http://zipkin.monitoring.svc:9411/api/v2/spans
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ traces are sent in the clear
      `,
      options: { allowInCluster: false },
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing:
            samplingRate: "1"
            otel:
              endpointAddress: otel-collector.monitoring.svc:4317
              isSecure: false
              protocol: grpc
            zipkin:
              endpointAddress: https://zipkin.example.com/api/v2/spans
      `,
      because: 'a collector within the cluster is commonly spoken to without TLS',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing:
            samplingRate: "1"
            otel:
              endpointAddress: ""
              isSecure: false
              protocol: grpc
      `,
      because: 'without an address nothing is sent',
    },
  ],
});
