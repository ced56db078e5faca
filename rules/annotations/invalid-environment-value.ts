import { defineRule, environmentOf, type Problems, quote, yaml } from '../../src/rule.ts';

const isHeaders = (value: string): boolean => value.split(',').every((header) => header.includes('='));
const isWhole = (value: string): boolean => /^[-+]?[0-9]+$/.test(value);

interface Reader {
  readonly accepts: (value: string) => boolean;
  readonly help: string;
  /** Not read where the configuration of the app names an endpoint. */
  readonly isTracing?: true;
}

const milliseconds: Reader = { accepts: isWhole, help: 'write milliseconds, without a unit', isTracing: true };
const headers: Reader = { accepts: isHeaders, help: 'write name=value', isTracing: true };

/** The variables that daprd, or Go beneath it, reads before anything else. */
const readers: Readonly<Record<string, Reader>> = {
  GOMEMLIMIT: {
    accepts: (value) => /^(?:off|[0-9]{1,18}(?:B|[KMGT]iB)?)$/.test(value),
    help: 'write a whole number with B, KiB, MiB, GiB or TiB: Go knows no Mi',
  },
  OTEL_EXPORTER_OTLP_TIMEOUT: milliseconds,
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: milliseconds,
  OTEL_EXPORTER_OTLP_HEADERS: headers,
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: headers,
};

export const invalidEnvironmentValue = defineRule({
  id: 'invalid-environment-value',
  severity: 'error',
  summary: 'Environment variable makes daprd exit',
  why: 'Go crashes at the start when it cannot read GOMEMLIMIT, and daprd exits when it cannot read the headers or the timeout of its trace exporter.',
  source:
    'go1.26 runtime/mgcpacer.go readGOMEMLIMIT; dapr v1.18.3 pkg/config/configuration.go:697 SetTracingSpecFromEnv',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/#setting-gomemlimit',
  effect: 'rejected',
  needs: ['Configuration'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const configuration = app.reads('config');
    const mayTrace =
      configuration !== undefined && workspace.find('Configuration', configuration, app.namespace).outcome !== 'absent';
    const annotation = app.annotation('env');
    for (const { name = '', value, from, to } of environmentOf(app.reads('env') ?? '')) {
      const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
      if (
        !reader ||
        value === '' ||
        reader.accepts(value) ||
        (reader.isTracing && (mayTrace || !workspace.isAtLeast('1.15')))
      )
        continue;
      yield {
        at: annotation.part(from, to),
        message: `${name} is ${quote(value)}, which daprd cannot read`,
        help: reader.help,
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/env: GOMEMLIMIT=900Mi, OTEL_EXPORTER_OTLP_TIMEOUT=5s
                         ^^^^^^^^^^^^^^^^ GOMEMLIMIT is "900Mi", which daprd cannot read
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OTEL_EXPORTER_OTLP_TIMEOUT is "5s", which daprd cannot read
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
            dapr.io/env: GOMEMLIMIT=900MiB,GOGC=off,GOMAXPROCS=two
      `,
      because: 'Go has units of its own, and passes over the other variables that it cannot read',
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
            dapr.io/config: tracing
            dapr.io/env: OTEL_EXPORTER_OTLP_HEADERS=none
      `,
      because: 'the variables of the exporter count only where the configuration names no endpoint',
    },
  ],
});
