import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const missingTracing = defineRule({
  id: 'missing-tracing',
  severity: 'off',
  summary: 'App sends no traces',
  why: 'Without a Configuration with tracing, or the variables of OpenTelemetry in the sidecar, daprd passes trace contexts on and exports no span.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:571-648 setupTracing, pkg/config/configuration.go SetTracingSpecFromEnv',
  docs: 'https://docs.dapr.io/operations/observability/tracing/tracing-overview/',
  effect: 'fragile',
  presets: { production: 'info' },
  covers: [
    'distributed-tracing.span-propagation',
    'configuration-for-observability.spec.tracing',
    'service-invocation.features',
  ],
  needs: ['Configuration'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const config = app.annotation('config');
    const configuration = workspace.configurationOf(app);
    // What is said elsewhere is not known.
    if (config.exists && !configuration) return;
    if (app.resource.isPartial || configuration?.resource.isPartial) return;
    if (/OTEL_EXPORTER_OTLP/.test(`${app.annotation('env').text} ${app.annotation('env-from-secret').text}`)) return;
    const tracing = configuration?.spec.get('tracing');
    const rate = tracing?.get('samplingRate');
    if (tracing && (!tracing.resolved || !rate?.resolved || Number(rate.text) > 0)) return;
    yield {
      at: config.exists ? config : app,
      message: configuration
        ? `${app.title} sends no traces: Configuration ${quote(configuration.name)} ${rate?.exists ? 'takes no samples' : 'has no tracing'}`
        : `${app.title} sends no traces: it has no Configuration`,
      help: 'name a Configuration with spec.tracing in dapr.io/config',
      ...(configuration && { related: [{ at: rate?.exists ? rate : configuration, message: 'the Configuration' }] }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: quiet
                ~~~~~ the Configuration
        spec: {}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: quiet
                            ^^^^^ app "orders" sends no traces: Configuration "quiet" has no tracing
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
                            ^^^^^^^ app "billing" sends no traces: it has no Configuration
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/env: OTEL_EXPORTER_OTLP_ENDPOINT=http://otel-collector.monitoring.svc:4318
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
            dapr.io/config: tracing
      `,
      because: 'the sidecar takes an exporter from its environment as well, and a Configuration may be kept elsewhere',
    },
  ],
});
