import { defineRule, mcpHttpOf, type Problems, yaml } from '../../src/rule.ts';

export const ignoredMcpAuth = defineRule({
  id: 'ignored-mcp-auth',
  severity: 'warning',
  summary: 'SPIFFE identity of an MCPServer is not used',
  why: 'Of oauth2 and spiffe, daprd takes oauth2, and spiffe does nothing without jwt. No message tells of it, and requests go out without the identity.',
  source: 'dapr v1.18.3 pkg/runtime/mcp/auth/auth.go:103,117',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'ignored',
  since: '1.18',
  facts: ['mcp.oauth2.wins'],
  each: 'mcpServer',

  *check(server): Problems {
    const auth = mcpHttpOf(server)?.http.get('auth');
    const [spiffe, oauth2] = [auth?.get('spiffe'), auth?.get('oauth2')];
    if (!spiffe?.isMap) return;
    if (oauth2?.isMap) {
      yield {
        at: spiffe.key,
        message: 'spiffe is not used: oauth2 comes first',
        help: 'remove one of the two',
        related: [{ at: oauth2.key, message: 'comes first' }],
      };
    } else if (!spiffe.get('jwt').hasValue) {
      yield { at: spiffe.key, message: 'spiffe does nothing without jwt', help: 'add jwt with header and audience' };
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
                ~~~~~~ comes first
                  issuer: https://login.example.com/oauth2/token
                  secretKeyRef: { name: weather, key: secret }
                spiffe:
                ^^^^^^ spiffe is not used: oauth2 comes first
                  jwt: { header: Authorization, audience: weather }
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
                secretStore: kubernetes
                spiffe:
                  jwt: { header: Authorization, headerValuePrefix: "Bearer ", audience: weather }
      `,
      because: 'spiffe is alone, and has a jwt',
    },
  ],
});
