import { defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

interface ApiRule {
  name?: string;
  version?: string;
  protocol?: string;
}

export const conflictingApiRule = defineRule({
  id: 'conflicting-api-rule',
  severity: 'warning',
  summary: 'API is both allowed and denied',
  why: 'daprd asks the denied APIs first, and what is among them stays closed, whatever is allowed.',
  source:
    'dapr v1.18.3 pkg/api/http/endpoints/endpoint.go IsAllowed, pkg/api/grpc/endpoints.go setAPIEndpointsMiddlewares',
  docs: 'https://docs.dapr.io/operations/configuration/api-allowlist/',
  effect: 'ignored',
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { versionAliases } = workspace.catalog.api.http;
    // HTTP takes its own name in any letter case, and knows each version by two names.
    const keyOf = (rule: Field<ApiRule>): string | undefined => {
      const [name, version, protocol] = [rule.get('name'), rule.get('version'), rule.get('protocol')];
      if (!name.text || !version.text || !protocol.text) return undefined;
      if (![name, version, protocol].every(({ resolved }) => resolved)) return undefined;
      const isHttp = protocol.text.toLowerCase() === 'http';
      const known = isHttp && Object.keys(versionAliases).find((each) => versionAliases[each] === version.text);
      return JSON.stringify([isHttp ? 'http' : protocol.text, name.text, known || version.text]);
    };
    const api = configuration.spec.get('api');
    const denied = new Map(api.get('denied').items.map((rule) => [keyOf(rule), rule]));
    for (const rule of api.get('allowed').items) {
      const key = keyOf(rule);
      const other = key === undefined ? undefined : denied.get(key);
      if (!other) continue;
      yield {
        at: rule.get('name'),
        message: `${rule.get('name').text} ${rule.get('version').text} is denied as well, and stays closed`,
        help: 'remove one of the two',
        related: [{ at: other.get('name'), message: 'denied here' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: appconfig
        spec:
          api:
            allowed:
              - { name: state, version: v1.0, protocol: HTTP }
                        ^^^^^ state v1.0 is denied as well, and stays closed
              - { name: state, version: v1, protocol: grpc }
            denied:
              - { name: state, version: v1, protocol: http }
                        ~~~~~ denied here
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: appconfig
        spec:
          api:
            allowed:
              - { name: state, version: v1, protocol: http }
              - { name: state, version: v1, protocol: grpc }
            denied:
              - { name: state, version: v1alpha1, protocol: http }
              - { name: state, version: v1alpha1, protocol: grpc }
      `,
      because: 'those are other versions, with operations of their own',
    },
  ],
});
