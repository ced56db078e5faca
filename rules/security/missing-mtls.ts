import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingMtls = defineRule({
  id: 'missing-mtls',
  severity: 'error',
  summary: 'mTLS between sidecars is off',
  why: 'Without mTLS, sidecars talk in the clear and do not know who calls: access-control policies for apps no longer apply.',
  source: 'dapr v1.18.3 pkg/injector/service/pod_patch.go mTLSEnabled, pkg/acl/acl.go:150',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'insecure',
  securitySeverity: 8.1,
  covers: [
    'service-invocation.purpose',
    'service-invocation.security',
    'authentication-and-authorization.mtls',
    'authentication-and-authorization.spiffe-ids',
  ],
  facts: ['cfg.acl.mtls'],
  each: 'configuration',

  *check(configuration): Problems {
    const enabled = configuration.spec.get('mtls').get('enabled');
    // In the Configuration of an app, mtls is not read at all.
    if (!configuration.isControlPlane || enabled.boolean !== false) return;
    yield { at: enabled, message: 'mTLS is off for the whole control plane', help: 'set spec.mtls.enabled to true' };
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
            enabled: false
                     ^^^^^ mTLS is off for the whole control plane
            sentryAddress: dapr-sentry.dapr-system.svc.cluster.local:443
            controlPlaneTrustDomain: cluster.local
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          mtls:
            enabled: false
            sentryAddress: dapr-sentry.dapr-system.svc.cluster.local:443
            controlPlaneTrustDomain: cluster.local
      `,
      because: 'only the Configuration daprsystem decides about mTLS',
    },
  ],
});
