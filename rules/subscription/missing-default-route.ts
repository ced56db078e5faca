import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingDefaultRoute = defineRule({
  id: 'missing-default-route',
  severity: 'warning',
  summary: 'Messages that no rule matches are dropped',
  why: 'Without a default route a message that matches no rule is acknowledged and dropped without a log line, or sent to the dead letter topic.',
  source: 'dapr v1.18.3 pkg/runtime/subscription/subscription.go:337-347',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/howto-route-messages/',
  effect: 'fragile',
  covers: ['pub-sub-publish-subscribe.features.topic-based-routing'],
  facts: ['sub.route.empty', 'sub.rules.first'],
  each: 'subscription',

  *check(subscription): Problems {
    const spec = subscription.body.get('spec');
    const routes = spec.get('routes');
    const rules = routes.get('rules').items;
    const fallback = routes.get('default');
    if (subscription.version === 'v1alpha1' || rules.length === 0 || (fallback.hasValue && fallback.text !== ''))
      return;
    if (rules.some((rule) => !rule.get('match').text?.trim() || rule.get('match').text?.trim() === 'true')) return;
    const deadLetter = spec.get('deadLetterTopic');
    yield {
      at: routes.key,
      message: deadLetter.text
        ? 'messages that no rule matches go to the dead letter topic'
        : 'messages that no rule matches are dropped',
      help: 'set routes.default',
      ...(deadLetter.text && { atMost: 'info' as const }),
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
          ^^^^^^ messages that no rule matches are dropped
            rules:
              - match: event.type == "order.created"
                path: /created
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
            rules:
              - match: event.type == "order.created"
                path: /created
              - match: ""
                path: /orders
      `,
      because: 'an empty match takes what is left',
    },
  ],
});
