import { defineRule, isInCluster, isLoopback, mcpHttpOf, type Problems, yaml } from '../../src/rule.ts';

export const missingMcpAuth = defineRule({
  id: 'missing-mcp-auth',
  severity: 'info',
  summary: 'MCP server outside of the cluster is called without credentials',
  why: 'Dapr sends neither a token nor a header to the server: either it lets everybody in, or it refuses daprd, which then does not start.',
  source: 'dapr v1.18.3 pkg/runtime/mcp/auth/auth.go:63-143, pkg/runtime/processor/mcpservers.go:104',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'insecure',
  securitySeverity: 3.7,
  since: '1.18',
  each: 'mcpServer',

  *check(server): Problems {
    const { http } = mcpHttpOf(server) ?? {};
    const url = http?.get('url');
    if (!http || !url?.text || !url.resolved || server.isPartial) return;
    if (http.get('auth').hasValue || http.get('headers').items.length > 0) return;
    const [, host, credentials] = /^https?:\/\/(\[[^\]]*\]|[^/:?#]*)[^?#]*(.*)$/i.exec(url.text) ?? [];
    // A key may stand in the URL itself.
    if (!host || credentials !== '' || url.text.includes('@')) return;
    if (isLoopback(host) || isInCluster(host)) return;
    yield {
      at: url,
      message: `${server.title} sends no credentials to ${host}`,
      help: 'add auth.oauth2, auth.spiffe.jwt or a header with a token from a Secret, unless the server is open to all',
    };
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
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MCPServer "weather" sends no credentials to weather.example.com
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
              url: http://weather.tools.svc.cluster.local:8080/mcp
        ---
        apiVersion: dapr.io/v1alpha1
        kind: MCPServer
        metadata:
          name: maps
        spec:
          endpoint:
            streamableHTTP:
              url: https://maps.example.com/mcp
              headers:
                - name: x-api-key
                  secretKeyRef: { name: maps, key: token }
      `,
      because: 'the one stays in the cluster, and the other has a key in a header',
    },
  ],
});
