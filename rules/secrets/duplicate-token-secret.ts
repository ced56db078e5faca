import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const duplicateTokenSecret = defineRule({
  id: 'duplicate-token-secret',
  severity: 'warning',
  summary: 'One Secret for both tokens of an app',
  why: 'Both tokens come from the key token, so that they are the same. daprd sends the token of the app with every call to it: whatever sees one of these calls may then call the API of the sidecar as well.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:392-417',
  docs: 'https://docs.dapr.io/operations/security/app-api-token/',
  effect: 'insecure',
  securitySeverity: 4.3,
  facts: ['inj.tokensecret'],
  each: 'app',

  *check(app): Problems {
    const [api, own] = [app.annotation('api-token-secret'), app.annotation('app-token-secret')];
    const name = app.reads('api-token-secret');
    if (!name || name !== app.reads('app-token-secret')) return;
    yield {
      at: own,
      message: `Secret ${quote(name)} is the token of the API as well`,
      help: 'create a Secret of its own for each of the two',
      related: [{ at: api, message: 'the same Secret' }],
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
            dapr.io/api-token-secret: dapr-token
                                      ~~~~~~~~~~ the same Secret
            dapr.io/app-token-secret: dapr-token
                                      ^^^^^^^^^^ Secret "dapr-token" is the token of the API as well
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
            dapr.io/api-token-secret: dapr-token
            dapr.io/app-token-secret: app-token
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
            dapr.io/api-token-secret: app-token
      `,
      because: 'what one app sends is of no use against the sidecar of another that it cannot reach',
    },
  ],
});
