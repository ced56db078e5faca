import { defineRule, isTruthy, type Problems, parseBoolean, quote, respell, yaml } from '../../src/rule.ts';

export const invalidRawPayload = defineRule({
  id: 'invalid-raw-payload',
  severity: 'error',
  summary: 'Subscription has a rawPayload that is neither true nor false',
  why: 'Unlike most booleans of Dapr this one is read strictly, and only when a message comes: every message fails.',
  source:
    'dapr v1.18.3 pkg/runtime/subscription/subscription.go:198; components-contrib v1.18.4 metadata/utils.go:104 IsRawPayload',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-raw/',
  effect: 'wrong',
  facts: ['sub.rawpayload'],
  each: 'subscription',

  *check(subscription): Problems {
    const raw = subscription.body.get('spec').get('metadata').get('rawPayload');
    if (!raw.text || !raw.resolved || parseBoolean(raw.text) !== undefined) return;
    const meant = `"${isTruthy(raw.text)}"`;
    yield {
      at: raw,
      message: `rawPayload is ${quote(raw.text)}, neither "true" nor "false": every message fails`,
      help: `write ${meant}`,
      fix: { title: `Write ${meant}`, edits: [respell(raw, String(isTruthy(raw.text)))], unsafe: true },
    };
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
          metadata:
            rawPayload: "yes"
                        ^^^^^ rawPayload is "yes", neither "true" nor "false": every message fails
      `,
      fixed: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          routes:
            default: /orders
          metadata:
            rawPayload: "true"
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
          metadata:
            rawPayload: "T"
            rawpayload: "yes"
      `,
      because: 'Go knows a few spellings of true, and the key counts in one letter case only',
    },
  ],
});
