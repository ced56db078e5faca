import { defineRule, type Problems, respell, yaml } from '../../src/rule.ts';

export const missingJsonLogs = defineRule({
  id: 'missing-json-logs',
  severity: 'off',
  summary: 'Sidecar does not log in JSON',
  why: 'daprd writes lines for people unless it is told otherwise; what collects logs has to take them apart by patterns, and loses the fields.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:150, pkg/injector/annotations/annotations.go:31',
  docs: 'https://docs.dapr.io/operations/observability/logging/logs/',
  effect: 'fragile',
  covers: ['logging.structured-logging'],
  presets: { production: 'info' },
  each: 'app',

  *check(app): Problems {
    const annotation = app.annotation('log-as-json');
    if (!annotation.resolved || app.resource.isPartial || app.isOn('log-as-json')) return;
    yield {
      at: annotation.exists ? annotation : app,
      message: `the sidecar of ${app.title} does not log in JSON`,
      help: 'set dapr.io/log-as-json: "true"',
      ...(annotation.hasValue && {
        fix: { title: 'Log in JSON', edits: [respell(annotation, 'true')] },
      }),
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
                            ^^^^^^ the sidecar of app "orders" does not log in JSON
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
            dapr.io/log-as-json: "false"
                                 ^^^^^^^ the sidecar of app "orders" does not log in JSON
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/log-as-json: "true"
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
            dapr.io/log-as-json: "yes"
      `,
      because: 'the injector takes yes for true',
    },
  ],
});
