import { defineRule, type Problems, parseDuration, yaml } from '../../src/rule.ts';

const [defaultTtl, defaultSkew] = ['24h', '15m'];

export const unboundedCertificateRenewal = defineRule({
  id: 'unbounded-certificate-renewal',
  severity: 'error',
  summary: 'Sidecars renew their certificates without end',
  why: 'sentry dates a certificate back by allowedClockSkew, and daprd renews it when half of its days are over. Where it lives no longer than the skew, that is at once: each sidecar asks sentry again and again without a pause.',
  source:
    'dapr v1.18.3 pkg/sentry/server/ca/bundle generateBaseCert, kit v0.18.3 crypto/spiffe/spiffe.go:230,389 renewalTime',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'wrong',
  covers: ['authentication-and-authorization.certificate-rotation'],
  since: '1.15',
  each: 'configuration',

  *check(configuration): Problems {
    const mtls = configuration.spec.get('mtls');
    const [ttl, skew] = [mtls.get('workloadCertTTL'), mtls.get('allowedClockSkew')];
    if (!configuration.isControlPlane || configuration.resource.isPartial || !ttl.resolved || !skew.resolved) return;
    const [lives, back] = [parseDuration(ttl.text || defaultTtl), parseDuration(skew.text || defaultSkew)];
    if (lives === undefined || back === undefined || lives > back) return;
    const at = ttl.text ? ttl : skew;
    yield {
      at,
      message: `certificates live for ${ttl.text || defaultTtl}, and are dated back by ${skew.text || defaultSkew}: half of that is over when they are made`,
      help: 'let them live for longer than allowedClockSkew, or shorten it',
      ...(ttl.text && skew.text && { related: [{ at: skew, message: 'by this they are dated back' }] }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: daprsystem
          namespace: dapr-system
        spec:
          mtls:
            enabled: true
            workloadCertTTL: 10m
                             ^^^ certificates live for 10m, and are dated back by 15m: half of that is over when they are made
            controlPlaneTrustDomain: cluster.local
            sentryAddress: dapr-sentry.dapr-system.svc.cluster.local:443
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: daprsystem
          namespace: dapr-system
        spec:
          mtls:
            enabled: true
            workloadCertTTL: 10m
            allowedClockSkew: 1m
            controlPlaneTrustDomain: cluster.local
            sentryAddress: dapr-sentry.dapr-system.svc.cluster.local:443
      `,
      because: 'they are dated back by less than they live',
    },
  ],
});
