import { defineRule, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const ignoredAccessControl = defineRule({
  id: 'ignored-access-control',
  severity: 'error',
  summary: 'Access-control policies without mTLS',
  why: 'Who calls is read from the certificate of the caller. Without mTLS there is none, and the default action holds for everybody.',
  source: 'dapr v1.18.3 pkg/acl/acl.go:142-158,198; pkg/injector/service/pod_patch.go:133 mTLSEnabled',
  docs: 'https://docs.dapr.io/operations/configuration/invoke-allowlist/',
  effect: 'ignored',
  covers: ['authentication-and-authorization.mtls', 'authentication-and-authorization.access-control'],
  facts: ['cfg.acl.mtls'],
  needs: [workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const [policy] = configuration.accessPolicies;
    const controlPlane = workspace.access.withoutMtls(configuration.resource);
    if (!policy || !controlPlane) return;
    const action = configuration.spec.get('accessControl').get('defaultAction');
    const everybody = !action.resolved
      ? 'the default action holds for every caller'
      : `every caller is ${(action.text || 'allow').toLowerCase() === 'allow' ? 'allowed' : 'denied'} everything`;
    yield {
      at: configuration.spec.get('accessControl').get('policies').key,
      message: `mTLS is off, so that daprd does not know who calls: ${everybody}`,
      help: 'turn mTLS on',
      related: [{ at: controlPlane.spec.get('mtls').get('enabled'), message: 'mTLS is off' }],
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
            enabled: false
                     ~~~~~ mTLS is off
            sentryAddress: dapr-sentry.dapr-system.svc.cluster.local:443
            controlPlaneTrustDomain: cluster.local
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
          namespace: shop
        spec:
          accessControl:
            policies:
            ^^^^^^^^ mTLS is off, so that daprd does not know who calls: every caller is allowed everything
              - appId: legacy
                trustDomain: public
                namespace: shop
                defaultAction: deny
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
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
          namespace: shop
        spec:
          mtls:
            enabled: false
            sentryAddress: dapr-sentry.dapr-system.svc.cluster.local:443
            controlPlaneTrustDomain: cluster.local
          accessControl:
            defaultAction: deny
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                defaultAction: allow
      `,
      because: 'only the Configuration of the control plane decides about mTLS',
    },
  ],
});
