import { certificatesIn, defineRule, type Problems, yaml } from '../../src/rule.ts';

export const expiredTrustBundle = defineRule({
  id: 'expired-trust-bundle',
  severity: 'error',
  summary: 'Authority of the control plane is not good any more, or soon',
  why: 'sentry does not start with a root or an issuer outside of its days, and no sidecar trusts another any more: the whole system stands still until new ones are handed out.',
  source:
    'dapr v1.18.3 pkg/sentry/server/ca/validate.go:123, pkg/sentry/server/ca/bundle/cert.go:33; go 1.26 src/crypto/x509/verify.go isValid',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'rejected',
  covers: ['authentication-and-authorization.mtls'],
  each: 'trustBundle',
  options: {
    days: {
      type: 'number',
      default: 30,
      minimum: 0,
      description: 'How many days before its end a root or an issuer is told of.',
    },
  },

  *check(bundle, { today, options, workspace }): Problems {
    // The roots stand in the Secret, too.
    if (!bundle.isSecret && workspace.trustBundles.some(({ isSecret, parts }) => isSecret && parts.length > 0)) return;
    const soon = new Date(Date.parse(today) + options.days * 86_400_000).toISOString();
    for (const { key, field, text } of bundle.parts) {
      const certificates = key === 'issuer.key' ? undefined : certificatesIn(text ?? '');
      if (!certificates) continue;
      const ends = certificates.map(({ notAfter }) => notAfter).sort();
      // Old roots may stay beside new ones; of a chain each has to be good.
      const end = key === 'ca.crt' ? ends.at(-1) : ends[0];
      const start = certificates.map(({ notBefore }) => notBefore).sort()[
        key === 'ca.crt' ? 0 : certificates.length - 1
      ];
      if (end !== undefined && end < today)
        yield { at: field.key, message: `${key} ended on ${end.slice(0, 10)}`, help: 'renew root and issuer' };
      else if (start !== undefined && start.slice(0, 10) > today)
        yield { at: field.key, message: `${key} begins on ${start.slice(0, 10)} only`, help: 'wait with it' };
      else if (end !== undefined && end <= soon)
        yield {
          at: field.key,
          message: `${key} ends on ${end.slice(0, 10)}`,
          help: 'renew root and issuer before',
          atMost: 'warning',
        };
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
          ^^^^^^^^^^ issuer.crt ended on 2026-06-01
            -----BEGIN CERTIFICATE-----
            MIIBMDCB46ADAgECAgID7DAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNMjYwNjAxMDAwMDAwWjARMQ8wDQYDVQQKEwZpc3N1ZXIwKjAFBgMr
            ZXADIQD7vM7xUvus+Ia+DIicC8/OrGHPLG7m+6XxKWFOW6AJjKNjMGEwDgYDVR0P
            AQH/BAQDAgKEMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFOGQ+tMXC/icNbpY
            oDZgVNjVexKcMB8GA1UdIwQYMBaAFKO4rB2pmuukne8d6Uffq2OrFRTvMAUGAytl
            cANBANm9797wux8ove6cFx5IzAyn8tcBhc9Z7kcQA6XnBb65UMznGYNd1Nm0EgSy
            S16KOmJTFPIVV8c0Z5Qv2KyvaQw=
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
            -----BEGIN CERTIFICATE-----
            MIIBCzCBvqADAgECAgID6TAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNNDkwMTAxMDAwMDAwWjANMQswCQYDVQQKEwJjYTAqMAUGAytlcAMh
            ACWoxynb85/kR4GvQrTzK4LqoZzZ2xbfXLoos9KuHYtBo0IwQDAOBgNVHQ8BAf8E
            BAMCAoQwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUo7isHama66Sd7x3pR9+r
            Y6sVFO8wBQYDK2VwA0EAAB8PCWowBgymqvE0DY5vRANE6a5MDiZDZTUfL6Obi9Ze
            tMvDacvSF6eZaWTnk2ITR3z9E0NYxrlRPITbxweABg==
            -----END CERTIFICATE-----
          issuer.crt: |
          ^^^^^^^^^^ issuer.crt ends on 2026-12-01
            -----BEGIN CERTIFICATE-----
            MIIBMDCB46ADAgECAgID6zAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNMjYxMjAxMDAwMDAwWjARMQ8wDQYDVQQKEwZpc3N1ZXIwKjAFBgMr
            ZXADIQBxjahUh93oLDuJAWJJQerJe+mX1XL1CyN1tHdzttFJzqNjMGEwDgYDVR0P
            AQH/BAQDAgKEMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFF8ZHxsrPd0IIAXw
            PwLMm0WS7fp6MB8GA1UdIwQYMBaAFKO4rB2pmuukne8d6Uffq2OrFRTvMAUGAytl
            cANBACDnEeH/OY60RVJ3zXD2wraGdiK6asTN+QajLo4o4Svt0ElEqnt+r8AEx5+X
            SyGhwEho3y0XTS3srchfZksjhwY=
            -----END CERTIFICATE-----
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
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: dapr-trust-bundle
          namespace: dapr-system
        data:
          ca.crt: |
            -----BEGIN CERTIFICATE-----
            MIIBMDCB46ADAgECAgID7DAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNMjYwNjAxMDAwMDAwWjARMQ8wDQYDVQQKEwZpc3N1ZXIwKjAFBgMr
            ZXADIQD7vM7xUvus+Ia+DIicC8/OrGHPLG7m+6XxKWFOW6AJjKNjMGEwDgYDVR0P
            AQH/BAQDAgKEMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFOGQ+tMXC/icNbpY
            oDZgVNjVexKcMB8GA1UdIwQYMBaAFKO4rB2pmuukne8d6Uffq2OrFRTvMAUGAytl
            cANBANm9797wux8ove6cFx5IzAyn8tcBhc9Z7kcQA6XnBb65UMznGYNd1Nm0EgSy
            S16KOmJTFPIVV8c0Z5Qv2KyvaQw=
            -----END CERTIFICATE-----
            -----BEGIN CERTIFICATE-----
            MIIBCzCBvqADAgECAgID6TAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNNDkwMTAxMDAwMDAwWjANMQswCQYDVQQKEwJjYTAqMAUGAytlcAMh
            ACWoxynb85/kR4GvQrTzK4LqoZzZ2xbfXLoos9KuHYtBo0IwQDAOBgNVHQ8BAf8E
            BAMCAoQwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUo7isHama66Sd7x3pR9+r
            Y6sVFO8wBQYDK2VwA0EAAB8PCWowBgymqvE0DY5vRANE6a5MDiZDZTUfL6Obi9Ze
            tMvDacvSF6eZaWTnk2ITR3z9E0NYxrlRPITbxweABg==
            -----END CERTIFICATE-----
      `,
      because: 'an old root may stay beside the new one until all sidecars have certificates of the new one',
    },
  ],
});
