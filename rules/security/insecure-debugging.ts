import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const insecureDebugging = defineRule({
  id: 'insecure-debugging',
  severity: 'warning',
  summary: 'Sidecar can be debugged by others',
  why: 'With debugging the sidecar runs under a debugger that listens on all addresses and asks nobody who they are; profiling tells what is in its memory.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:216; pkg/api/http/server.go:192',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'insecure',
  securitySeverity: 8.1,
  presets: { production: 'error' },
  each: 'app',

  *check(app): Problems {
    if (app.isOn('enable-debug'))
      yield {
        at: app.annotation('enable-debug'),
        message: `the sidecar of ${app.title} runs under a debugger, on port ${app.integer('debug-port') ?? 40000}`,
        help: 'remove it when you are done',
      };
    if (app.isOn('enable-profiling'))
      yield {
        at: app.annotation('enable-profiling'),
        message: `the sidecar of ${app.title} serves profiles of its memory`,
        help: 'remove it when you are done',
        atMost: 'info',
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
            dapr.io/enable-debug: "true"
                                  ^^^^^^ the sidecar of app "orders" runs under a debugger, on port 40000
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
            dapr.io/enable-debug: "no"
      `,
      because: 'that is off, and so is what is not written',
    },
  ],
});
