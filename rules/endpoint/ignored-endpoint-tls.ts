import { defineRule, isGivenTls, type Problems, yaml } from '../../src/rule.ts';

export const ignoredEndpointTls = defineRule({
  id: 'ignored-endpoint-tls',
  severity: 'error',
  summary: 'TLS setting of an HTTPEndpoint is not used',
  why: 'daprd takes a client certificate only together with its private key, and TLS plays no part at all where the URL begins with http://. Nothing says so.',
  source: 'dapr v1.18.3 pkg/runtime/channels/channels.go:283, pkg/channel/http/http_channel.go:583',
  docs: 'https://docs.dapr.io/reference/resource-specs/httpendpoints-schema/',
  effect: 'ignored',
  facts: ['httpep.tls.cert.nokey'],
  securitySeverity: 5.9,
  each: 'httpEndpoint',

  *check({ body }): Problems {
    const spec = body.get('spec');
    const [tls, url] = [spec.get('clientTLS'), spec.get('baseUrl')];
    const [root, certificate, key] = [tls.get('rootCA'), tls.get('certificate'), tls.get('privateKey')];
    if (url.resolved && /^http:/i.test(url.text ?? '') && [root, key].some(isGivenTls)) {
      yield {
        at: tls.key,
        message: 'clientTLS is not used: baseUrl begins with http://',
        help: 'write https://',
        related: [{ at: url, message: 'is sent in the clear' }],
      };
    } else if (isGivenTls(root) && isGivenTls(certificate) && !isGivenTls(key)) {
      yield {
        at: certificate.key,
        message: 'certificate is not used: privateKey is missing',
        help: 'add privateKey, or remove certificate',
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
          baseUrl: https://billing.example.com
          clientTLS:
            rootCA:
              secretKeyRef: { name: billing, key: ca.crt }
            certificate:
            ^^^^^^^^^^^ certificate is not used: privateKey is missing
              secretKeyRef: { name: billing, key: tls.crt }
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: billing
        spec:
          baseUrl: http://billing.example.com
                   ~~~~~~~~~~~~~~~~~~~~~~~~~~ is sent in the clear
          clientTLS:
          ^^^^^^^^^ clientTLS is not used: baseUrl begins with http://
            rootCA:
              secretKeyRef: { name: billing, key: ca.crt }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: billing
        spec:
          baseUrl: "{{ .Values.billing }}"
          clientTLS:
            rootCA:
              secretKeyRef: { name: billing, key: ca.crt }
            certificate:
              secretKeyRef: { name: billing, key: tls.crt }
            privateKey:
              secretKeyRef: { name: billing, key: tls.key }
      `,
      because: 'all three parts are there',
    },
  ],
});
