import { defineRule, faultOfAuthority, faultOfIssuer, type Problems, yaml } from '../../src/rule.ts';

export const invalidTrustBundle = defineRule({
  id: 'invalid-trust-bundle',
  severity: 'error',
  summary: 'Authority of the control plane that sentry does not start with',
  why: 'sentry ends when roots, issuer and key do not belong together: no sidecar gets a certificate, and none starts. An issuer that is no authority lets sentry start, and every sidecar refuses what it signs.',
  source:
    'dapr v1.18.3 pkg/sentry/server/ca/validate.go:33 verifyX509Bundle, pkg/sentry/server/ca/kube.go:73; kit v0.17.0 crypto/pem/pem.go:118',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'rejected',
  covers: ['authentication-and-authorization.mtls'],
  each: 'trustBundle',

  *check(bundle, { workspace }): Problems {
    for (const { key, field, isBase64 } of bundle.parts)
      if (!isBase64)
        yield {
          at: field,
          message: `${key} is no base64; Kubernetes refuses the Secret`,
          help: 'encode it in base64, or move it to stringData',
        };
    const [roots, chain, key] = bundle.parts;
    // sentry makes an authority of its own unless there are all three.
    if (roots?.text === undefined || chain?.text === undefined || key?.text === undefined) return;
    const authority = { roots: roots.text, chain: chain.text, key: key.text };
    const fault = faultOfAuthority(authority, (version) => workspace.isAtLeast(version));
    const distrust = fault ? undefined : faultOfIssuer(chain.text);
    const at = { roots, chain, key }[fault?.part ?? 'chain'];
    if (fault || distrust)
      yield {
        at: at.field.key,
        message: `${at.key} ${fault?.fault ?? distrust}`,
        help: 'make roots, issuer and key together, as dapr mtls renew-certificate does',
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
          ca.crt: |
            -----BEGIN CERTIFICATE-----
            MIIBETCBxKADAgECAgID7TAFBgMrZXAwEDEOMAwGA1UEChMFb3RoZXIwHhcNMjQw
            MTAxMDAwMDAwWhcNNDkwMTAxMDAwMDAwWjAQMQ4wDAYDVQQKEwVvdGhlcjAqMAUG
            AytlcAMhADb9Ah92+vzUOZqtjkEQpEZ782ju/njZxv+s/eYfdLHAo0IwQDAOBgNV
            HQ8BAf8EBAMCAoQwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUzETqNl31hHbc
            MyxRp5jhMWEd/3EwBQYDK2VwA0EAHK4GSZHiHAIEsH4E2Wzt08a+1LWzT9tx2/qA
            Azxttq2XsCTYp7F9iAK6/laAKa7ppMclohMspWwYSn8U1EI+Ag==
            -----END CERTIFICATE-----
          issuer.crt: |
          ^^^^^^^^^^ issuer.crt is not signed by one of the roots
            -----BEGIN CERTIFICATE-----
            MIIBMDCB46ADAgECAgID6jAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNNDkwMTAxMDAwMDAwWjARMQ8wDQYDVQQKEwZpc3N1ZXIwKjAFBgMr
            ZXADIQA5OYBSSGFn8KoBXYmHhip99IYcA9ng0l7YVJ45O89KqaNjMGEwDgYDVR0P
            AQH/BAQDAgKEMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFFTaC1vrc2zRV3xu
            NnZMgTA7WcqyMB8GA1UdIwQYMBaAFKO4rB2pmuukne8d6Uffq2OrFRTvMAUGAytl
            cANBAHsK7w82MXPD1+R81b4zuR0YrBCqUF0IvemLiK6WP8xkfvLZ69Bf4NdTLfeB
            noP0sX+4s0UNvW2yd8E3Kzo0MwQ=
            -----END CERTIFICATE-----
          issuer.key: |
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIHLXKHBU7tjkgcLk77RgCXomBwWIxdDkSMRotl+ccFM6
            -----END PRIVATE KEY-----
      `,
    },
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
          ^^^^^^^^^^ issuer.key does not belong to the certificate of the issuer
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg9pyV9F1Nz+x8jjbN
            ToTAu0PiYP8TNi+TB9E1tjaJi+ehRANCAATrnOPc6g04x05JI/FCae/cckFWrK2Y
            SoMYFmWlASrWHLBEOw8utjX/dA9gzckhOFMU2zwqJ9adJ8rKqkuranAm
            -----END PRIVATE KEY-----
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: dapr-trust-bundle
          namespace: dapr-system
        data:
          ca.crt: /certificates/ca.crt
                  ^^^^^^^^^^^^^^^^^^^^ ca.crt is no base64; Kubernetes refuses the Secret
      `,
    },
    {
      daprVersion: '1.17.6',
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
            -----BEGIN CERTIFICATE-----
            MIIBMDCB46ADAgECAgID6jAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNNDkwMTAxMDAwMDAwWjARMQ8wDQYDVQQKEwZpc3N1ZXIwKjAFBgMr
            ZXADIQA5OYBSSGFn8KoBXYmHhip99IYcA9ng0l7YVJ45O89KqaNjMGEwDgYDVR0P
            AQH/BAQDAgKEMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFFTaC1vrc2zRV3xu
            NnZMgTA7WcqyMB8GA1UdIwQYMBaAFKO4rB2pmuukne8d6Uffq2OrFRTvMAUGAytl
            cANBAHsK7w82MXPD1+R81b4zuR0YrBCqUF0IvemLiK6WP8xkfvLZ69Bf4NdTLfeB
            noP0sX+4s0UNvW2yd8E3Kzo0MwQ=
            -----END CERTIFICATE-----
          issuer.key: |
          ^^^^^^^^^^ issuer.key is of Ed25519; before 1.17.7 sentry takes ECDSA only
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIHLXKHBU7tjkgcLk77RgCXomBwWIxdDkSMRotl+ccFM6
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
            MIIBMDCB46ADAgECAgID6jAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNNDkwMTAxMDAwMDAwWjARMQ8wDQYDVQQKEwZpc3N1ZXIwKjAFBgMr
            ZXADIQA5OYBSSGFn8KoBXYmHhip99IYcA9ng0l7YVJ45O89KqaNjMGEwDgYDVR0P
            AQH/BAQDAgKEMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFFTaC1vrc2zRV3xu
            NnZMgTA7WcqyMB8GA1UdIwQYMBaAFKO4rB2pmuukne8d6Uffq2OrFRTvMAUGAytl
            cANBAHsK7w82MXPD1+R81b4zuR0YrBCqUF0IvemLiK6WP8xkfvLZ69Bf4NdTLfeB
            noP0sX+4s0UNvW2yd8E3Kzo0MwQ=
            -----END CERTIFICATE-----
          issuer.key: |
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIHLXKHBU7tjkgcLk77RgCXomBwWIxdDkSMRotl+ccFM6
            -----END PRIVATE KEY-----
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: dapr-trust-bundle
          namespace: dapr
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
          issuer.crt: "{{ .Values.issuer }}"
          issuer.key: ENC[AES256_GCM,data:b3JkZXJz,type:str]
      `,
      because: 'all belongs together in the first, and what the second holds is not known yet',
    },
  ],
});
