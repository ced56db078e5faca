import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const unusedDeadLetterTopic = defineRule({
  id: 'unused-dead-letter-topic',
  severity: 'warning',
  summary: 'Nobody subscribes to the dead letter topic',
  why: 'A message that fails is published to the dead letter topic and counts as done. Where nothing subscribes to that topic, it is seen by nobody, and lost with a broker that keeps no message for later.',
  source: 'dapr v1.18.3 pkg/runtime/subscription/subscription.go:402-411,528 sendToDeadLetter',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-deadletter/',
  effect: 'fragile',
  covers: ['pub-sub-publish-subscribe.features.dead-letter-queues'],
  facts: ['sub.deadletter'],
  each: 'subscription',

  *check(subscription, { workspace }): Problems {
    const spec = subscription.body.get('spec');
    const [pubsub, topic, deadLetter] = [spec.get('pubsubname'), spec.get('topic'), spec.get('deadLetterTopic')];
    if (!pubsub.text || !deadLetter.text || !pubsub.resolved || !deadLetter.resolved) return;
    const { topics } = workspace;
    const { namespace } = subscription;
    if (deadLetter.text === topic.text) return;
    if (topics.subscriptionsTo(pubsub.text, deadLetter.text, namespace).length > 0) return;
    const likely = topics.like(deadLetter.text, pubsub.text, namespace);
    // What takes the dead letters of others is not what was meant here.
    const isSlip =
      likely !== undefined && likely !== topic.text && topics.failingInto(pubsub.text, likely, namespace).length === 0;
    // An app may subscribe in its code, and what reads the topic may be no app of Dapr's.
    if (!isSlip && !workspace.isClosed) return;
    const [meant] = isSlip ? topics.subscriptionsTo(pubsub.text, likely, namespace) : [];
    yield {
      at: deadLetter,
      message: `nobody subscribes to ${quote(deadLetter.text)}, where messages of ${quote(topic.text ?? '')} go that fail`,
      help: isSlip
        ? `did you mean ${quote(likely)}?`
        : 'add a Subscription to it, unless an app subscribes in its code',
      ...(meant && { related: [{ at: meant.body.get('spec').get('topic'), message: 'a topic of almost this name' }] }),
      ...(!isSlip && { atMost: 'info' as const }),
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
          deadLetterTopic: poisoned-mesages
                           ^^^^^^^^^^^^^^^^ nobody subscribes to "poisoned-mesages", where messages of "orders" go that fail
          routes:
            default: /orders
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: poisoned
        spec:
          pubsubname: messages
          topic: poisoned-messages
                 ~~~~~~~~~~~~~~~~~ a topic of almost this name
          routes:
            default: /failed
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          deadLetterTopic: poison
                           ^^^^^^ nobody subscribes to "poison", where messages of "orders" go that fail
          routes:
            default: /orders
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: poison
        spec:
          pubsubname: events
          topic: poison
          routes:
            default: /failed
      `,
      closedWorld: true,
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
          deadLetterTopic: eu-dlq
          routes:
            default: /orders
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: invoices
        spec:
          pubsubname: messages
          topic: invoices
          deadLetterTopic: us-dlq
          routes:
            default: /invoices
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: invoices-dead
        spec:
          pubsubname: messages
          topic: us-dlq
          routes:
            default: /dead
      `,
      because: 'an app may subscribe to eu-dlq in its code, or the files that do so are kept elsewhere',
    },
  ],
});
