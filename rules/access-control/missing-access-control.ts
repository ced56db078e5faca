import { defineRule, type Problems, yaml } from '../../src/rule.ts';

/** The kinds whose apps can be invoked by name: that of Rollouts has to be asked for. */
const invokable = new Set(['Deployment', 'StatefulSet', 'Rollout']);

export const missingAccessControl = defineRule({
  id: 'missing-access-control',
  severity: 'off',
  summary: 'App without access control',
  why: 'Without accessControl in its Configuration, every app of the mesh may invoke every method of an app, from any namespace.',
  source: 'dapr v1.18.3 pkg/config/configuration.go:607 LoadDefaultConfiguration',
  docs: 'https://docs.dapr.io/operations/configuration/invoke-allowlist/',
  effect: 'insecure',
  securitySeverity: 4.3,
  covers: ['authentication-and-authorization.access-control'],
  presets: { strict: { severity: 'warning', denyByDefault: true }, 'todo-chatbot': { denyByDefault: true } },
  needs: ['Configuration'],
  each: 'app',
  options: {
    denyByDefault: {
      type: 'boolean',
      default: false,
      description: 'Ask for defaultAction deny: to allow in so many words is not enough.',
    },
  },

  *check(app, { workspace, options }): Problems {
    if (app.resource.isPartial || !invokable.has(app.workload.kind)) return;
    // Without a port nobody can invoke it.
    if (!app.annotation('app-port').exists || app.integer('app-port') === 0) return;
    const name = app.annotation('config');
    const configuration = workspace.configurationOf(app);
    if (name.exists && (!configuration || configuration.resource.isPartial)) return;
    const control = configuration?.spec.get('accessControl');
    const action = control?.get('defaultAction');
    if (configuration && action && options.denyByDefault && action.text?.toLowerCase() === 'allow')
      yield {
        at: name,
        message: `any app may invoke ${app.title} unless a policy says otherwise`,
        help: 'set defaultAction to deny, and add policies for the apps that call it',
        related: [{ at: action, message: 'allows by default' }],
      };
    // To allow all in so many words is a decision.
    if (action?.exists || control?.get('policies').exists) return;
    yield {
      at: configuration ? name : app,
      message: `any app may invoke ${app.title}: it has no access control`,
      help: configuration
        ? 'add accessControl with defaultAction deny, and policies for the apps that call it'
        : 'name a Configuration with accessControl in dapr.io/config',
      ...(configuration && { related: [{ at: configuration, message: 'its Configuration' }] }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: open
        spec:
          accessControl:
            defaultAction: allow
                           ~~~~~ allows by default
            trustDomain: shop
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/app-port: "8080"
                dapr.io/config: open
                                ^^^^ any app may invoke app "orders" unless a policy says otherwise
            spec:
              containers: [{ name: orders, image: "orders:1", ports: [{ containerPort: 8080 }] }]
      `,
      options: { denyByDefault: true },
    },
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/app-port: "8080"
                dapr.io/config: tracing
                                ^^^^^^^ any app may invoke app "orders": it has no access control
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
                ~~~~~~~ its Configuration
        spec:
          tracing: { samplingRate: "1" }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/app-port: "8080"
                dapr.io/config: shared
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: poller
        spec:
          selector: { matchLabels: { app: poller } }
          template:
            metadata:
              labels: { app: poller }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: poller
      `,
      because: 'a Configuration that lives elsewhere may have it, and an app without a port cannot be invoked',
    },
  ],
});
