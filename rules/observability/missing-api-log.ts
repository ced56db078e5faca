import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const missingApiLog = defineRule({
  id: 'missing-api-log',
  severity: 'off',
  summary: 'Nobody sees what an app asks of its sidecar',
  why: 'daprd logs the calls of its API, reads of secrets among them, only where dapr.io/enable-api-logging or, without it, logging.apiLogging.enabled of the Configuration says so.',
  source: 'dapr v1.18.3 pkg/runtime/config.go:348, pkg/api/http/server.go:314, pkg/api/grpc/server.go:337',
  docs: 'https://docs.dapr.io/operations/troubleshooting/api-logs-troubleshooting/',
  effect: 'fragile',
  facts: ['cfg.apilogging'],
  presets: { strict: 'info', 'todo-chatbot': 'info' },
  needs: ['Configuration'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const [annotation, config] = [app.annotation('enable-api-logging'), app.annotation('config')];
    const own = app.reads('enable-api-logging');
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial || !annotation.resolved || app.isOn('enable-api-logging')) return;
    const configuration = workspace.configurationOf(app);
    const enabled = configuration?.spec.get('logging').get('apiLogging').get('enabled');
    if (own === undefined) {
      // What is said elsewhere is not known.
      if (configuration ? configuration.resource.isPartial || !enabled?.resolved : config.exists) return;
      if (enabled?.boolean === true) return;
    }
    yield {
      at: annotation.exists ? annotation : config.exists ? config : app,
      message: `the sidecar of ${app.title} does not log the calls of its API`,
      help: configuration
        ? `set logging.apiLogging.enabled in Configuration ${quote(configuration.name)}, with obfuscateURLs`
        : 'set dapr.io/enable-api-logging: "true"',
      ...(enabled?.exists && { related: [{ at: enabled, message: 'it is off here' }] }),
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
            dapr.io/config: traced
                            ^^^^^^ the sidecar of app "orders" does not log the calls of its API
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: traced
        spec:
          logging:
            apiLogging:
              enabled: false
                       ~~~~~ it is off here
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
            dapr.io/enable-api-logging: "yes"
            dapr.io/config: traced
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
            dapr.io/config: of-another-repository
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: traced
        spec:
          logging:
            apiLogging:
              enabled: false
      `,
      because: 'the annotation counts more than the Configuration, and one that is not here may turn it on',
    },
  ],
});
