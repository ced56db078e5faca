import { areLoadedTogether, defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const duplicateSubscription = defineRule({
  id: 'duplicate-subscription',
  severity: 'warning',
  summary: 'Topic has two subscriptions of one app',
  why: 'Of several declarative subscriptions of an app to one topic of one pub/sub component daprd uses the first that it loads, and says nothing of the others: which one that is nobody promises.',
  source: 'dapr v1.18.3 pkg/runtime/compstore/subscriptions.go:193-212',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/subscription-methods/',
  effect: 'ignored',
  facts: ['sub.dup.topic', 'sub.scopes'],
  each: 'subscription',

  *check(subscription, { workspace }): Problems {
    const spec = subscription.body.get('spec');
    const [pubsub, topic] = [spec.get('pubsubname'), spec.get('topic')];
    if (!pubsub.text || !topic.text || !pubsub.resolved || !topic.resolved) return;
    // Each pair is told once, at the later of the two.
    for (const other of workspace.topics.before(subscription)) {
      // The same object twice is another matter.
      if (other.name === subscription.name) return;
      if (!areLoadedTogether(workspace, other, subscription)) continue;
      yield {
        at: topic,
        message: `${quote(other.name)} subscribes to ${topic.text} of ${pubsub.text} too: only one of them is used`,
        help: 'put the routes into one subscription, or give them scopes that do not meet',
        related: [{ at: other.body.get('spec').get('topic'), message: 'the other subscription' }],
      };
      return;
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
                 ~~~~~~ the other subscription
          routes:
            default: /orders
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: billing
        spec:
          pubsubname: messages
          topic: orders
                 ^^^^^^ "orders" subscribes to orders of messages too: only one of them is used
          routes:
            default: /bill
        scopes:
          - billing
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
        scopes:
          - orders
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: billing
        spec:
          pubsubname: messages
          topic: orders
          routes:
            default: /bill
        scopes:
          - billing
      `,
      because: 'two apps may subscribe to one topic',
    },
  ],
});
