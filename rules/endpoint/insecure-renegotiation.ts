import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const insecureRenegotiation = defineRule({
  id: 'insecure-renegotiation',
  severity: 'warning',
  summary: 'HTTPEndpoint lets the server renegotiate TLS at will',
  why: 'Renegotiation lets a server change its identity in the middle of a connection; TLS 1.3 has no such thing, and Go allows it for old servers only.',
  source: 'dapr v1.18.3 pkg/runtime/channels/channels.go:303',
  docs: 'https://docs.dapr.io/reference/resource-specs/httpendpoints-schema/',
  effect: 'insecure',
  securitySeverity: 3.7,
  each: 'httpEndpoint',

  *check({ body }): Problems {
    const renegotiation = body.get('spec').get('clientTLS').get('renegotiation');
    if (renegotiation.text !== 'FreelyAsClient') return;
    yield {
      at: renegotiation,
      message: 'renegotiation is allowed at any time',
      help: 'write Never, or OnceAsClient for a server that asks for a certificate late',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: billing
        spec:
          baseUrl: https://billing.example.com
          clientTLS:
            rootCA:
              secretKeyRef: { name: billing, key: ca.crt }
            renegotiation: FreelyAsClient
                           ^^^^^^^^^^^^^^ renegotiation is allowed at any time
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: billing
        spec:
          baseUrl: https://billing.example.com
          clientTLS:
            rootCA:
              secretKeyRef: { name: billing, key: ca.crt }
            renegotiation: OnceAsClient
      `,
      because: 'once, before the first request, some servers need it',
    },
  ],
});
