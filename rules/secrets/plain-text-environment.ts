import {
  allContainersOf,
  carriesSecret,
  defineRule,
  environmentOf,
  looksSensitive,
  type Problems,
  yaml,
} from '../../src/rule.ts';

/** By these app and sidecar know each other. */
const tokens = new Set(['DAPR_API_TOKEN', 'APP_API_TOKEN']);

export const plainTextEnvironment = defineRule({
  id: 'plain-text-environment',
  severity: 'warning',
  summary: 'Secret stands in the environment of the sidecar, or a token of Dapr in that of the app',
  why: 'Whoever can read the manifest, or the pod, has the secret. Since Dapr 1.15 the sidecar takes variables from Secrets.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:484,488',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'insecure',
  securitySeverity: 7.5,
  presets: { production: 'error' },
  each: 'app',

  *check(app): Problems {
    for (const { name = '', value, from, to } of environmentOf(app.reads('env') ?? '')) {
      // A reference to another variable, a path or an address is none.
      if (!looksSensitive(name) || !carriesSecret(value, undefined) || /^(?:\$\(|\/|https?:|true$|false$)/i.test(value))
        continue;
      yield {
        at: app.annotation('env').part(from, to),
        message: `${name} is written in plain text`,
        help: 'put it into a Secret, and name it in dapr.io/env-from-secret',
      };
    }
    for (const variable of allContainersOf(app.workload).flatMap((container) => container.get('env').items)) {
      const [name, value] = [variable.get('name'), variable.get('value')];
      if (!tokens.has(name.text ?? '') || !value.text || !value.resolved || !carriesSecret(value.text, undefined))
        continue;
      yield {
        at: value,
        message: `${name.text} is written in plain text: with it, others are taken for ${app.title}`,
        help: 'take it with valueFrom.secretKeyRef from the Secret that the annotation of the sidecar names',
      };
    }
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
            dapr.io/env: REGION=eu,DB_PASSWORD=correct-horse
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^ DB_PASSWORD is written in plain text
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/api-token-secret: orders-api
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              env:
                - name: DAPR_API_TOKEN
                  value: correct-horse-battery
                         ^^^^^^^^^^^^^^^^^^^^^ DAPR_API_TOKEN is written in plain text: with it, others are taken for app "orders"
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
            dapr.io/env: AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/token,DB_PASSWORD=
            dapr.io/env-from-secret: DB_TOKEN=database:token
      `,
      because: 'a path and an empty text give nothing away, and a Secret is the right place',
    },
  ],
});
