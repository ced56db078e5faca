import { defineRule, mcpHttpOf, type Problems, yaml } from '../../src/rule.ts';

export const deprecatedMcpTransport = defineRule({
  id: 'deprecated-mcp-transport',
  severity: 'info',
  summary: 'MCPServer is reached by the legacy transport',
  why: 'The Model Context Protocol has replaced its transport of server-sent events by streamable HTTP; Dapr keeps it for servers that know no other.',
  source: 'dapr v1.18.3 pkg/apis/mcpserver/v1alpha1/types.go:165',
  docs: 'https://modelcontextprotocol.io/specification/2025-03-26/basic/transports',
  effect: 'fragile',
  since: '1.18',
  each: 'mcpServer',

  *check(server): Problems {
    const { transport, http } = mcpHttpOf(server) ?? {};
    if (transport !== 'sse' || !http) return;
    yield { at: http.key, message: 'sse is the legacy transport', help: 'use streamableHTTP if the server has it' };
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
            sse:
            ^^^ sse is the legacy transport
              url: https://weather.example.com/sse
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
              url: https://weather.example.com/sse
      `,
      because: 'the transport counts, not what the URL looks like',
    },
  ],
});
