import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingSuppressionReason = defineRule({
  id: 'missing-suppression-reason',
  severity: 'off',
  summary: 'Suppression gives no reason',
  why: 'Whoever reads it later cannot tell a risk that was weighed from one that was in the way.',
  source: 'daprlint itself: README, Suppressing a finding',
  docs: 'https://github.com/daprlint/daprlint#suppressing-a-finding',
  effect: 'fragile',
  presets: { strict: 'error' },
  each: 'suppression',

  *check({ invalid, rules, reason, at }): Problems {
    if (invalid !== undefined || reason !== undefined) return;
    yield {
      at: { location: at },
      message: `there is no reason why ${rules.map(({ id }) => id).join(', ')} is suppressed`,
      help: 'write a colon and the reason behind the ids',
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
            dapr.io/app-id: Orders # daprlint-ignore invalid-app-id
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ there is no reason why invalid-app-id is suppressed
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
            dapr.io/app-id: Orders # daprlint-ignore invalid-app-id: renamed in May
      `,
      because: 'it says why',
    },
  ],
});
