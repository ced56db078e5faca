import { defineRule, type Problems, replace, yaml } from '../../src/rule.ts';

export const unusedSuppression = defineRule({
  id: 'unused-suppression',
  severity: 'warning',
  summary: 'Suppression suppresses nothing',
  why: 'What is fixed needs no excuse any more; left standing, it hides the next fault of its kind.',
  source: 'daprlint itself: README, Suppressing a finding',
  docs: 'https://github.com/daprlint/daprlint#suppressing-a-finding',
  effect: 'ignored',
  each: 'suppression',

  *check({ unused, rules, isExpired, until, at, removal }): Problems {
    const whole = removal && { title: 'Remove the suppression', edits: [replace({ location: removal }, '')] };
    if (isExpired) {
      yield {
        at: { location: at },
        message: `this suppression ended on ${until}`,
        help: 'fix what it hides, or give it a later day',
        ...(whole && { fix: whole }),
      };
      return;
    }
    for (const mention of unused) {
      const part = mention.removal && {
        title: `Remove ${mention.id}`,
        edits: [replace({ location: mention.removal }, '')],
      };
      const fix = unused.length === rules.length ? whole : part;
      yield {
        at: mention,
        message: `there is no finding of ${mention.id} to suppress here`,
        help: 'remove it',
        ...(fix && { fix }),
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
            dapr.io/app-id: orders # daprlint-ignore invalid-app-id: named by another team
                                                     ^^^^^^^^^^^^^^ there is no finding of invalid-app-id to suppress here
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
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
            # daprlint-ignore invalid-app-id, unquoted-string: named by another team
                                              ^^^^^^^^^^^^^^^ there is no finding of unquoted-string to suppress here
            dapr.io/app-id: Orders
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            # daprlint-ignore invalid-app-id: named by another team
            dapr.io/app-id: Orders
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
            dapr.io/app-id: Orders # daprlint-ignore invalid-app-id: named by another team
      `,
      because: 'this one is needed',
    },
  ],
});
