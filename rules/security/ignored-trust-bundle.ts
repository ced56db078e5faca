import { defineRule, listed, type Problems, yaml } from '../../src/rule.ts';

const wanted = ['ca.crt', 'issuer.crt', 'issuer.key'] as const;

export const ignoredTrustBundle = defineRule({
  id: 'ignored-trust-bundle',
  severity: 'error',
  summary: 'Authority of the control plane is replaced by a new one',
  why: 'Unless the Secret has roots, issuer and key, and the ConfigMap the very same roots, sentry makes a new authority when it starts and writes it over the given one. Apps that trust the old one can no longer talk to others.',
  source: 'dapr v1.18.3 pkg/sentry/server/ca/kube.go:52-70, pkg/sentry/server/ca/ca.go:113',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'wrong',
  each: 'trustBundle',

  *check(bundle, { workspace }): Problems {
    const [first] = bundle.parts;
    if (!bundle.isSecret || !first || bundle.resource.isPartial) return;
    const missing = wanted.filter((key) => !bundle.part(key));
    if (missing.length > 0) {
      yield {
        at: first.field.key,
        message: `sentry makes a new authority: ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`,
        help: 'give all of ca.crt, issuer.crt and issuer.key, or none',
      };
      return;
    }
    const beside = workspace.rootsBeside(bundle);
    if (!beside || beside.resource.isPartial) return;
    const [roots, handedOut] = [bundle.part('ca.crt'), beside.part('ca.crt')];
    // Both have to be known, byte for byte.
    if (roots?.text === undefined || (handedOut && handedOut.text === undefined) || handedOut?.text === roots.text)
      return;
    yield {
      at: roots.field.key,
      message: `sentry makes a new authority: ca.crt ${handedOut ? 'differs from that' : 'is missing'} in the ConfigMap`,
      help: 'write the same ca.crt into both, byte for byte',
      related: [{ at: handedOut?.field.key ?? beside, message: 'the ConfigMap' }],
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
          ^^^^^^ sentry makes a new authority: issuer.key is missing
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
          ^^^^^^ sentry makes a new authority: ca.crt differs from that in the ConfigMap
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
        kind: ConfigMap
        metadata:
          name: dapr-trust-bundle
          namespace: dapr-system
        data:
          ca.crt: |
          ~~~~~~ the ConfigMap
            -----BEGIN CERTIFICATE-----
            MIIBETCBxKADAgECAgID7TAFBgMrZXAwEDEOMAwGA1UEChMFb3RoZXIwHhcNMjQw
            MTAxMDAwMDAwWhcNNDkwMTAxMDAwMDAwWjAQMQ4wDAYDVQQKEwVvdGhlcjAqMAUG
            AytlcAMhADb9Ah92+vzUOZqtjkEQpEZ782ju/njZxv+s/eYfdLHAo0IwQDAOBgNV
            HQ8BAf8EBAMCAoQwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUzETqNl31hHbc
            MyxRp5jhMWEd/3EwBQYDK2VwA0EAHK4GSZHiHAIEsH4E2Wzt08a+1LWzT9tx2/qA
            Azxttq2XsCTYp7F9iAK6/laAKa7ppMclohMspWwYSn8U1EI+Ag==
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
        kind: ConfigMap
        metadata:
          name: dapr-trust-bundle
          namespace: dapr-system
        data:
          ca.crt: |
            -----BEGIN CERTIFICATE-----
            MIIBCzCBvqADAgECAgID6TAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNNDkwMTAxMDAwMDAwWjANMQswCQYDVQQKEwJjYTAqMAUGAytlcAMh
            ACWoxynb85/kR4GvQrTzK4LqoZzZ2xbfXLoos9KuHYtBo0IwQDAOBgNVHQ8BAf8E
            BAMCAoQwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUo7isHama66Sd7x3pR9+r
            Y6sVFO8wBQYDK2VwA0EAAB8PCWowBgymqvE0DY5vRANE6a5MDiZDZTUfL6Obi9Ze
            tMvDacvSF6eZaWTnk2ITR3z9E0NYxrlRPITbxweABg==
            -----END CERTIFICATE-----
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: dapr-trust-bundle
          namespace: dapr
      `,
      because: 'roots that are the same are used, and of an empty Secret sentry makes an authority as it should',
    },
  ],
});
