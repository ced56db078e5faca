import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const unsupportedMcpTransport = defineRule({
  id: 'unsupported-mcp-transport',
  severity: 'error',
  summary: 'MCPServer is a process, which Kubernetes mode forbids',
  why: 'A sidecar starts no processes on Kubernetes: daprd exits when it loads a server with the stdio transport. With ignoreErrors it goes on without the server.',
  source: 'dapr v1.18.3 pkg/internal/loader/validate/mcpserver.go:36, pkg/runtime/processor/mcpservers.go:75',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'rejected',
  since: '1.18',
  facts: ['mcp.stdio.k8s'],
  each: 'mcpServer',

  *check({ body }): Problems {
    const spec = body.get('spec');
    const endpoint = spec.get('endpoint');
    // Beside another transport, the API server refuses both.
    if (!endpoint.get('stdio').isMap || endpoint.get('streamableHTTP').isMap || endpoint.get('sse').isMap) return;
    yield {
      at: endpoint.get('stdio').key,
      message: 'the stdio transport is not allowed on Kubernetes',
      help: 'run the server as a Deployment, and reach it by streamableHTTP',
      ...(spec.get('ignoreErrors').boolean && { atMost: 'warning' }),
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
            stdio:
            ^^^^^ the stdio transport is not allowed on Kubernetes
              command: npx
              args: [weather-mcp]
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
              url: http://weather-mcp:8080/mcp
          catalog:
            description: was a process that spoke over stdio
      `,
      because: 'a server that is reached over the network may run on Kubernetes',
    },
  ],
});
