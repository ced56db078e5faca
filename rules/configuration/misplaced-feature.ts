import { defineRule, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const misplacedFeature = defineRule({
  id: 'misplaced-feature',
  severity: 'warning',
  summary: 'Feature flags that reach no app',
  why: 'daprd takes its feature flags from the Configuration that its app names. Of daprsystem only sentry reads them, and makes nothing of them.',
  source:
    'dapr v1.18.3 pkg/runtime/config.go:278, pkg/sentry/config/config.go:218; no part of the control plane asks for a flag, from v1.12.5 on',
  docs: 'https://docs.dapr.io/operations/support/support-preview-features/',
  effect: 'ignored',
  facts: ['sentry.features'],
  needs: [workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const features = configuration.spec.get('features');
    if (!configuration.isControlPlane || features.items.length === 0) return;
    // Nothing keeps an app of the same namespace from naming it.
    if (workspace.appsWithConfiguration(configuration).length > 0) return;
    yield {
      at: features.key,
      message: 'no app reads the feature flags of daprsystem',
      help: 'move them to the Configuration that the app names with dapr.io/config',
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
          features:
          ^^^^^^^^ no app reads the feature flags of daprsystem
            - name: HotReload
              enabled: false
          mtls:
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
          namespace: shop
        spec:
          features:
            - name: HotReload
              enabled: false
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          namespace: shop
        spec:
          selector:
            matchLabels:
              app: orders
          template:
            metadata:
              labels:
                app: orders
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/config: daprsystem
            spec:
              containers:
                - name: orders
                  image: ghcr.io/example/orders:1.0.0
      `,
      because: 'an app may name any Configuration of its namespace',
    },
  ],
});
