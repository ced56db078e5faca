import { defineRule, faultOfHttpUrl, mcpHttpOf, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidMcpUrl = defineRule({
  id: 'invalid-mcp-url',
  severity: 'error',
  summary: 'URL of an MCPServer is none that daprd takes',
  why: 'daprd exits when it loads a server whose url, or whose issuer of tokens, is not http or https with a host. With ignoreErrors it goes on without the server.',
  source:
    'dapr v1.18.3 pkg/internal/loader/validate/mcpserver.go:95, pkg/runtime/mcp/auth/auth.go:175, pkg/runtime/processor/mcpservers.go:75,110',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'rejected',
  since: '1.18',
  facts: ['mcp.url', 'mcp.issuer'],
  each: 'mcpServer',

  *check(server): Problems {
    const { http, transport } = mcpHttpOf(server) ?? {};
    if (!http) return;
    const lenient = server.body.get('spec').get('ignoreErrors').boolean ? { atMost: 'warning' as const } : {};
    const issuer = http.get('auth').get('oauth2').get('issuer');
    const urls = [
      [http.get('url'), `${transport}.url`],
      [issuer, 'issuer'],
    ] as const;
    for (const [url, name] of urls) {
      const { text = '' } = url;
      // An empty one the API server refuses.
      const fault = text === '' || !url.resolved ? undefined : faultOfHttpUrl(text);
      if (fault) yield { at: url, message: `${name} ${quote(text)} ${fault}`, ...lenient };
    }
    const path = /^https?:\/\/[^/?#]+(.*)$/i.exec(issuer.text ?? '')?.[1];
    if (issuer.resolved && (path === '' || path === '/' || path?.includes('/.well-known/'))) {
      yield {
        at: issuer,
        message: `issuer ${quote(issuer.text ?? '')} is asked for tokens itself; daprd discovers nothing`,
        help: 'write the URL of the token endpoint',
        atMost: 'warning',
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
              url: weather-mcp:8080/mcp
                   ^^^^^^^^^^^^^^^^^^^^ streamableHTTP.url "weather-mcp:8080/mcp" must begin with https:// or http://
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
            sse:
              url: https://weather.example.com/sse
              auth:
                oauth2:
                  issuer: https://login.example.com
                          ^^^^^^^^^^^^^^^^^^^^^^^^^ issuer "https://login.example.com" is asked for tokens itself; daprd discovers nothing
                  secretKeyRef: { name: weather, key: secret }
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
              url: "{{ .Values.weather }}"
              auth:
                oauth2:
                  issuer: https://login.example.com/oauth2/token
                  secretKeyRef: { name: weather, key: secret }
      `,
      because: 'a placeholder may become a URL, and the issuer is a token endpoint',
    },
  ],
});
