import { defineRule, missingPemBlock, type Problems, yaml } from '../../src/rule.ts';

export const invalidEndpointCertificate = defineRule({
  id: 'invalid-endpoint-certificate',
  severity: 'error',
  summary: 'Certificate or key of an HTTPEndpoint is not PEM',
  why: 'When one endpoint cannot be set up, daprd opens no channel at all, not even the one to its app: it logs a warning, and the app receives neither calls nor messages. A path of a file is not read.',
  source: 'dapr v1.18.3 pkg/runtime/channels/channels.go:128,273,284, pkg/runtime/runtime.go:763',
  docs: 'https://docs.dapr.io/reference/resource-specs/httpendpoints-schema/',
  effect: 'wrong',
  facts: ['httpep.tls.badpem'],
  each: 'httpEndpoint',

  *check({ body }): Problems {
    const tls = body.get('spec').get('clientTLS');
    const labels = { rootCA: 'CERTIFICATE', certificate: 'CERTIFICATE', privateKey: 'PRIVATE KEY' } as const;
    // A certificate without a key is not looked at.
    const isUsed = tls.get('privateKey').isMap;
    for (const name of ['rootCA', 'certificate', 'privateKey'] as const) {
      if (name === 'certificate' && !isUsed) continue;
      const label = missingPemBlock(tls.get(name), labels[name]);
      if (label === undefined) continue;
      yield {
        at: tls.get(name).get('value'),
        message: `${name} has no PEM block BEGIN ${label}; daprd opens no channel, not even to the app`,
        help: 'write the PEM text itself, or take it from a secret with secretKeyRef',
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
              value: /etc/ssl/ca.crt
                     ^^^^^^^^^^^^^^^ rootCA has no PEM block BEGIN CERTIFICATE; daprd opens no channel, not even to the app
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
              value: |
                -----BEGIN CERTIFICATE-----
                {{ .Values.ca }}
                -----END CERTIFICATE-----
            certificate:
              value: ""
              secretKeyRef: { name: billing, key: tls.crt }
            privateKey:
              secretKeyRef: { name: billing, key: tls.key }
      `,
      because: 'what comes from a secret, or is filled in later, is not known here',
    },
  ],
});
