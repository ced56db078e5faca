import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const unusedSuppression = defineRule({
  id: 'unused-suppression',
  severity: 'warning',
  summary: 'Suppression suppresses nothing',
  why: 'What is fixed needs no excuse any more; left standing, it hides the next fault of its kind.',
  source: 'daprlint itself: README, Suppressing a finding',
  docs: 'https://github.com/daprlint/daprlint#suppressing-a-finding',
  effect: 'ignored',
  each: 'suppression',

  *check({ unused, isExpired, until, at }): Problems {
    if (isExpired) {
      yield {
        at: { location: at },
        message: `this suppression ended on ${until}`,
        help: 'fix what it hides, or give it a later day',
      };
      return;
    }
    for (const mention of unused) {
      yield { at: mention, message: `there is no finding of ${mention.id} to suppress here`, help: 'remove it' };
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
