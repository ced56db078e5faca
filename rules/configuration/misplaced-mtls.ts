import { defineRule, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const misplacedMtls = defineRule({
  id: 'misplaced-mtls',
  severity: 'warning',
  summary: 'mTLS settings that nobody reads',
  why: 'Only the Configuration of the control plane, daprsystem, has a say in mTLS; in that of an app the settings are dead.',
  source: 'dapr v1.18.3 pkg/sentry/config/config.go:44, pkg/operator/config.go, pkg/injector/service/pod_patch.go:30',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'ignored',
  facts: ['cfg.mtls.app'],
  needs: [workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const mtls = configuration.spec.get('mtls');
    // Charts may give the Configuration of the control plane another name; without an app that uses it nobody knows.
    if (configuration.isControlPlane || !mtls.isMap) return;
    const [app] = workspace.appsWithConfiguration(configuration);
    yield {
      at: mtls.key,
      message: 'mtls is read from the Configuration "daprsystem" only',
      help: 'move it there, or remove it',
      ...(app
        ? { related: [{ at: app.annotation('config'), message: 'this is the Configuration of an app' }] }
        : { atMost: 'info' }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          mtls:
          ^^^^ mtls is read from the Configuration "daprsystem" only
            enabled: true
            sentryAddress: dapr-sentry.dapr-system.svc.cluster.local:443
            controlPlaneTrustDomain: cluster.local
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: daprsystem
          namespace: dapr
        spec:
          mtls:
            enabled: true
            sentryAddress: dapr-sentry.dapr.svc.cluster.local:443
            controlPlaneTrustDomain: cluster.local
      `,
      because: 'the control plane may live in any namespace',
    },
  ],
});
