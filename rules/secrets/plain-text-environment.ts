import { carriesSecret, defineRule, environmentOf, looksSensitive, type Problems, yaml } from '../../src/rule.ts';

export const plainTextEnvironment = defineRule({
  id: 'plain-text-environment',
  severity: 'warning',
  summary: 'Secret stands in the environment of the sidecar',
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
