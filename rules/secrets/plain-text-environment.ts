import {
  type App,
  defineRule,
  environmentOf,
  type Field,
  inPlainText,
  type Problems,
  plainTextOf,
  yaml,
} from '../../src/rule.ts';

export const plainTextEnvironment = defineRule({
  id: 'plain-text-environment',
  severity: 'warning',
  summary: 'Secret stands in the environment of an app or its sidecar',
  why: 'Whoever can read the manifest, or the pod, has the secret. Variables of containers come from Secrets with valueFrom, and since Dapr 1.15 those of the sidecar with dapr.io/env-from-secret.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:484,488',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'insecure',
  securitySeverity: 7.5,
  presets: { production: 'error' },
  each: 'app',

  *check(app): Problems {
    const environment = app.annotation('env');
    for (const { name = '', value, from, to } of environmentOf(app.reads('env') ?? '')) {
      const found = plainTextOf(name, value);
      if (!found) continue;
      yield {
        at: environment.part(from, to),
        message: inPlainText(name, found),
        help: 'put it into a Secret, and name it in dapr.io/env-from-secret',
        ...(!found.isCertain && { atMost: 'info' as const }),
      };
    }
    for (const { name, value } of variablesOf(app)) {
      const found = value.resolved ? plainTextOf(name, value.text ?? '') : undefined;
      if (!found) continue;
      yield {
        at: value,
        message: inPlainText(name, found),
        help: 'put it into a Secret, and take it from there with valueFrom.secretKeyRef',
        ...(!found.isCertain && { atMost: 'info' as const }),
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
        spec:
          containers:
            - name: orders
              image: orders:1.0.0
              env:
                - name: DB_PASSWORD
                  value: correct-horse
                         ^^^^^^^^^^^^^ DB_PASSWORD is written in plain text
                - name: ConnectionStrings__Orders
                  value: Server=db.example.com;Database=orders;User ID=orders;Password=correct-horse
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ConnectionStrings__Orders holds a password, in plain text
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
              image: orders:1.0.0
              env:
                - name: DB_PASSWORD
                  valueFrom:
                    secretKeyRef: { name: orders, key: password }
                - name: DB_PASSWORD_FILE
                  value: /run/secrets/password
                - name: SECRET_NAME
                  value: orders
                - name: TOKEN_ISSUER
                  value: https://login.example.com
                - name: MAX_TOKENS
                  value: "4096"
                - name: DB_URL
                  value: postgres://$(DB_USER):$(DB_PASSWORD)@db.example.com/orders
                - name: CACHE_KEY
                  value: orders-of-the-day-and-the-week
      `,
      because: 'names and places of secrets, references to them, and keys of a cache open no door',
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

/** The variables of its own containers. */
const variablesOf = ({ workload }: App): readonly { readonly name: string; readonly value: Field }[] => {
  const { pod } = workload;
  const containers = [...pod.get('initContainers').items, ...pod.get('containers').items];
  return containers.flatMap((container) =>
    container
      .get('env')
      .items.map((item) => ({ name: item.get('name').text ?? '', value: item.get('value') as Field })),
  );
};
