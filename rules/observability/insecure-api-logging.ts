import { defineRule, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const insecureApiLogging = defineRule({
  id: 'insecure-api-logging',
  severity: 'off',
  summary: 'API log holds the paths of all calls',
  why: 'Unless obfuscateURLs is true, the log has the whole path of each call: names of keys, topics and secrets, and whatever an app puts into the path of a method. That may be about people.',
  source: 'dapr v1.18.3 pkg/api/http/server.go:313-350 useAPILogging, pkg/config/configuration.go:592 APILoggingSpec',
  docs: 'https://docs.dapr.io/operations/troubleshooting/api-logs-troubleshooting/',
  effect: 'insecure',
  securitySeverity: 3.3,
  facts: ['cfg.apilogging'],
  presets: { production: 'warning' },
  needs: [workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const log = configuration.spec.get('logging').get('apiLogging');
    const obfuscates = log.get('obfuscateURLs');
    if (obfuscates.boolean === true || !obfuscates.resolved) return;
    const app = workspace.appsWithConfiguration(configuration).find((each) => each.isOn('enable-api-logging'));
    const isOn = log.get('enabled').boolean === true;
    if (!isOn && !app) return;
    yield {
      at: obfuscates.exists ? obfuscates : isOn ? log.get('enabled') : configuration,
      message: `${app && !isOn ? `the API log of ${app.title}` : 'the API log'} holds the whole paths of calls`,
      help: 'set obfuscateURLs to true under spec.logging.apiLogging',
      ...(app && !isOn && { related: [{ at: app.annotation('enable-api-logging'), message: 'turns it on' }] }),
    };
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
              enabled: true
                       ^^^^ the API log holds the whole paths of calls
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: logs
                ^^^^ the API log of app "orders" holds the whole paths of calls
        spec: {}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: logs
            dapr.io/enable-api-logging: "true"
                                        ~~~~~~ turns it on
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
              enabled: true
              obfuscateURLs: true
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: quiet
        spec:
          logging:
            apiLogging:
              enabled: false
      `,
      because: 'routes are logged in the place of paths, or nothing is',
    },
  ],
});
