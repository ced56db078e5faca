import { type App, defineRule, type Problems, yaml } from '../../src/rule.ts';

export const unusedConfiguration = defineRule({
  id: 'unused-configuration',
  severity: 'warning',
  summary: 'Configuration that no app names',
  why: 'An app takes the Configuration that its dapr.io/config names and no other: one that nobody names sets nothing, neither tracing nor access control.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar.go:65, pkg/runtime/config.go:261',
  docs: 'https://docs.dapr.io/operations/configuration/configuration-overview/',
  effect: 'ignored',
  covers: ['annotation-requirements.annotations.dapr-io-config'],
  needs: ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet'],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { resource, name, namespace } = configuration;
    if (configuration.isControlPlane || resource.isPartial || name === '' || !resource.metadata.get('name').resolved)
      return;
    const areBeside = workspace.apps.some(
      (app) => app.namespace === namespace && !app.resource.isPartial && workspace.areTogether(app.resource, resource),
    );
    if (workspace.isClosed ? workspace.apps.length === 0 : !areBeside) return;
    if (workspace.appsWithConfiguration(configuration).length > 0) return;
    // A name that is nearly this one, or the one of another namespace, is told where it is written.
    const mayMeanIt = (app: App): boolean => {
      const { text, resolved } = app.annotation('config');
      if (!text) return !resolved;
      const lookup = workspace.find('Configuration', text, app.namespace);
      return (
        !resolved ||
        ('near' in lookup && lookup.near === resource) ||
        (lookup.outcome === 'elsewhere' && lookup.resource === resource)
      );
    };
    if (workspace.apps.some(mayMeanIt)) return;
    yield {
      at: configuration,
      message: `no app names ${configuration.title}`,
      help: `add dapr.io/config: ${name} to the apps that are meant, or remove it`,
      // Other apps of the cluster may be kept elsewhere.
      ...(!workspace.isClosed && { atMost: 'info' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
                ^^^^^^^ no app names Configuration "tracing"
        spec:
          tracing:
            samplingRate: "0.1"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: daprsystem
          namespace: dapr-system
        spec: {}
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec: {}
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
      because: 'the control plane reads its own by name, and the other one is written with a slip, which is told there',
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
                ^^^^^^^ no app names Configuration "tracing"
          namespace: platform
        spec: {}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      closedWorld: true,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec: {}
      `,
      because: 'the apps are kept elsewhere',
    },
  ],
});
