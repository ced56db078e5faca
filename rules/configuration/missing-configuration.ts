import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingConfiguration = defineRule({
  id: 'missing-configuration',
  severity: 'off',
  summary: 'App runs without a Configuration',
  why: 'The sidecar then has the defaults: it exports no traces, lets every app call it, and gives all secrets of its stores to the app.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar.go:65, pkg/config/configuration.go LoadDefaultConfiguration',
  docs: 'https://docs.dapr.io/operations/configuration/configuration-overview/',
  effect: 'fragile',
  // Both are said in a Configuration.
  supersedes: ['missing-access-control', 'missing-api-log', 'missing-tracing'],
  covers: ['annotation-requirements.annotations.dapr-io-config'],
  presets: { strict: 'warning', 'todo-chatbot': 'warning' },
  each: 'app',

  *check(app): Problems {
    if (app.resource.isPartial || app.annotation('config').exists) return;
    yield {
      at: app,
      message: `${app.title} names no Configuration`,
      help: 'add dapr.io/config with the name of a Configuration in the namespace of the pod, with tracing and accessControl',
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
                            ^^^^^^ app "orders" names no Configuration
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
            dapr.io/config: tracing
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: zipkin
      `,
      because: 'the one names its Configuration, and the other has no sidecar',
    },
  ],
});
