import { defineRule, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

const runsWith = (name: string | undefined): string => (name ? quote(name) : 'none');

export const unusedConfiguration = defineRule({
  id: 'unused-configuration',
  severity: 'warning',
  summary: 'Configuration that no app runs with',
  why: 'A Configuration does nothing until an app of its namespace names it in dapr.io/config: its tracing, its access control and the middleware of its pipelines are off.',
  source: 'dapr v1.18.3 pkg/operator/api/configurations.go:44, pkg/runtime/config.go:261',
  docs: 'https://docs.dapr.io/operations/configuration/configuration-overview/',
  effect: 'ignored',
  covers: ['annotation-requirements.annotations.dapr-io-config'],
  needs: [workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { resource, name, namespace, isControlPlane } = configuration;
    if (isControlPlane || name === '' || resource.isPartial || !resource.metadata.get('name').resolved) return;
    if (workspace.appsWithConfiguration(configuration).length > 0 || workspace.hasOpenConfiguration(namespace)) return;
    if (workspace.writtenSidecarsIn(namespace).some((sidecar) => sidecar.configuration === name)) return;
    // That an app names it from another namespace, and gets none, is told there.
    const [stray] = workspace.appsNamingConfiguration(name);
    if (stray && !workspace.configurationOf(stray)) return;
    // So is a slip in the annotation.
    if (workspace.isMeantBySlip(configuration)) return;
    // Where no app is beside it, those are kept elsewhere.
    const app = workspace.appBeside(resource);
    if (!app) return;
    yield {
      at: configuration,
      message: `no app runs with ${configuration.title}${configuration.handlers.length > 0 ? ': its middleware guards nothing' : ''}`,
      help: `set dapr.io/config: ${quote(name)} in the apps of its namespace that it is meant for`,
      related: [{ at: app, message: `${app.title} runs with ${runsWith(app.annotation('config').text)}` }],
      // An app of another repository may name it.
      ...(!workspace.isClosed && workspace.configurationOf(app) && { atMost: 'info' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
                ^^^^^^^ no app runs with Configuration "tracing"
        spec:
          tracing: { samplingRate: "0.1", stdout: true }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ app "orders" runs with none
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: guarded
          namespace: shop
        spec:
          httpPipeline:
            handlers:
              - name: limit
                type: middleware.http.ratelimit
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: guarded
                ^^^^^^^ no app runs with Configuration "guarded": its middleware guards nothing
          namespace: bank
        spec:
          httpPipeline:
            handlers:
              - name: limit
                type: middleware.http.ratelimit
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ app "orders" runs with "guarded"
            dapr.io/config: guarded
      `,
      closedWorld: true,
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
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'the control plane reads this one without being told',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing: { samplingRate: "0.1", stdout: true }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: traicng
      `,
      because: 'a slip is told where it is made',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing: { samplingRate: "0.1", stdout: true }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: "\${CONFIG}"
      `,
      because: 'what the app runs with is not known yet',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing: { samplingRate: "0.1", stdout: true }
      `,
      because: 'the apps are kept in another repository',
    },
  ],
});
