import { defineRule, type Problems, parseDuration, quote, yaml } from '../../src/rule.ts';

export const excessiveCertificateLifetime = defineRule({
  id: 'excessive-certificate-lifetime',
  severity: 'off',
  summary: 'Certificates of sidecars last too long or too short',
  why: 'Whoever gets hold of the certificate of a sidecar is that app until it ends: nothing revokes one. Where it is short, every sidecar asks sentry for another all the time, and none starts while sentry is away.',
  source: 'dapr v1.18.3 pkg/sentry/config/config.go:39, pkg/sentry/server/ca/ca.go:268',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'insecure',
  securitySeverity: 3.7,
  covers: ['authentication-and-authorization.certificate-rotation'],
  presets: { production: 'warning' },
  each: 'configuration',
  options: {
    longest: { type: 'string', default: '24h', description: 'The most that spec.mtls.workloadCertTTL may be.' },
    shortest: { type: 'string', default: '30m', description: 'The least that spec.mtls.workloadCertTTL may be.' },
    skew: { type: 'string', default: '1h', description: 'The most that spec.mtls.allowedClockSkew may be.' },
  },

  *check(configuration, { options }): Problems {
    if (!configuration.isControlPlane) return;
    const mtls = configuration.spec.get('mtls');
    const [ttl, skew] = [mtls.get('workloadCertTTL'), mtls.get('allowedClockSkew')];
    const isOver = (value: string, bound: string): boolean =>
      (parseDuration(value) ?? 0n) > (parseDuration(bound) ?? 0n);
    if (ttl.text && ttl.resolved && parseDuration(ttl.text) !== undefined) {
      if (isOver(ttl.text, options.longest))
        yield {
          at: ttl,
          message: `certificates of sidecars last ${quote(ttl.text)}, longer than ${options.longest}`,
          help: 'shorten it: sidecars renew them by themselves',
        };
      else if (isOver(options.shortest, ttl.text))
        yield {
          at: ttl,
          message: `certificates of sidecars last ${quote(ttl.text)}, not even ${options.shortest}`,
          help: 'let them last for longer, that sidecars outlive a restart of sentry',
        };
    }
    if (skew.text && skew.resolved && isOver(skew.text, options.skew))
      yield {
        at: skew,
        message: `certificates are good ${quote(skew.text)} before they are made, more than ${options.skew}`,
        help: 'shorten it to what the clocks of the nodes are apart',
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
            workloadCertTTL: 720h
                             ^^^^ certificates of sidecars last "720h", longer than 24h
            allowedClockSkew: 12h
                              ^^^ certificates are good "12h" before they are made, more than 1h
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
            workloadCertTTL: 1440m
            allowedClockSkew: 15m
            controlPlaneTrustDomain: cluster.local
            sentryAddress: dapr-sentry.dapr-system.svc.cluster.local:443
      `,
      because: 'that many minutes are a day',
    },
  ],
});
