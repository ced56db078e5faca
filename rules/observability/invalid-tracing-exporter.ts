import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidTracingExporter = defineRule({
  id: 'invalid-tracing-exporter',
  severity: 'error',
  summary: 'Tracing exporter that daprd does not start with',
  why: 'daprd exits when the address of Zipkin is no URL with a host, or when the protocol of OpenTelemetry is neither http nor grpc; and no app gets the Configuration when a header names a Secret without a key.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:578-597 setupTracing, pkg/operator/api/configurations.go:65-104',
  docs: 'https://docs.dapr.io/operations/observability/tracing/setup-tracing/',
  effect: 'rejected',
  covers: [
    'configuration-for-observability.spec.tracing.zipkin',
    'configuration-for-observability.spec.tracing.zipkin.endpointaddress',
    'distributed-tracing.zipkin-jaeger',
  ],
  facts: ['cfg.tracing.otel.protocol', 'cfg.tracing.otel.secretkey'],
  each: 'configuration',

  *check(configuration): Problems {
    const tracing = configuration.spec.get('tracing');
    const zipkin = tracing.get('zipkin').get('endpointAddress');
    // What Go takes for a URL with a scheme and a host.
    if (zipkin.text && zipkin.resolved && !/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#\s]/.test(zipkin.text)) {
      yield {
        at: zipkin,
        message: `${quote(zipkin.text)} is no URL with a host`,
        help: 'write it in full, as http://zipkin.monitoring.svc:9411/api/v2/spans',
      };
    }
    const otel = tracing.get('otel');
    const [protocol, address] = [otel.get('protocol'), otel.get('endpointAddress')];
    if (protocol.text && address.text && protocol.resolved && protocol.text !== 'http' && protocol.text !== 'grpc') {
      yield {
        at: protocol,
        message: `${quote(protocol.text)} is no protocol; daprd takes http and grpc, in lower case`,
        help: /^http/i.test(protocol.text) ? 'write http' : 'write http or grpc',
      };
    }
    for (const header of otel.get('headers').items) {
      const reference = header.get('secretKeyRef');
      if (!reference.get('name').text || reference.get('key').text || !reference.get('key').resolved) continue;
      yield {
        at: reference.get('name'),
        message: 'the reference to a Secret names no key',
        help: 'add key: here there is no default',
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
            zipkin:
              endpointAddress: zipkin.monitoring.svc:9411/api/v2/spans
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "zipkin.monitoring.svc:9411/api/v2/spans" is no URL with a host
            otel:
              endpointAddress: otel-collector.monitoring.svc:4318
              isSecure: true
              protocol: http/protobuf
                        ^^^^^^^^^^^^^ "http/protobuf" is no protocol; daprd takes http and grpc, in lower case
              headers:
                - name: Authorization
                  secretKeyRef:
                    name: otel
                          ^^^^ the reference to a Secret names no key
      `,
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
              protocol: otlp
      `,
      because: 'without an address the exporter is not made, whatever its protocol',
    },
  ],
});
