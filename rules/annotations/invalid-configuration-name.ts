import { defineRule, nameFault, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidConfigurationName = defineRule({
  id: 'invalid-configuration-name',
  severity: 'error',
  summary: 'App names a Configuration that cannot exist',
  why: 'Sentry looks the Configuration up under the whole text, empty or not, before it signs the certificate of the app; without a certificate daprd exits. On Kubernetes an app has one Configuration.',
  source: 'dapr v1.18.3 pkg/sentry/server/validator/kubernetes/kubernetes.go:206',
  docs: 'https://docs.dapr.io/operations/configuration/configuration-overview/',
  effect: 'rejected',
  facts: ['sentry.config.empty'],
  supersedes: ['unknown-configuration'],
  each: 'app',

  *check(app): Problems {
    const config = app.annotation('config');
    // Sentry reads it from the pod itself, and takes an empty one for a name in all versions.
    const text = config.hasValue ? config.text : '';
    if (!config.exists || !config.resolved || text === undefined || !nameFault(text)) return;
    yield {
      at: config,
      message:
        text === ''
          ? 'dapr.io/config is empty'
          : `dapr.io/config is ${quote(text)}, which is no name of a Configuration`,
      help: text.includes(',')
        ? 'name one Configuration, and put the settings of the others into it'
        : text === ''
          ? 'leave the annotation out, or name a Configuration'
          : 'write the name of a Configuration of the same namespace, in lower case',
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
            dapr.io/config: tracing,acl
                            ^^^^^^^^^^^ dapr.io/config is "tracing,acl", which is no name of a Configuration
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
            dapr.io/config: ""
                            ^^ dapr.io/config is empty
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
            dapr.io/config: tracing.v2
      `,
      because: 'names of objects may hold dots',
    },
  ],
});
