import { defineRule, isGivenTls, type Problems, yaml } from '../../src/rule.ts';

export const invalidEndpointTls = defineRule({
  id: 'invalid-endpoint-tls',
  severity: 'error',
  summary: 'TLS settings of an HTTPEndpoint make daprd crash',
  why: 'The API server fills in renegotiation: Never, and daprd writes it into a TLS configuration that it makes only of a root certificate or a private key: without both it dereferences nil. A private key without its certificate does the same.',
  source:
    'dapr v1.18.3 pkg/runtime/channels/channels.go:269-307; charts/dapr/crds/httpendpoints.yaml default of renegotiation',
  docs: 'https://docs.dapr.io/reference/resource-specs/httpendpoints-schema/',
  effect: 'rejected',
  facts: ['httpep.tls.renegotiation.nil', 'httpep.tls.key.nocert'],
  each: 'httpEndpoint',

  *check({ body }): Problems {
    const tls = body.get('spec').get('clientTLS');
    if (!tls.isMap || tls.entries.some(([key]) => key === '<<' || key.includes('{{'))) return;
    const [root, certificate, key] = [tls.get('rootCA'), tls.get('certificate'), tls.get('privateKey')];
    if (!isGivenTls(root) && !isGivenTls(key)) {
      yield {
        at: tls.key,
        message: 'clientTLS has neither rootCA nor privateKey; daprd crashes on it',
        help: 'give rootCA, or certificate and privateKey; or remove clientTLS',
      };
    } else if (isGivenTls(key) && !isGivenTls(certificate)) {
      yield {
        at: key.key,
        message: 'privateKey has no certificate beside it; daprd crashes on it',
        help: 'add certificate',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: github
        spec:
          baseUrl: https://api.github.com
          clientTLS:
          ^^^^^^^^^ clientTLS has neither rootCA nor privateKey; daprd crashes on it
            renegotiation: OnceAsClient
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: github
        spec:
          baseUrl: https://api.github.com
          clientTLS:
            rootCA:
              secretKeyRef: { name: github, key: ca.crt }
            privateKey:
            ^^^^^^^^^^ privateKey has no certificate beside it; daprd crashes on it
              secretKeyRef: { name: github, key: tls.key }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: github
        spec:
          baseUrl: https://api.github.com
          clientTLS:
            rootCA:
              secretKeyRef: { name: github, key: ca.crt }
            renegotiation: Never
        ---
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: gitlab
        spec:
          baseUrl: https://gitlab.com
          clientTLS:
            certificate:
              secretKeyRef: { name: gitlab, key: tls.crt }
            privateKey:
              secretKeyRef: { name: gitlab, key: tls.key }
      `,
      because: 'a root alone is enough, and so are certificate and key',
    },
  ],
});
