import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const plainTextIssuerKey = defineRule({
  id: 'plain-text-issuer-key',
  severity: 'error',
  summary: 'Key of the authority of the control plane is written down',
  why: 'Who has the key of the issuer can pass for every app of the cluster; base64 hides nothing, and the history of a repository keeps it.',
  source:
    'dapr v1.18.3 pkg/sentry/server/ca/kube.go:52, charts/dapr/charts/dapr_sentry/templates/dapr_sentry_deployment.yaml',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'insecure',
  securitySeverity: 8.1,
  covers: ['encryption.secrets-management', 'authentication-and-authorization.mtls'],
  each: 'trustBundle',

  *check(bundle): Problems {
    // What a cluster gives out is where it belongs.
    const key = bundle.isExported ? undefined : bundle.part('issuer.key');
    if (!key?.text?.includes('PRIVATE KEY-----')) return;
    yield {
      at: key.field.key,
      message: 'the key of the issuer is written in plain text',
      help: 'renew it, and have sentry make it, or keep it in a secret store and encrypted here',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: dapr-trust-bundle
          namespace: dapr-system
        stringData:
          issuer.key: |
          ^^^^^^^^^^ the key of the issuer is written in plain text
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXYSbiBOmAteSVoZW
            ERjttw4chzuOHhMxc5dc0qmSA5+hRANCAARQfpLhZbm9RzC4uO1Rk34LpSG/O0J/
            060gyaZZpoL8rqfJ2efq++a1uuUp6mh7q8K0YxvW9u3ZfNF2JIjUFV8N
            -----END PRIVATE KEY-----
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: dapr-trust-bundle
          namespace: dapr-system
        stringData:
          ca.crt: |
            -----BEGIN CERTIFICATE-----
            MIIBCzCBvqADAgECAgID6TAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNNDkwMTAxMDAwMDAwWjANMQswCQYDVQQKEwJjYTAqMAUGAytlcAMh
            ACWoxynb85/kR4GvQrTzK4LqoZzZ2xbfXLoos9KuHYtBo0IwQDAOBgNVHQ8BAf8E
            BAMCAoQwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUo7isHama66Sd7x3pR9+r
            Y6sVFO8wBQYDK2VwA0EAAB8PCWowBgymqvE0DY5vRANE6a5MDiZDZTUfL6Obi9Ze
            tMvDacvSF6eZaWTnk2ITR3z9E0NYxrlRPITbxweABg==
            -----END CERTIFICATE-----
          issuer.crt: |
            -----BEGIN CERTIFICATE-----
            MIIBYDCCARKgAwIBAgICA+4wBQYDK2VwMA0xCzAJBgNVBAoTAmNhMB4XDTI0MDEw
            MTAwMDAwMFoXDTQ5MDEwMTAwMDAwMFowETEPMA0GA1UEChMGaXNzdWVyMFkwEwYH
            KoZIzj0CAQYIKoZIzj0DAQcDQgAEUH6S4WW5vUcwuLjtUZN+C6UhvztCf9OtIMmm
            WaaC/K6nydnn6vvmtbrlKepoe6vCtGMb1vbt2XzRdiSI1BVfDaNjMGEwDgYDVR0P
            AQH/BAQDAgKEMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFFvsU5QvYuHdjFQz
            uUxDWSFb/7LXMB8GA1UdIwQYMBaAFKO4rB2pmuukne8d6Uffq2OrFRTvMAUGAytl
            cANBAHVKKYxYiqm8bPzesUvws1GjVrgS0564mKRKi8/OCL+CvVj+0NIPjpV6kYQS
            6dQuBXjfKDx9HAIHLjydaOCEGgA=
            -----END CERTIFICATE-----
          issuer.key: "{{ .Values.issuer.key }}"
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: dapr-trust-bundle
          namespace: dapr
          uid: 4b6d2b0e-9f0f-4a53-8f55-3f1b6d6a4c11
        stringData:
          ca.crt: |
            -----BEGIN CERTIFICATE-----
            MIIBCzCBvqADAgECAgID6TAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNNDkwMTAxMDAwMDAwWjANMQswCQYDVQQKEwJjYTAqMAUGAytlcAMh
            ACWoxynb85/kR4GvQrTzK4LqoZzZ2xbfXLoos9KuHYtBo0IwQDAOBgNVHQ8BAf8E
            BAMCAoQwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUo7isHama66Sd7x3pR9+r
            Y6sVFO8wBQYDK2VwA0EAAB8PCWowBgymqvE0DY5vRANE6a5MDiZDZTUfL6Obi9Ze
            tMvDacvSF6eZaWTnk2ITR3z9E0NYxrlRPITbxweABg==
            -----END CERTIFICATE-----
          issuer.crt: |
            -----BEGIN CERTIFICATE-----
            MIIBYDCCARKgAwIBAgICA+4wBQYDK2VwMA0xCzAJBgNVBAoTAmNhMB4XDTI0MDEw
            MTAwMDAwMFoXDTQ5MDEwMTAwMDAwMFowETEPMA0GA1UEChMGaXNzdWVyMFkwEwYH
            KoZIzj0CAQYIKoZIzj0DAQcDQgAEUH6S4WW5vUcwuLjtUZN+C6UhvztCf9OtIMmm
            WaaC/K6nydnn6vvmtbrlKepoe6vCtGMb1vbt2XzRdiSI1BVfDaNjMGEwDgYDVR0P
            AQH/BAQDAgKEMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFFvsU5QvYuHdjFQz
            uUxDWSFb/7LXMB8GA1UdIwQYMBaAFKO4rB2pmuukne8d6Uffq2OrFRTvMAUGAytl
            cANBAHVKKYxYiqm8bPzesUvws1GjVrgS0564mKRKi8/OCL+CvVj+0NIPjpV6kYQS
            6dQuBXjfKDx9HAIHLjydaOCEGgA=
            -----END CERTIFICATE-----
          issuer.key: |
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXYSbiBOmAteSVoZW
            ERjttw4chzuOHhMxc5dc0qmSA5+hRANCAARQfpLhZbm9RzC4uO1Rk34LpSG/O0J/
            060gyaZZpoL8rqfJ2efq++a1uuUp6mh7q8K0YxvW9u3ZfNF2JIjUFV8N
            -----END PRIVATE KEY-----
      `,
      because: 'a placeholder gives nothing away, and what is exported from a cluster is in no repository yet',
    },
  ],
});
