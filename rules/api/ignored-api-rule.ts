import { closest, defineRule, didYouMean, listed, type Problems, quote, respell, yaml } from '../../src/rule.ts';

export const ignoredApiRule = defineRule({
  id: 'ignored-api-rule',
  severity: 'error',
  summary: 'API rule that fits nothing',
  why: 'A rule without a protocol, or for an API that there is not, fits no request. A gRPC allow list made of such rules leaves every API open, an HTTP one closes all.',
  source:
    'dapr v1.18.3 pkg/config/configuration.go GetRulesByProtocol, pkg/api/http/endpoints/endpoint.go endpointMatchesAPIAccessRule, pkg/api/grpc/endpoints.go apiAccessRuleToMap',
  docs: 'https://docs.dapr.io/operations/configuration/api-allowlist/',
  effect: 'ignored',
  facts: ['cfg.api.protocol.missing', 'cfg.api.unknown'],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { http, grpc } = workspace.catalog.api;
    const versions = [...http.versions, ...Object.values(http.versionAliases)];
    const api = configuration.spec.get('api');
    for (const rule of [...api.get('allowed').items, ...api.get('denied').items]) {
      const [name, version, protocol] = [rule.get('name'), rule.get('version'), rule.get('protocol')];
      if (!protocol.resolved || !name.resolved || !version.resolved) continue;
      const written = protocol.text ?? '';
      const isGrpc = written === 'grpc';
      // HTTP takes its name in any letter case, gRPC does not.
      if (!isGrpc && written.toLowerCase() !== 'http') {
        const likely = closest(written, ['http', 'grpc']);
        yield {
          at: written === '' && !protocol.exists ? name : protocol,
          message:
            written === ''
              ? 'the rule names no protocol, and fits nothing'
              : `${quote(written)} is no protocol that a rule fits`,
          help: 'set protocol to http or grpc, and write a rule for each',
          ...(likely !== undefined &&
            written !== '' && { fix: { title: `Write ${likely}`, edits: [respell(protocol, likely)], unsafe: true } }),
        };
        continue;
      }
      const known = isGrpc ? [...new Set(grpc.map((pair) => pair.split(' ')[0] ?? ''))] : http.names;
      if (!name.text || !version.text) continue;
      // For HTTP, whatever a path begins with does as well.
      const legacy = name.text.split('/')[0] ?? '';
      if (!known.includes(name.text) && (isGrpc || !known.includes(legacy))) {
        yield {
          at: name,
          message: `there is no API ${quote(name.text)} for ${written}`,
          help: didYouMean(closest(name.text, known), `the APIs are ${listed(known, known.length)}`),
        };
      } else if (!isGrpc && !versions.includes(version.text)) {
        yield {
          at: version,
          message: `there is no version ${quote(version.text)} of an API over http`,
          help: didYouMean(closest(version.text, versions), `the versions are ${listed(http.versions)}`),
        };
      } else if (isGrpc && !grpc.includes(`${name.text} ${version.text}`)) {
        const theirs = grpc.filter((pair) => pair.startsWith(`${name.text} `)).map((pair) => pair.split(' ')[1] ?? '');
        yield {
          at: version,
          message: `${name.text} has no version ${quote(version.text)} over grpc`,
          help: `write ${listed(theirs)}`,
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          api:
            allowed:
              - name: state
                      ^^^^^ the rule names no protocol, and fits nothing
                version: v1
              - name: stat
                      ^^^^ there is no API "stat" for http
                version: v1
                protocol: http
              - name: state
                version: v1.0
                         ^^^^ state has no version "v1.0" over grpc
                protocol: grpc
              - name: invoke
                version: v1
                protocol: gRPC
                          ^^^^ "gRPC" is no protocol that a rule fits
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          api:
            allowed:
              - { name: state, version: v1, protocol: gRPC }
                                                      ^^^^ "gRPC" is no protocol that a rule fits
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          api:
            allowed:
              - { name: state, version: v1, protocol: grpc }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          api:
            allowed:
              - name: state
                version: v1.0
                protocol: HTTP
              - name: state
                version: v1
                protocol: grpc
              - name: invoke/orders/method
                version: v1.0
                protocol: http
      `,
      because: 'HTTP knows versions by two names, its own name in any letter case, and the beginnings of paths',
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          api:
            allowed:
              - name: publish
                version: v2
                         ^^ there is no version "v2" of an API over http
                protocol: http
              - name: state
                version: v1.0
                protocol: http
      `,
    },
  ],
});
