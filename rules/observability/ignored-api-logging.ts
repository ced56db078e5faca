import { defineRule, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const ignoredApiLogging = defineRule({
  id: 'ignored-api-logging',
  severity: 'warning',
  summary: 'Options of an API log that is off',
  why: 'Without logging.apiLogging.enabled, or the annotation dapr.io/enable-api-logging, nothing is logged, whatever the other options say.',
  source: 'dapr v1.18.3 pkg/runtime/config.go:348, pkg/config/configuration.go APILoggingSpec',
  docs: 'https://docs.dapr.io/operations/troubleshooting/api-logs-troubleshooting/',
  effect: 'ignored',
  facts: ['cfg.apilogging'],
  needs: [workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const log = configuration.spec.get('logging').get('apiLogging');
    const isOn = log.get('enabled').boolean === true || !log.get('enabled').resolved;
    const apps = workspace.appsWithConfiguration(configuration);
    if (isOn || apps.some((app) => app.annotation('enable-api-logging').exists)) return;
    const options = [log.get('obfuscateURLs'), log.get('omitHealthChecks')].filter(({ boolean }) => boolean === true);
    // Written down beside a plain "enabled: false", they wait for the day it is turned on.
    if (options.length === 0 || log.get('enabled').exists) return;
    for (const option of options)
      yield { at: option.key, message: 'the API log is off, so this option does nothing', help: 'add enabled: true' };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: logs
        spec:
          logging:
            apiLogging:
              omitHealthChecks: true
              ^^^^^^^^^^^^^^^^ the API log is off, so this option does nothing
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: logs
        spec:
          logging:
            apiLogging:
              enabled: false
              omitHealthChecks: true
      `,
      because: 'who writes that it is off knows that it is off',
    },
  ],
});
