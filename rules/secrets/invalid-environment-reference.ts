import {
  type App,
  type Component,
  closest,
  defineRule,
  didYouMean,
  type Field,
  type Problem,
  type Problems,
  quote,
  yaml,
} from '../../src/rule.ts';

export const invalidEnvironmentReference = defineRule({
  id: 'invalid-environment-reference',
  severity: 'error',
  summary: 'Component may not read this environment variable',
  why: 'daprd hands out neither its own variables nor, once dapr.io/env or dapr.io/env-from-secret is set, any that these do not name: the value stays empty, with a warning in the log.',
  source: 'dapr v1.18.3 pkg/runtime/processor/secret/secret.go:203, pkg/injector/patcher/sidecar_container.go:348',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'wrong',
  facts: ['env.ref.allowlist', 'env.ref.forbidden', 'env.ref.lowercase', 'env.ref.where'],
  each: 'component',

  *check(component, { workspace }): Problems {
    for (const { item, value, name } of component.metadata) {
      const reference = item.get('envRef');
      const variable = reference.text;
      // Beside a value it is not read at all.
      if (!variable || !reference.resolved || value.hasValue) continue;
      if (/^APP_API_TOKEN$|^DAPR_| /i.test(variable)) {
        yield {
          at: reference,
          message: `${name} stays empty: daprd does not hand out ${quote(variable)}`,
          help: 'set another variable with dapr.io/env or dapr.io/env-from-secret, or use a secret',
        };
        continue;
      }
      const app = workspace
        .appsOf(component)
        .find((each) => workspace.areTogether(each.resource, component.resource) && withholds(each, variable));
      if (app) yield withheld(component, reference, app);
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: redisPassword
              envRef: DAPR_API_TOKEN
                      ^^^^^^^^^^^^^^ redisPassword stays empty: daprd does not hand out "DAPR_API_TOKEN"
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              envRef: REDIS_HOST
                      ^^^^^^^^^^ app "orders" has no variable REDIS_HOST for its sidecar
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
                dapr.io/env: "REDIS_HOSTS=redis:6379"
                             ~~~~~~~~~~~~~~~~~~~~~~~~ what the sidecar has
            spec:
              containers: [{ name: orders, image: "orders:1" }]
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              envRef: REDIS_HOST
            - name: redisPassword
              envRef: REDIS_PASSWORD
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
                dapr.io/env: "HOSTS=a,b, REDIS_HOST=redis:6379"
                dapr.io/env-from-secret: REDIS_PASSWORD=redis:password
            spec:
              containers: [{ name: orders, image: "orders:1" }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: payments
        spec:
          selector: { matchLabels: { app: payments } }
          template:
            metadata:
              labels: { app: payments }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: payments
            spec:
              containers: [{ name: payments, image: "payments:1" }]
      `,
      because: 'both annotations count, and without either every variable of the sidecar may be read',
    },
  ],
});

const sources = (app: App): readonly Field<string>[] =>
  [app.annotation('env'), app.annotation('env-from-secret')].filter(({ text }) => text);

/** The names that the sidecar of an app hands out. Source: dapr v1.18.3 sidecar_container.go parseEnvVars. */
const variablesOf = (app: App): readonly string[] =>
  sources(app).flatMap(({ text = '' }) =>
    text
      .split(/,(?=\s*[A-Za-z_][\w.-]*\s*=)/)
      .flatMap((part) => (part.includes('=') ? (part.split('=')[0] ?? '').trim() : [])),
  );

const withholds = (app: App, variable: string): boolean => {
  const given = sources(app);
  // The name is put in upper case before it is looked for.
  return (
    given.length > 0 && given.every(({ resolved }) => resolved) && !variablesOf(app).includes(variable.toUpperCase())
  );
};

const withheld = (component: Component, reference: Field<string>, app: App): Problem => {
  const variable = reference.text ?? '';
  const isLower = variablesOf(app).includes(variable) && variable !== variable.toUpperCase();
  const [given] = sources(app);
  return {
    at: reference,
    message: isLower
      ? `daprd looks for ${variable.toUpperCase()}, and ${app.title} has ${variable}`
      : `${app.title} has no variable ${variable} for its sidecar`,
    help: isLower
      ? 'write the variable in upper case, in the annotation too'
      : didYouMean(closest(variable, variablesOf(app)), `add it to dapr.io/env of ${app.title}`),
    ...(given && { related: [{ at: given, message: 'what the sidecar has' }] }),
    ...(component.ignoresErrors && { atMost: 'info' as const }),
  };
};
