import { defineRule, type Problems, parseDuration, quote, yaml } from '../../src/rule.ts';

export const invalidMtlsDuration = defineRule({
  id: 'invalid-mtls-duration',
  severity: 'error',
  summary: 'mTLS setting that sentry cannot read as a duration',
  why: 'The CRD takes any text there, and sentry ends when it cannot parse it: no sidecar gets a certificate any more.',
  source: 'dapr v1.18.3 pkg/sentry/config/config.go:195-210, cmd/sentry/app/app.go:126',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'rejected',
  covers: ['authentication-and-authorization.certificate-rotation'],
  facts: ['cfg.mtls.ttl'],
  each: 'configuration',

  *check(configuration): Problems {
    // In the Configuration of an app nobody reads them, which misplaced-mtls tells.
    if (!configuration.isControlPlane) return;
    const mtls = configuration.spec.get('mtls');
    for (const field of [mtls.get('workloadCertTTL'), mtls.get('allowedClockSkew')]) {
      const { text } = field;
      // An empty text stands for the default.
      if (!text || !field.resolved || parseDuration(text) !== undefined) continue;
      yield {
        at: field,
        message: `${field.path.at(-1)} is ${quote(text)}, which is no duration`,
        help: 'write numbers with the units h, m or s: 24h, 15m',
      };
    }
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
            sentryAddress: dapr-sentry.dapr-system.svc.cluster.local:443
            controlPlaneTrustDomain: cluster.local
            workloadCertTTL: 30d
                             ^^^ workloadCertTTL is "30d", which is no duration
            allowedClockSkew: 15m
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
            sentryAddress: dapr-sentry.dapr-system.svc.cluster.local:443
            controlPlaneTrustDomain: cluster.local
            workloadCertTTL: ""
            allowedClockSkew: 1h0.5m
      `,
      because: 'an empty text stands for the default, and Go takes fractions and several units',
    },
  ],
});
