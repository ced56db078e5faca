import {
  defineRule,
  endpointsIn,
  type Field,
  type MCPServerShape,
  mcpHttpOf,
  type Problems,
  type Resource,
  reachOf,
  yaml,
} from '../../src/rule.ts';

export const insecureUrl = defineRule({
  id: 'insecure-url',
  severity: 'warning',
  summary: 'HTTP endpoint or MCP server is called in the clear',
  why: 'Calls, answers and the headers that Dapr adds, tokens among them, can be read and changed on the way.',
  source: 'dapr v1.18.3 pkg/channel/http/http_channel.go:583, pkg/runtime/mcp/auth/auth.go:175',
  docs: 'https://docs.dapr.io/reference/resource-specs/httpendpoints-schema/',
  effect: 'insecure',
  securitySeverity: 6.5,
  covers: ['encryption.data-in-transit'],
  presets: {
    strict: { severity: 'error', allowInCluster: false },
    'todo-chatbot': { severity: 'error', allowInCluster: false },
  },
  needs: ['Service'],
  each: 'daprResource',
  options: {
    allowInCluster: {
      type: 'boolean',
      default: true,
      description:
        'Make it an info where the host is a Service of the cluster: names without a dot, *.svc, *.cluster.local.',
    },
  },

  *check(resource, { options, workspace }): Problems {
    for (const url of urlsOf(resource as unknown as Resource)) {
      if (!url.resolved || !/^http:\/\//i.test(url.text ?? '')) continue;
      const hosts = endpointsIn(url.text ?? '').map(({ host }) => host);
      const { extent, wayOut } = reachOf(hosts, resource.namespace, workspace);
      if (extent === 'machine') continue;
      yield {
        at: url,
        message: url.path.at(-1) === 'issuer' ? 'tokens are asked for in the clear' : 'calls go in the clear',
        help: 'write https://',
        ...(wayOut && { related: [{ at: wayOut, message: 'it leads out of the cluster' }] }),
        ...(extent === 'cluster' && options.allowInCluster && { atMost: 'info' as const }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: billing
        spec:
          baseUrl: http://billing.example.com
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^ calls go in the clear
        ---
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: prices
        spec:
          baseUrl: http://prices/v1
                   ^^^^^^^^^^^^^^^^ calls go in the clear
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: prices
                ~~~~~~ it leads out of the cluster
        spec:
          type: ExternalName
          externalName: prices.example.com
      `,
    },
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
                  issuer: http://login.example.com/oauth2/token
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tokens are asked for in the clear
                  secretKeyRef: { name: weather, key: secret }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: billing
        spec:
          baseUrl: "{{ .Values.scheme }}://billing.example.com"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: proxy
        spec:
          baseUrl: http://localhost:8080
      `,
      because: 'a placeholder may become https, and a proxy beside the app is on no wire',
    },
  ],
});

/** The URLs that daprd calls. */
const urlsOf = (resource: Resource): readonly Field<string>[] => {
  if (resource.kind === 'HTTPEndpoint') return [(resource.body as Field).get('spec').get('baseUrl') as Field<string>];
  if (resource.kind !== 'MCPServer') return [];
  const http = mcpHttpOf(resource as unknown as Resource<MCPServerShape>)?.http;
  return http ? [http.get('url'), http.get('auth').get('oauth2').get('issuer')] : [];
};
