import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const excessiveLogLevel = defineRule({
  id: 'excessive-log-level',
  severity: 'off',
  summary: 'Sidecar logs all that it does',
  why: 'At level debug daprd writes several lines for each request, with names of methods, topics and keys; they cost more than they tell, and are kept where logs are kept.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar.go LogLevel, cmd/daprd/options/options.go',
  docs: 'https://docs.dapr.io/operations/observability/logging/logs/',
  effect: 'fragile',
  covers: ['logging.log-levels', 'annotation-requirements.annotations.dapr-io-log-level'],
  presets: { production: 'warning' },
  each: 'app',

  *check(app): Problems {
    const level = app.annotation('log-level');
    if (!level.resolved || app.reads('log-level')?.toLowerCase() !== 'debug') return;
    yield {
      at: level,
      message: `the sidecar of ${app.title} logs at level debug`,
      help: 'write info, and debug only while you look for something',
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
            dapr.io/log-level: debug
                               ^^^^^ the sidecar of app "orders" logs at level debug
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
            dapr.io/log-level: "{{ .Values.logLevel }}"
      `,
      because: 'what the level will be is said elsewhere',
    },
  ],
});
