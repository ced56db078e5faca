import { defineRule, mcpHttpOf, type Problems, yaml } from '../../src/rule.ts';

export const missingMcpSecret = defineRule({
  id: 'missing-mcp-secret',
  severity: 'error',
  summary: 'MCPServer asks for OAuth tokens without a client secret',
  why: 'The CRD lets secretKeyRef and its key be left out, and daprd does not: it cannot connect, and exits. With ignoreErrors it goes on without the server.',
  source: 'dapr v1.18.3 pkg/runtime/mcp/auth/auth.go:158,167, pkg/runtime/compstore/secretstore.go:70',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'rejected',
  since: '1.18',
  facts: ['mcp.oauth2.secret'],
  each: 'mcpServer',

  *check(server): Problems {
    const oauth2 = mcpHttpOf(server)?.http.get('auth').get('oauth2');
    if (!oauth2?.isMap || oauth2.entries.some(([key]) => key === '<<' || key.includes('{{'))) return;
    const reference = oauth2.get('secretKeyRef');
    const lenient = server.body.get('spec').get('ignoreErrors').boolean ? { atMost: 'warning' as const } : {};
    if (!reference.hasValue) {
      yield {
        at: reference.key,
        message: 'oauth2 has no secretKeyRef; daprd cannot connect',
        help: 'name the Secret and the key of the client secret',
        ...lenient,
      };
    } else if (reference.isMap && (!reference.get('key').hasValue || reference.get('key').text === '')) {
      yield {
        at: reference.key,
        message: 'secretKeyRef has no key; daprd finds no client secret',
        help: 'add key',
        ...lenient,
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: MCPServer
        metadata:
          name: weather
        spec:
          endpoint:
            streamableHTTP:
              url: https://weather.example.com/mcp
              auth:
                oauth2:
                ^^^^^^ oauth2 has no secretKeyRef; daprd cannot connect
                  issuer: https://login.example.com/oauth2/token
                  clientID: dapr
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: MCPServer
        metadata:
          name: weather
        spec:
          endpoint:
            streamableHTTP:
              url: https://weather.example.com/mcp
              auth:
                oauth2:
                  issuer: https://login.example.com/oauth2/token
                  secretKeyRef: { name: weather, key: secret }
              headers:
                - name: x-key
                  secretKeyRef: { name: weather }
      `,
      because: 'of headers, the operator takes the name of the Secret for a key that is left out',
    },
  ],
});
