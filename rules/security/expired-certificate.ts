import { certificatesIn, defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

export const expiredCertificate = defineRule({
  id: 'expired-certificate',
  severity: 'error',
  summary: 'Certificate is not good any more, or soon',
  why: 'TLS refuses a certificate outside of its days, so that the component or the endpoint can no longer be reached; nothing renews one that stands in a manifest.',
  source: 'go 1.26 src/crypto/x509/verify.go isValid; components-contrib v1.18.4 common/component/kafka/auth.go:65',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'fragile',
  each: 'daprResource',
  options: {
    days: {
      type: 'number',
      default: 30,
      minimum: 0,
      description: 'How many days before its end a certificate is told of.',
    },
  },

  *check({ body }, { today, options }): Problems {
    const spec = body.get('spec') as Field;
    const fields = [
      ...spec.get('metadata').items.map((item) => item.get('value')),
      ...spec.get('clientTLS').entries.map(([, material]) => material.get('value')),
    ];
    const soon = new Date(Date.parse(today) + options.days * 86_400_000).toISOString();
    for (const field of fields) {
      if (!field.text?.includes('BEGIN CERTIFICATE') || !field.resolved) continue;
      // Of a bundle, old authorities may stay until all is renewed: the one that lasts longest counts.
      const last = (certificatesIn(field.text) ?? [])
        .map(({ notAfter }) => notAfter)
        .sort()
        .at(-1);
      if (last === undefined || last > soon) continue;
      const day = last.slice(0, 10);
      yield last < today
        ? {
            at: field.key,
            message: `the certificate ended on ${day}`,
            help: 'renew it; better, take it from a Secret that is renewed',
          }
        : { at: field.key, message: `the certificate ends on ${day}`, help: 'renew it', atMost: 'warning' };
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
              value: |
              ^^^^^ the certificate ended on 2025-03-01
                -----BEGIN CERTIFICATE-----
                MIIBBzCBraADAgECAgEBMAoGCCqGSM49BAMCMA0xCzAJBgNVBAMTAmNhMB4XDTI0
                MDEwMTAwMDAwMFoXDTI1MDMwMTAwMDAwMFowDTELMAkGA1UEAxMCY2EwWTATBgcq
                hkjOPQIBBggqhkjOPQMBBwNCAARqeoS07o3X36qF0Bahaz0FQavt730A1gBsPMOY
                zWrqDECT7kSg8ZVsOj97mXlEm2sxlD0BmXR3ywlAgpAkYwy1MAoGCCqGSM49BAMC
                A0kAMEYCIQCnIKSEAKt3eFOKojTnVqBzMVEZV6iYyvBwl1OYEpr9KgIhAK29MBtQ
                CAi6eGz9rMTDlQcDlDbeudnXtkdz2LqRJvwA
                -----END CERTIFICATE-----
            renegotiation: RenegotiateNever
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka.example.com:9092
            - name: authType
              value: certificate
            - name: caCert
              value: |
              ^^^^^ the certificate ends on 2026-12-01
                -----BEGIN CERTIFICATE-----
                MIIBBjCBraADAgECAgEBMAoGCCqGSM49BAMCMA0xCzAJBgNVBAMTAmNhMB4XDTI1
                MTIwMTAwMDAwMFoXDTI2MTIwMTAwMDAwMFowDTELMAkGA1UEAxMCY2EwWTATBgcq
                hkjOPQIBBggqhkjOPQMBBwNCAASdSLATxTVbRD4bwNw1R5W5QUCMHWX64PY0+ZhG
                aeL+ecfIXxfHvaVxcd7G/bHFtz0UkJAAYQePvZ4b12Di36ekMAoGCCqGSM49BAMC
                A0gAMEUCIH0Jr6wPW5MNlOBXAFf0arnGdPmBArhTTDp6o/xOSVHiAiEA8OFHvtA8
                0lHR3oodeiOyK5rZkTBxM73t1F3V6Uu6zvs=
                -----END CERTIFICATE-----
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka.example.com:9092
            - name: authType
              value: certificate
            - name: caCert
              value: |
                -----BEGIN CERTIFICATE-----
                MIIBBzCBraADAgECAgEBMAoGCCqGSM49BAMCMA0xCzAJBgNVBAMTAmNhMB4XDTI0
                MDEwMTAwMDAwMFoXDTI1MDMwMTAwMDAwMFowDTELMAkGA1UEAxMCY2EwWTATBgcq
                hkjOPQIBBggqhkjOPQMBBwNCAARqeoS07o3X36qF0Bahaz0FQavt730A1gBsPMOY
                zWrqDECT7kSg8ZVsOj97mXlEm2sxlD0BmXR3ywlAgpAkYwy1MAoGCCqGSM49BAMC
                A0kAMEYCIQCnIKSEAKt3eFOKojTnVqBzMVEZV6iYyvBwl1OYEpr9KgIhAK29MBtQ
                CAi6eGz9rMTDlQcDlDbeudnXtkdz2LqRJvwA
                -----END CERTIFICATE-----
                -----BEGIN CERTIFICATE-----
                MIIBBTCBraADAgECAgEBMAoGCCqGSM49BAMCMA0xCzAJBgNVBAMTAmNhMB4XDTI1
                MDEwMTAwMDAwMFoXDTQ5MDEwMTAwMDAwMFowDTELMAkGA1UEAxMCY2EwWTATBgcq
                hkjOPQIBBggqhkjOPQMBBwNCAATB2JoJhVZb4YCs93mzVYMNxm2nL0X/4/XCS3gI
                QvAAyR9x5zKK+tQC0h/XJKvWn7jvqoiRz/sJfreq0dGyZcOpMAoGCCqGSM49BAMC
                A0cAMEQCICbyzwNVA1LA9onn0xZIpN95N4IkQz8R9wTKqrGbgwTlAiB++igiPAM1
                YrJAOMXbe8lP0OVEe48bJRfy4F1VVyVN4g==
                -----END CERTIFICATE-----
      `,
      because: 'a bundle may hold the old authority beside the new one',
    },
  ],
});
