import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const conflictingDeadLetterTopic = defineRule({
  id: 'conflicting-dead-letter-topic',
  severity: 'error',
  summary: 'Dead letters go to the topic they come from',
  why: 'A message that cannot be handled is published to its own topic again, and comes back for ever.',
  source: 'dapr v1.18.3 pkg/runtime/subscription/bulksubscription.go:151, subscription.go sendToDeadLetter',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-deadletter/',
  effect: 'wrong',
  covers: ['pub-sub-publish-subscribe.features.dead-letter-queues'],
  each: 'subscription',

  *check(subscription): Problems {
    const spec = subscription.body.get('spec');
    const [topic, dead] = [spec.get('topic'), spec.get('deadLetterTopic')];
    if (!dead.text || !dead.resolved || dead.text !== topic.text) return;
    yield {
      at: dead,
      message: `dead letters of ${quote(dead.text)} come back to it`,
      help: 'name another topic, and subscribe to it',
      related: [{ at: topic, message: 'the topic itself' }],
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
                 ~~~~~~ the topic itself
          deadLetterTopic: orders
                           ^^^^^^ dead letters of "orders" come back to it
          routes:
            default: /orders
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
          topic: "{{ .topic }}"
          deadLetterTopic: "{{ .topic }}"
          routes:
            default: /orders
      `,
      because: 'what a placeholder will be is not known',
    },
  ],
});
