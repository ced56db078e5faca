import {
  type App,
  closest,
  defineRule,
  didYouMean,
  isKeptFromComponents,
  namedValuesOf,
  type Problems,
  quote,
  sidecarEnvironment,
  sidecarsOf,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

type Environment = ReturnType<typeof sidecarEnvironment>;

/** Why a sidecar has no value for a variable, and what to do about it. */
const reasonOf = (
  variable: string,
  environment: Environment,
  without: readonly App[],
): { readonly message: string; readonly help: string } => {
  const upper = variable.toUpperCase();
  const hiding = environment.hiding(variable);
  if (hiding !== undefined)
    return { message: `daprd stops at ${hiding} before it finds ${upper}`, help: `name ${upper} before ${hiding}` };
  if (variable !== upper && [variable, upper].some((each) => environment.names.includes(each)))
    return {
      message: `daprd asks for ${upper}, and reads ${variable}`,
      help: 'write it in upper case, here and in the annotation',
    };
  return {
    message: `${sidecarsOf(without, ['has', 'have'])} no variable ${variable}`,
    help: didYouMean(closest(variable, environment.names), 'add it to dapr.io/env or dapr.io/env-from-secret'),
  };
};

export const unknownEnvironmentVariable = defineRule({
  id: 'unknown-environment-variable',
  severity: 'error',
  summary: 'Variable that the sidecar does not have, or does not hand out',
  why: 'envRef reads the environment of the sidecar, not of the app. Neither its own variables nor, once dapr.io/env or dapr.io/env-from-secret is set, any that these do not name in upper case are handed out: the value is empty then, with a warning in the log.',
  source:
    'dapr v1.18.3 pkg/runtime/processor/secret/secret.go:121,203 isEnvVarAllowed, pkg/injector/patcher/sidecar_container.go:343,492',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'wrong',
  facts: ['env.ref.precedence', 'env.ref.forbidden', 'env.ref.allowlist', 'env.ref.lowercase', 'env.ref.where'],
  needs: [workloadKinds],
  each: 'daprResource',

  *check(resource, { workspace }): Problems {
    for (const pair of namedValuesOf(resource)) {
      const reference = pair.get('envRef');
      const variable = reference.text;
      const name = pair.get('name').text ?? '';
      // Beside a value it is not read at all.
      if (!variable || !reference.resolved || pair.get('value').hasValue) continue;
      if (isKeptFromComponents(variable)) {
        yield {
          at: reference,
          message: `${name} stays empty: daprd does not hand out ${quote(variable)}`,
          help: 'set another variable with dapr.io/env or dapr.io/env-from-secret, or use a secret',
        };
        continue;
      }
      const without = workspace.appsWithout(variable, resource);
      const [app] = without;
      if (!app) continue;
      const environment = sidecarEnvironment(app, workspace.catalog);
      const [annotation] = environment.annotations;
      const { message, help } = reasonOf(variable, environment, without);
      yield {
        at: reference,
        message: `${name} stays empty: ${message}`,
        help,
        related: [annotation ? { at: annotation, message: 'what the sidecar has' } : { at: app, message: 'the app' }],
        // Where no list says what may be read, something else may put it there.
        ...(environment.names.length === 0 && { atMost: 'warning' as const }),
      };
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
              envRef: REDIS_HOST
                      ^^^^^^^^^^ redisHost stays empty: the sidecar of app "orders" has no variable REDIS_HOST
            - name: redisUsername
              envRef: DAPR_USER
                      ^^^^^^^^^ redisUsername stays empty: daprd does not hand out "DAPR_USER"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ the app
        spec:
          containers:
            - name: orders
              env:
                - { name: REDIS_HOST, value: redis:6379 }
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
                      ^^^^^^^^^^ redisHost stays empty: the sidecar of app "orders" has no variable REDIS_HOST
            - name: redisUsername
              envRef: redis_user
                      ^^^^^^^^^^ redisUsername stays empty: daprd asks for REDIS_USER, and reads redis_user
            - name: redisPassword
              envRef: PASSWORD
                      ^^^^^^^^ redisPassword stays empty: daprd stops at REDIS_PASSWORD before it finds PASSWORD
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
                dapr.io/env: "REDIS_HOSTS=redis:6379,redis_user=orders,REDIS_PASSWORD=p,PASSWORD=p"
                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ what the sidecar has
            spec:
              containers: [{ name: orders, image: "orders:1" }]
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: bank
        spec:
          baseUrl: https://bank.example.com
          headers:
            - name: Authorization
              envRef: APP_API_TOKEN
                      ^^^^^^^^^^^^^ Authorization stays empty: daprd does not hand out "APP_API_TOKEN"
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
      `,
      because: 'both annotations count, and a comma is part of a value unless a name follows it',
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
              envRef: REDIS_SERVICE_HOST
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
      because:
        'without either annotation every variable of the sidecar may be read, and Kubernetes names Services in some',
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
        scopes: [orders]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: payments
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: payments
            dapr.io/env: REGION=eu
      `,
      because: 'the app without the variable does not load the component',
    },
  ],
});
