import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const insecureApiList = defineRule({
  id: 'insecure-api-list',
  severity: 'warning',
  summary: 'List of allowed APIs leaves a protocol open',
  why: 'Allowed APIs are counted for HTTP and gRPC apart: a protocol without a rule is not restricted at all.',
  source:
    'dapr v1.18.3 pkg/api/http/endpoints/endpoint.go IsAllowed, pkg/api/grpc/endpoints.go setAPIEndpointsMiddlewares',
  docs: 'https://docs.dapr.io/operations/configuration/api-allowlist/',
  effect: 'insecure',
  securitySeverity: 5.3,
  facts: ['cfg.api.perprotocol'],
  each: 'configuration',

  *check(configuration): Problems {
    const allowed = configuration.spec.get('api').get('allowed');
    const protocols = allowed.items.map((rule) => rule.get('protocol'));
    if (protocols.length === 0 || protocols.some(({ resolved }) => !resolved)) return;
    const hasHttp = protocols.some(({ text }) => text?.toLowerCase() === 'http');
    const hasGrpc = protocols.some(({ text }) => text === 'grpc');
    if (hasHttp === hasGrpc) return;
    const open = hasHttp ? 'grpc' : 'http';
    yield {
      at: allowed.key,
      message: `all rules are for ${hasHttp ? 'http' : 'grpc'}: over ${open} every API is allowed`,
      help: `add rules with protocol ${open}`,
    };
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
            ^^^^^^^ all rules are for http: over grpc every API is allowed
              - name: state
                version: v1.0
                protocol: http
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
            denied:
              - name: shutdown
                version: v1.0
                protocol: http
      `,
      because: 'a list of what is denied says nothing about the rest',
    },
  ],
});
