import {
  defineRule,
  type Field,
  howToRestart,
  isTrustedBy,
  type LivePod,
  type Problems,
  podsOf,
  yaml,
} from '../../src/rule.ts';

/** The variable with the roots that a sidecar trusts. */
const anchorsOf = ({ sidecar, arguments: flags }: LivePod): Field | undefined =>
  flags.has('enable-mtls')
    ? (sidecar?.get('env').items as readonly Field[] | undefined)?.find(
        (each) => each.get('name').text === 'DAPR_TRUST_ANCHORS',
      )
    : undefined;

export const conflictingTrustAnchors = defineRule({
  id: 'conflicting-trust-anchors',
  severity: 'error',
  summary: 'Sidecars do not trust the authority of the control plane',
  why: 'The injector writes the roots of that day into the sidecar, which knows no others until its pod is made again. After the roots were changed it gets no new certificate, trusts no sidecar that is newer than itself, and has no identity once its own certificate has ended.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:264, cmd/daprd/options/options.go:253',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'wrong',
  needs: ['Secret', 'ConfigMap'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const [bundle, ...others] = workspace.trustBundles.filter(({ isSecret, isExported }) => isSecret && isExported);
    const issuer = bundle?.part('issuer.crt');
    // Of two control planes, nobody says which one is that of an app.
    if (!issuer?.text || others.length > 0) return;
    const chain = issuer.text;
    const known = new Map<string, boolean | undefined>();
    const isLost = (pod: LivePod): boolean => {
      const roots = anchorsOf(pod)?.get('value').text;
      if (roots === undefined) return false;
      if (!known.has(roots)) known.set(roots, isTrustedBy(roots, chain));
      return known.get(roots) === false;
    };
    const pods = workspace.livePodsOf(app.workload);
    const lost = pods.filter(isLost);
    const [pod] = lost;
    if (!pod) return;
    yield {
      at: app,
      message: `${podsOf(app, lost.length, pods.length, ['trusts', 'trust'])} none of the roots that the issuer of the control plane has`,
      help: howToRestart(app.workload.kind),
      related: [
        { at: issuer.field.key, message: 'the issuer' },
        { at: anchorsOf(pod)?.get('name') ?? pod, message: 'the roots that it trusts' },
      ],
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
          uid: 5d2f8a4e-0000-4000-8000-000000000001
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
          ~~~~~~~~~~ the issuer
            -----BEGIN CERTIFICATE-----
            MIIBMDCB46ADAgECAgID6jAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
            MDAwMDAwWhcNNDkwMTAxMDAwMDAwWjARMQ8wDQYDVQQKEwZpc3N1ZXIwKjAFBgMr
            ZXADIQA5OYBSSGFn8KoBXYmHhip99IYcA9ng0l7YVJ45O89KqaNjMGEwDgYDVR0P
            AQH/BAQDAgKEMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFFTaC1vrc2zRV3xu
            NnZMgTA7WcqyMB8GA1UdIwQYMBaAFKO4rB2pmuukne8d6Uffq2OrFRTvMAUGAytl
            cANBAHsK7w82MXPD1+R81b4zuR0YrBCqUF0IvemLiK6WP8xkfvLZ69Bf4NdTLfeB
            noP0sX+4s0UNvW2yd8E3Kzo0MwQ=
            -----END CERTIFICATE-----
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          labels: { dapr.io/sidecar-injected: "true" }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ^^^^^^ the pod of app "orders" trusts none of the roots that the issuer of the control plane has
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
            - name: daprd
              image: ghcr.io/dapr/daprd:1.18.3
              args: [/daprd, --app-id, orders, --enable-mtls]
              env:
                - name: DAPR_TRUST_ANCHORS
                        ~~~~~~~~~~~~~~~~~~ the roots that it trusts
                  value: |
                    -----BEGIN CERTIFICATE-----
                    MIIBETCBxKADAgECAgID7TAFBgMrZXAwEDEOMAwGA1UEChMFb3RoZXIwHhcNMjQw
                    MTAxMDAwMDAwWhcNNDkwMTAxMDAwMDAwWjAQMQ4wDAYDVQQKEwVvdGhlcjAqMAUG
                    AytlcAMhADb9Ah92+vzUOZqtjkEQpEZ782ju/njZxv+s/eYfdLHAo0IwQDAOBgNV
                    HQ8BAf8EBAMCAoQwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUzETqNl31hHbc
                    MyxRp5jhMWEd/3EwBQYDK2VwA0EAHK4GSZHiHAIEsH4E2Wzt08a+1LWzT9tx2/qA
                    Azxttq2XsCTYp7F9iAK6/laAKa7ppMclohMspWwYSn8U1EI+Ag==
                    -----END CERTIFICATE-----
        status: { phase: Running }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: dapr-trust-bundle
          namespace: dapr-system
          uid: 5d2f8a4e-0000-4000-8000-000000000001
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
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          labels: { dapr.io/sidecar-injected: "true" }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
            - name: daprd
              image: ghcr.io/dapr/daprd:1.18.3
              args: [/daprd, --app-id, orders, --enable-mtls]
              env:
                - name: DAPR_TRUST_ANCHORS
                  value: |
                    -----BEGIN CERTIFICATE-----
                    MIIBETCBxKADAgECAgID7TAFBgMrZXAwEDEOMAwGA1UEChMFb3RoZXIwHhcNMjQw
                    MTAxMDAwMDAwWhcNNDkwMTAxMDAwMDAwWjAQMQ4wDAYDVQQKEwVvdGhlcjAqMAUG
                    AytlcAMhADb9Ah92+vzUOZqtjkEQpEZ782ju/njZxv+s/eYfdLHAo0IwQDAOBgNV
                    HQ8BAf8EBAMCAoQwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUzETqNl31hHbc
                    MyxRp5jhMWEd/3EwBQYDK2VwA0EAHK4GSZHiHAIEsH4E2Wzt08a+1LWzT9tx2/qA
                    Azxttq2XsCTYp7F9iAK6/laAKa7ppMclohMspWwYSn8U1EI+Ag==
                    -----END CERTIFICATE-----
                    -----BEGIN CERTIFICATE-----
                    MIIBCzCBvqADAgECAgID6TAFBgMrZXAwDTELMAkGA1UEChMCY2EwHhcNMjQwMTAx
                    MDAwMDAwWhcNNDkwMTAxMDAwMDAwWjANMQswCQYDVQQKEwJjYTAqMAUGAytlcAMh
                    ACWoxynb85/kR4GvQrTzK4LqoZzZ2xbfXLoos9KuHYtBo0IwQDAOBgNVHQ8BAf8E
                    BAMCAoQwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUo7isHama66Sd7x3pR9+r
                    Y6sVFO8wBQYDK2VwA0EAAB8PCWowBgymqvE0DY5vRANE6a5MDiZDZTUfL6Obi9Ze
                    tMvDacvSF6eZaWTnk2ITR3z9E0NYxrlRPITbxweABg==
                    -----END CERTIFICATE-----
        status: { phase: Running }
      `,
      because: 'while roots are changed, sidecars trust the old one and the new one',
    },
  ],
});
