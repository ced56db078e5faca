import { allContainersOf, carriesSecret, defineRule, looksSensitive, type Problems, yaml } from '../../src/rule.ts';

/** References to other variables, paths and addresses, switches and numbers: not the secret itself. */
const harmless = /^(?:\$\(|\/|https?:|\d{1,9}$|true$|false$|none$|null$|yes$|no$)/i;

/** Told with the tokens of Dapr. */
const toldElsewhere = new Set(['DAPR_API_TOKEN', 'APP_API_TOKEN']);

export const plainTextAppEnvironment = defineRule({
  id: 'plain-text-app-environment',
  severity: 'off',
  summary: 'Secret stands in the environment of an app',
  why: 'Whoever can read the manifest, or the pod, has the secret. The app has a sidecar that fetches secrets from a store, by a name, with a scope and a trace.',
  source: 'kubernetes api/core/v1/types.go EnvVar; dapr v1.18.3 pkg/runtime/processor/secret/secret.go:86',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/secrets/secrets-overview/',
  effect: 'insecure',
  securitySeverity: 7.5,
  covers: ['encryption.secrets-management'],
  presets: { production: 'warning' },
  each: 'app',

  *check(app): Problems {
    for (const variable of allContainersOf(app.workload).flatMap((container) => container.get('env').items)) {
      const [name, value] = [variable.get('name').text ?? '', variable.get('value')];
      const isTold = toldElsewhere.has(name) || /_(?:FILE|PATH|DIR|NAME|STORE|REF|URL|URI|ENDPOINT|TTL|EXPIRY)$/i.test(name);
      if (isTold || !value.text || !value.resolved || !looksSensitive(name)) continue;
      if (harmless.test(value.text) || !carriesSecret(value.text, undefined)) continue;
      yield {
        at: value,
        message: `${name} is written in plain text`,
        help: 'take it with valueFrom.secretKeyRef from a Secret, or ask the sidecar for it',
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
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              env:
                - name: DB_PASSWORD
                  value: correct-horse
                         ^^^^^^^^^^^^^ DB_PASSWORD is written in plain text
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
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              env:
                - name: DB_PASSWORD
                  valueFrom: { secretKeyRef: { name: database, key: password } }
                - name: DB_PASSWORD_FILE
                  value: secrets/password
                - name: TOKEN_ENDPOINT
                  value: https://login.example.org/token
                - name: SECRET_STORE
                  value: vault
      `,
      because: 'a Secret is the right place, and the others say where something is',
    },
  ],
});
