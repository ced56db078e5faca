import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const missingDeadLetterTopic = defineRule({
  id: 'missing-dead-letter-topic',
  severity: 'off',
  summary: 'Subscription has no dead letter topic',
  why: 'A message that an app cannot handle is delivered again and again, or dropped, as the broker has it; with a dead letter topic it is put aside for somebody to look at.',
  source: 'dapr v1.18.3 pkg/runtime/subscription/subscription.go:402-411,528 sendToDeadLetter',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-deadletter/',
  effect: 'fragile',
  covers: ['pub-sub-publish-subscribe.features.dead-letter-queues'],
  facts: ['sub.deadletter'],
  presets: { production: 'info' },
  each: 'subscription',

  *check(subscription, { workspace }): Problems {
    const spec = subscription.body.get('spec');
    const [pubsub, topic, deadLetter] = [spec.get('pubsubname'), spec.get('topic'), spec.get('deadLetterTopic')];
    if (!topic.text || !deadLetter.resolved || deadLetter.text || subscription.isPartial) return;
    // Dead letters themselves end here.
    if (workspace.topics.failingInto(pubsub.text ?? '', topic.text, subscription.namespace).length > 0) return;
    yield {
      at: deadLetter.exists ? deadLetter : topic,
      message: `messages of ${quote(topic.text)} that fail have no dead letter topic`,
      help: 'add deadLetterTopic, and a Subscription for it',
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
                 ^^^^^^ messages of "orders" that fail have no dead letter topic
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
          topic: orders
          deadLetterTopic: poison
          routes:
            default: /orders
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: poison
        spec:
          pubsubname: messages
          topic: poison
          routes:
            default: /poison
      `,
      because: 'a topic for dead letters needs none of its own',
    },
  ],
});
