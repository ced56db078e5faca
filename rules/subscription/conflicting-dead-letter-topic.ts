import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const conflictingDeadLetterTopic = defineRule({
  id: 'conflicting-dead-letter-topic',
  severity: 'error',
  summary: 'Dead letter topic is the topic itself',
  why: 'A message that fails is published to the dead letter topic of the same pub/sub component: here it comes back at once, fails again, and goes round for ever.',
  source: 'dapr v1.18.3 pkg/runtime/subscription/subscription.go:528 sendToDeadLetter',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-deadletter/',
  effect: 'wrong',
  facts: ['sub.deadletter'],
  supersedes: ['missing-dead-letter-retry'],
  each: 'subscription',

  *check(subscription): Problems {
    const topic = subscription.body.get('spec').get('topic');
    const deadLetter = subscription.body.get('spec').get('deadLetterTopic');
    if (!deadLetter.text || !deadLetter.resolved || deadLetter.text !== topic.text) return;
    yield {
      at: deadLetter,
      message: `messages of ${deadLetter.text} that fail are published to ${deadLetter.text} again`,
      help: 'name another topic',
      related: [{ at: topic, message: 'the topic' }],
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
                 ~~~~~~ the topic
          routes:
            default: /orders
          deadLetterTopic: orders
                           ^^^^^^ messages of orders that fail are published to orders again
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
          topic: "{{ .Values.topic }}"
          routes:
            default: /orders
          deadLetterTopic: "{{ .Values.topic }}-dead"
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
          deadLetterTopic: ""
      `,
      because: 'names that are filled in later may differ, and an empty name is none',
    },
  ],
});
