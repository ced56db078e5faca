import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const excessiveTracingExporter = defineRule({
  id: 'excessive-tracing-exporter',
  severity: 'off',
  summary: 'Spans go to the log, or to two places',
  why: 'daprd starts every exporter that is named: each span is sent by all of them, and that to stdout writes it into the log.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:571-648 setupTracing',
  docs: 'https://docs.dapr.io/operations/observability/tracing/setup-tracing/',
  effect: 'fragile',
  presets: { production: 'info' },
  each: 'configuration',

  *check(configuration): Problems {
    const tracing = configuration.spec.get('tracing');
    const [stdout, rate] = [tracing.get('stdout'), tracing.get('samplingRate')];
    // Nothing is sampled.
    if (rate.resolved && Number(rate.text || 1) === 0) return;
    const [zipkin, otel] = [tracing.get('zipkin').get('endpointAddress'), tracing.get('otel').get('endpointAddress')];
    if (stdout.boolean === true)
      yield { at: stdout, message: 'every span is written into the log of the sidecar', help: 'remove it' };
    if (zipkin.text && otel.text)
      yield {
        at: zipkin,
        message: 'every span is sent twice: to Zipkin and to OpenTelemetry',
        help: 'remove one of them; a collector of OpenTelemetry can feed Zipkin',
        related: [{ at: otel, message: 'the other one' }],
      };
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
            samplingRate: "0.1"
            stdout: true
                    ^^^^ every span is written into the log of the sidecar
            zipkin:
              endpointAddress: https://zipkin.example.com/api/v2/spans
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ every span is sent twice: to Zipkin and to OpenTelemetry
            otel:
              endpointAddress: collector.example.com:4317
                               ~~~~~~~~~~~~~~~~~~~~~~~~~~ the other one
              isSecure: true
              protocol: grpc
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
            samplingRate: "0"
            stdout: true
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: both
        spec:
          tracing:
            samplingRate: "0.1"
            zipkin:
              endpointAddress: ""
            otel:
              endpointAddress: collector.example.com:4317
              isSecure: true
              protocol: grpc
      `,
      because: 'nothing is sampled, and an empty address is no exporter',
    },
  ],
});
