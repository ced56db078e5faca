import { defineRule, isInjected, type Problems, yaml } from '../../src/rule.ts';

export const missingAppToken = defineRule({
  id: 'missing-app-token',
  severity: 'off',
  summary: 'App cannot tell calls of its sidecar from others',
  why: 'The port of an app is open to the network of the pods. Without a token that daprd sends along, the app cannot know which requests came through it, past access control and mTLS, and which came straight.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:406; pkg/security/token.go GetAppToken',
  docs: 'https://docs.dapr.io/operations/security/app-api-token/',
  effect: 'insecure',
  securitySeverity: 3.7,
  presets: { production: 'info', strict: 'warning' },
  each: 'app',

  *check(app): Problems {
    const [secret, port] = [app.annotation('app-token-secret'), app.annotation('app-port')];
    // What is missing here may be in the object that this patches; without a port nothing is sent to the app.
    if (app.resource.isPartial || !secret.resolved || app.reads('app-token-secret') || !isInjected(app)) return;
    if (!port.exists || (port.resolved && (app.integer('app-port') ?? 0) <= 0)) return;
    const environment = `${app.reads('env') ?? ''},${app.reads('env-from-secret') ?? ''}`;
    if (/(?:^|,)\s*APP_API_TOKEN\s*=/.test(environment)) return;
    yield {
      at: secret.exists ? secret : port.key,
      message: `the sidecar of ${app.title} sends it no token`,
      help: 'name a Secret with the key token in dapr.io/app-token-secret, and let the app ask for it',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "8080"
            ^^^^^^^^^^^^^^^^ the sidecar of app "orders" sends it no token
            dapr.io/api-token-secret: orders-api
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: worker
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: worker
      `,
      because: 'without an app-port daprd calls nobody',
    },
  ],
});
