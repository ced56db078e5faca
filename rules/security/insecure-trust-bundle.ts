import { certificatesIn, defineRule, type Problems, yaml } from '../../src/rule.ts';

export const insecureTrustBundle = defineRule({
  id: 'insecure-trust-bundle',
  severity: 'warning',
  summary: 'Authority of the control plane has a weak key',
  why: 'Who finds the key of the authority can pass for every app; short keys are found with enough machines.',
  source:
    'dapr v1.18.3 pkg/sentry/server/ca/validate.go:33 (takes keys of any length that Go takes); NIST SP 800-57 part 1',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'insecure',
  securitySeverity: 5.9,
  covers: ['authentication-and-authorization.mtls'],
  each: 'trustBundle',
  options: {
    rsaBits: { type: 'number', default: 2048, minimum: 1024, description: 'The shortest RSA key that is good enough.' },
    ecBits: {
      type: 'number',
      default: 256,
      minimum: 192,
      description: 'The shortest key on a curve that is good enough.',
    },
  },

  *check(bundle, { options }): Problems {
    for (const { key, field, text } of bundle.parts) {
      if (key === 'issuer.key') continue;
      for (const { publicKey } of certificatesIn(text ?? '') ?? []) {
        if (publicKey?.bits === undefined || publicKey.bits >= options[publicKey.kind === 'rsa' ? 'rsaBits' : 'ecBits'])
          continue;
        yield {
          at: field.key,
          message: `${key} has ${publicKey.kind === 'rsa' ? 'an RSA key' : 'a key'} of ${publicKey.bits} bits`,
          help: 'make a new one, on the curve P-256 or as Ed25519',
        };
      }
    }
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
          ^^^^^^^^^^ issuer.crt has an RSA key of 1024 bits
            -----BEGIN CERTIFICATE-----
            MIIBpzCCAVmgAwIBAgICA+8wBQYDK2VwMA0xCzAJBgNVBAoTAmNhMB4XDTI0MDEw
            MTAwMDAwMFoXDTQ5MDEwMTAwMDAwMFowETEPMA0GA1UEChMGaXNzdWVyMIGfMA0G
            CSqGSIb3DQEBAQUAA4GNADCBiQKBgQDmX8c9b1Q1v5YeIQE/yFp0JkUzp8B1duy/
            T6qci6cCTstOoNQW/wXadPBUMlJTy7WLQY38YDmzCgVi2XahyzmGRG+JBNcWSN0C
            UavXTL9zbwDEPx8tG8yqhmuC2ld/pIoWrAyDufGzBitbcHyjDiswv2otvlezRCCg
            3Q9MFnQIxQIDAQABo2MwYTAOBgNVHQ8BAf8EBAMCAoQwDwYDVR0TAQH/BAUwAwEB
            /zAdBgNVHQ4EFgQU6iGe/Z0JL1Z6hvTXlJ8uHwpJMxgwHwYDVR0jBBgwFoAUo7is
            Hama66Sd7x3pR9+rY6sVFO8wBQYDK2VwA0EAkZvvm8A32qMczkaVuCuVR24BjJRr
            w27OFmRnAlkDkCMwHFZNCsAgRQBeuSFIovMsNOxXQEI1XVGqHAJTf46uAw==
            -----END CERTIFICATE-----
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: dapr-trust-bundle
          namespace: dapr-system
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
      because: '256 bits on a curve are as good as 3072 of RSA',
    },
  ],
});
