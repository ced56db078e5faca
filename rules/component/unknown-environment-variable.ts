import { defineRule, environmentOf, type Problems, quote, yaml } from '../../src/rule.ts';

/** Names that daprd never gives away. */
const isForbidden = (name: string): boolean =>
  name === 'APP_API_TOKEN' || name.startsWith('DAPR_') || name.includes(' ');

export const unknownEnvironmentVariable = defineRule({
  id: 'unknown-environment-variable',
  severity: 'warning',
  summary: 'Component reads a variable that the sidecar does not have',
  why: 'envRef reads the environment of the sidecar, not of the app, and of that only what dapr.io/env and dapr.io/env-from-secret name, in upper case; without it the value is empty, and a warning is in the log.',
  source: 'dapr v1.18.3 pkg/runtime/processor/secret/secret.go:121,203 isEnvVarAllowed',
  docs: 'https://docs.dapr.io/reference/resource-specs/component-schema/',
  effect: 'ignored',
  facts: ['env.ref.precedence', 'env.ref.forbidden', 'env.ref.allowlist', 'env.ref.lowercase', 'env.ref.where'],
  needs: ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Rollout'],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (!component.metadata.some(({ item }) => item.get('envRef').exists)) return;
    const apps = workspace.appsBeside(component);
    for (const { item, name, value } of component.metadata) {
      const reference = item.get('envRef');
      const wanted = reference.text ?? '';
      if (wanted === '' || !reference.resolved) continue;
      if (value.hasValue) {
        yield {
          at: reference,
          message: `the variable is not read: ${name} has a value`,
          help: 'remove one of the two',
        };
        continue;
      }
      const upper = wanted.toUpperCase();
      if (isForbidden(upper)) {
        yield {
          at: reference,
          message: `${quote(wanted)} is kept from components: ${name} stays empty`,
          help: 'use a variable of another name',
        };
        continue;
      }
      const without = apps.find((app) => {
        const annotations = [app.annotation('env'), app.annotation('env-from-secret')];
        if (annotations.some(({ resolved }) => !resolved)) return false;
        const names = annotations.flatMap(({ text }) => environmentOf(text ?? '').map((entry) => entry.name));
        // Looked up in upper case, read as it is written.
        return !(names.includes(upper) && names.includes(wanted));
      });
      if (!without) continue;
      yield {
        at: reference,
        message: `the sidecar of ${without.title} has no variable ${quote(wanted)}: ${name} stays empty`,
        help:
          wanted === upper
            ? 'add it to dapr.io/env or dapr.io/env-from-secret'
            : 'write it in upper case, in both places',
        related: [{ at: without.id, message: 'the app' }],
        ...(apps.length > 1 && { atMost: 'info' as const }),
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
                      ^^^^^^^^^^ the sidecar of app "orders" has no variable "REDIS_HOST": redisHost stays empty
            - name: redisUsername
              envRef: DAPR_USER
                      ^^^^^^^^^ "DAPR_USER" is kept from components: redisUsername stays empty
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
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/env: REDIS_HOST=redis:6379
      `,
      because: 'the sidecar has the variable, and may give it away',
    },
  ],
});
