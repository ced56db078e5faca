import { defineRule, type Problems, yaml } from '../../src/rule.ts';

const counts = ['maxMessagesCount', 'maxAwaitDurationMs'] as const;
const defaults = { maxMessagesCount: 100, maxAwaitDurationMs: 1000 } as const;

export const ignoredBulkSetting = defineRule({
  id: 'ignored-bulk-setting',
  severity: 'warning',
  summary: 'Setting of a bulk subscription has no effect',
  why: 'Where bulkSubscribe is not enabled messages come one by one, and a number below one is replaced by the default.',
  source:
    'dapr v1.18.3 pkg/runtime/subscription/subscription.go:136, pkg/runtime/pubsub/default_bulksub.go:64, utils/utils.go:65',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-bulk/',
  effect: 'ignored',
  facts: ['sub.bulk.defaults'],
  each: 'subscription',

  *check(subscription): Problems {
    const bulk = subscription.body.get('spec').get('bulkSubscribe');
    for (const name of counts) {
      const count = bulk.get(name);
      if (count.number === undefined) continue;
      if (bulk.get('enabled').boolean === false) {
        yield {
          at: count.key,
          message: `${name} has no effect: bulkSubscribe is not enabled`,
          help: 'set enabled to true, or remove it',
          related: [{ at: bulk.get('enabled'), message: 'turned off' }],
        };
      } else if (count.number < 0) {
        yield {
          at: count,
          message: `${name} is ${count.number}, and the default of ${defaults[name]} applies`,
          help: 'write 1 or more, or remove it',
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          routes:
            default: /orders
          bulkSubscribe:
            enabled: false
                     ~~~~~ turned off
            maxMessagesCount: 50
            ^^^^^^^^^^^^^^^^ maxMessagesCount has no effect: bulkSubscribe is not enabled
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: payments
        spec:
          pubsubname: messages
          topic: payments
          routes:
            default: /payments
          bulkSubscribe:
            enabled: true
            maxAwaitDurationMs: -1
                                ^^ maxAwaitDurationMs is -1, and the default of 1000 applies
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          routes:
            default: /orders
          bulkSubscribe:
            enabled: true
            maxMessagesCount: 0
            maxAwaitDurationMs: 40
      `,
      because: 'zero is a usual way to write the default',
    },
  ],
});
