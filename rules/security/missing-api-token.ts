import { defineRule, isInjected, type Problems, yaml } from '../../src/rule.ts';

export const missingApiToken = defineRule({
  id: 'missing-api-token',
  severity: 'off',
  summary: 'API of a sidecar asks for no token',
  why: 'Without a token whatever runs in the pod may use the components, the secrets and the name of the app: a container that was added, a debugger, a request that the app was tricked into.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:392; pkg/api/http/server.go useAPIAuthentication',
  docs: 'https://docs.dapr.io/operations/security/api-token/',
  effect: 'insecure',
  securitySeverity: 3.7,
  presets: { production: 'info', strict: 'warning' },
  each: 'app',

  *check(app): Problems {
    const secret = app.annotation('api-token-secret');
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial || !secret.resolved || app.reads('api-token-secret') || !isInjected(app)) return;
    // It may come through the environment as well.
    const environment = `${app.reads('env') ?? ''},${app.reads('env-from-secret') ?? ''}`;
    if (/(?:^|,)\s*DAPR_API_TOKEN\s*=/.test(environment)) return;
    yield {
      at: secret.exists ? secret : app.annotation('enabled').key,
      message: `the Dapr API of ${app.title} asks for no token`,
      help: 'put one into a Secret under the key token, and name that in dapr.io/api-token-secret',
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
            ^^^^^^^^^^^^^^^ the Dapr API of app "orders" asks for no token
            dapr.io/app-id: orders
            dapr.io/app-token-secret: orders-token
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/env-from-secret: DAPR_API_TOKEN=orders-api:token
      `,
      because: 'daprd reads the token from its environment, wherever that comes from',
    },
  ],
});
