import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

/** `<app-id>-dapr` has to be a DNS label of at most 63 characters, so an app-id may even end with a hyphen. */
const longest = 58;

export const invalidAppId = defineRule({
  id: 'invalid-app-id',
  severity: 'error',
  summary: 'App-id cannot be part of a Service name',
  why: 'Dapr names a Service <app-id>-dapr; when that is no DNS label of at most 63 characters, the injector refuses every pod.',
  source: 'dapr v1.18.3 pkg/validation/validation.go ValidateKubernetesAppID',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  covers: ['service-invocation.configuration.app-id', 'annotation-requirements.annotations.dapr-io-app-id'],
  each: 'app',

  *check(app): Problems {
    const { appId, id } = app;
    if (appId === undefined || /^[a-z0-9][-a-z0-9]{0,57}$/.test(appId)) return;
    const reason =
      appId.length > longest
        ? `has ${appId.length} characters; ${longest} are the most`
        : appId.startsWith('-')
          ? 'starts with a hyphen'
          : 'may hold only lower-case letters, digits and hyphens';
    const likely = appId
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, longest);
    yield {
      at: id,
      message: `app-id ${quote(appId)} ${reason}`,
      help: likely === '' ? 'choose another name' : `use ${quote(likely)}`,
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
            dapr.io/app-id: Order_Service
                            ^^^^^^^^^^^^^ app-id "Order_Service" may hold only lower-case letters, digits and hyphens
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
            dapr.io/app-id: 2-orders-
      `,
      because: 'a digit may come first and a hyphen last, for -dapr follows',
    },
  ],
});
