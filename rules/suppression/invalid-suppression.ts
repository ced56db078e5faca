import { defineRule, didYouMean, type Problems, yaml } from '../../src/rule.ts';

export const invalidSuppression = defineRule({
  id: 'invalid-suppression',
  severity: 'error',
  summary: 'Suppression cannot be understood',
  why: 'A suppression that names no rule, a rule that does not exist, or stands in the wrong place suppresses nothing.',
  source: 'daprlint itself: README, Suppressing a finding',
  docs: 'https://github.com/daprlint/daprlint#suppressing-a-finding',
  effect: 'ignored',
  each: 'suppression',

  *check({ invalid, unknown, at }): Problems {
    if (invalid !== undefined) yield { at: { location: at }, message: invalid };
    for (const mention of unknown) {
      yield {
        at: mention,
        message: `there is no rule ${mention.id}`,
        help: didYouMean(mention.meant, 'daprlint rules lists them all'),
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
            # daprlint-ignore invalid-appid: named by another team
                              ^^^^^^^^^^^^^ there is no rule invalid-appid
            dapr.io/app-id: orders
      `,
    },
    {
      good: yaml`
        # daprlint-ignored is what people write when they mean something else
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: notes
        data:
          note: "# daprlint-ignore"
      `,
      because: 'neither is a comment that speaks to daprlint',
    },
  ],
});
