import { defineRule, type Field, type Problems, quote, respell, workloadKinds, yaml } from '../../src/rule.ts';

/** An address as `http://`, `host:port` and `/path`. */
const partsOf = (address: string): { readonly scheme: string; readonly bare: string; readonly path: string } => {
  const scheme = /^[a-z]+:\/\//i.exec(address)?.[0] ?? '';
  const rest = address.slice(scheme.length);
  const slash = rest.indexOf('/');
  return slash < 0 ? { scheme, bare: rest, path: '' } : { scheme, bare: rest.slice(0, slash), path: rest.slice(slash) };
};

/** How gRPC is told where to look a host up: `dns:///collector:4317` is an address for it. */
const resolvers = /^(?:dns|unix|unix-abstract|passthrough|ipv4|ipv6|xds):\/\/$/i;

/** Ports on which collectors speak something else than OTLP as this protocol carries it: Jaeger's, Zipkin's, and the other one of OTLP. */
const strangers: Readonly<Record<string, readonly string[]>> = {
  http: ['4317', '5778', '6831', '6832', '9411', '14250', '14268', '14269', '16686'],
  grpc: ['4318', '5778', '6831', '6832', '9411', '14250', '14268', '14269', '16686'],
};

/** Whether host and port alone lead to where the address did: nothing that it says gets lost, and nothing contradicts it. */
const saysAll = (otel: Field, { scheme, bare, path }: ReturnType<typeof partsOf>): boolean => {
  const [protocol, isSecure] = [otel.get('protocol').text ?? '', otel.get('isSecure')];
  const [, host, port] = /^([^:@?#]+|\[[^\]]+\])(?::(\d+))?$/.exec(bare) ?? [];
  const wantsTls = /^https:/i.test(scheme) ? true : /^http:/i.test(scheme) ? false : undefined;
  return (
    host !== undefined &&
    // Where there is none gRPC takes 443, TLS or not.
    (port !== undefined || protocol === 'http') &&
    strangers[protocol]?.includes(port ?? '') === false &&
    (protocol === 'http' ? ['', '/', '/v1/traces'] : ['', '/']).includes(path) &&
    (wantsTls === undefined || wantsTls === (isSecure.exists ? isSecure.boolean : true))
  );
};

const mayNameExporter = (environment: Field): boolean =>
  environment.exists && (!environment.resolved || /OTEL_/.test(environment.text ?? ''));

export const ignoredTracing = defineRule({
  id: 'ignored-tracing',
  severity: 'warning',
  summary: 'Traces do not arrive',
  why: 'daprd hands the address of OpenTelemetry on as host and port, so that a scheme or a path in it breaks every export; it sends a header from envRef empty, and throws all spans away where there is no exporter.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:603-645 setupTracing, pkg/operator/api/configurations.go:72',
  docs: 'https://docs.dapr.io/operations/observability/tracing/setup-tracing/',
  effect: 'wrong',
  covers: ['configuration-for-observability.spec.tracing.zipkin', 'distributed-tracing.zipkin-jaeger'],
  facts: ['cfg.tracing.otel.endpoint', 'cfg.tracing.otel.envref', 'cfg.tracing.none'],
  needs: [workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const tracing = configuration.spec.get('tracing');
    const otel = tracing.get('otel');
    const address = otel.get('endpointAddress');
    const parts = partsOf(address.text ?? '');
    const { scheme, bare, path } = parts;
    const isTarget = otel.get('protocol').text !== 'http' && resolvers.test(scheme);
    if ((scheme !== '' || path !== '') && !isTarget && address.resolved) {
      const isAll = saysAll(otel, parts);
      const [host = ''] = /^(?:\[[^\]]*\]|[^:?#]*)/.exec(bare.slice(bare.lastIndexOf('@') + 1)) ?? [];
      const receiver = `${host}:${otel.get('protocol').text === 'grpc' ? 4317 : 4318}`;
      yield {
        at: address,
        message: `the address ${scheme === '' ? `has the path ${path}` : `begins with ${scheme}`}; daprd wants host and port alone`,
        help: isAll
          ? `write ${quote(bare)}; ${scheme === '' ? 'daprd adds the path itself' : 'isSecure says whether to use TLS'}`
          : `write where OTLP is received, as ${quote(receiver)}; isSecure says whether to use TLS`,
        ...(isAll && { fix: { title: 'Leave host and port', edits: [respell(address, bare)], unsafe: true } }),
      };
    }
    for (const header of otel.get('headers').items) {
      const reference = header.get('envRef');
      if (reference.text && header.get('value').text === undefined)
        yield {
          at: reference,
          message: 'envRef is not resolved here: the header is sent empty',
          help: 'use secretKeyRef',
        };
    }
    const rate = tracing.get('samplingRate');
    const isOn = Number(rate.text) > 0 && rate.resolved;
    const hasExporter =
      tracing.get('stdout').boolean === true ||
      [address, tracing.get('zipkin').get('endpointAddress')].some(({ text, resolved }) => !resolved || text);
    // The environment of the sidecar may name an exporter.
    const mayComeFromOutside = workspace
      .appsWithConfiguration(configuration)
      .some((app) => ['env', 'env-from-secret'].some((name) => mayNameExporter(app.annotation(name))));
    if (isOn && !hasExporter && !mayComeFromOutside && !configuration.isControlPlane)
      yield {
        at: rate,
        message: 'spans are made and thrown away: no exporter is named',
        help: 'add zipkin or otel with an endpointAddress, or set samplingRate to "0"',
        atMost: 'info',
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
            samplingRate: "1"
            otel:
              endpointAddress: http://otel-collector.monitoring.svc:4317
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the address begins with http://; daprd wants host and port alone
              isSecure: false
              protocol: grpc
      `,
      fixed: yaml`
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
                          ^^^^^ spans are made and thrown away: no exporter is named
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
            otel:
              endpointAddress: https://jaeger.monitoring.svc:4318/v1/traces
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the address begins with https://; daprd wants host and port alone
              isSecure: true
              protocol: http
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: spans
        spec:
          tracing:
            samplingRate: "1"
            otel:
              endpointAddress: jaeger.monitoring.svc:4318/v1/traces
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the address has the path /v1/traces; daprd wants host and port alone
              isSecure: false
              protocol: http
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing:
            samplingRate: "1"
            otel:
              endpointAddress: jaeger.monitoring.svc:4318
              isSecure: true
              protocol: http
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: spans
        spec:
          tracing:
            samplingRate: "1"
            otel:
              endpointAddress: jaeger.monitoring.svc:4318
              isSecure: false
              protocol: http
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
            otel:
              endpointAddress: http://jaeger-collector:14268/api/traces
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the address begins with http://; daprd wants host and port alone
              isSecure: false
              protocol: http
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: spans
        spec:
          tracing:
            samplingRate: "1"
            otel:
              endpointAddress: http://otel-collector:4318
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ the address begins with http://; daprd wants host and port alone
              isSecure: true
              protocol: http
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
              endpointAddress: dns:///otel-collector.monitoring.svc:4317
              isSecure: false
              protocol: grpc
      `,
      because: 'gRPC is told in this way how to look the host up',
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
            zipkin:
              endpointAddress: https://zipkin.example.com/api/v2/spans
      `,
      because: 'Zipkin is given a URL, and a rate of 0 needs no exporter',
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
                          ^^^^^ spans are made and thrown away: no exporter is named
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: tracing
            dapr.io/env: "GOMEMLIMIT=400MiB"
      `,
    },
  ],
});
