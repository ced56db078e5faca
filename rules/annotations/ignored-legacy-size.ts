import { defineRule, type Problems, yaml } from '../../src/rule.ts';

const pairs = [
  ['http-max-request-size', 'max-body-size'],
  ['http-read-buffer-size', 'read-buffer-size'],
] as const;

export const ignoredLegacySize = defineRule({
  id: 'ignored-legacy-size',
  severity: 'warning',
  summary: 'Size is given twice',
  why: 'Where the old annotation of a size and the new one are both given, daprd takes the new one.',
  source: 'dapr v1.18.3 cmd/daprd/options/options.go:217,236',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'ignored',
  since: '1.14',
  each: 'app',

  *check(app): Problems {
    for (const [old, current] of pairs) {
      if (!app.reads(current) || app.integer(old) === undefined) continue;
      yield {
        at: app.annotation(old).key,
        message: `dapr.io/${old} has no effect beside dapr.io/${current}`,
        help: 'remove it',
        related: [{ at: app.annotation(current).key, message: 'this one counts' }],
      };
    }
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
            dapr.io/http-max-request-size: "16"
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dapr.io/http-max-request-size has no effect beside dapr.io/max-body-size
            dapr.io/max-body-size: 8Mi
            ~~~~~~~~~~~~~~~~~~~~~ this one counts
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
            dapr.io/max-body-size: 8Mi
            dapr.io/read-buffer-size: 8Ki
      `,
      because: 'these are two sizes, and both are of today',
    },
  ],
});
