import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const ignoredRoutingRule = defineRule({
  id: 'ignored-routing-rule',
  severity: 'warning',
  summary: 'Route is never reached',
  why: 'Rules are tried in their order and the first that holds wins: one with an empty match always holds, and one with the match of an earlier rule never has its turn.',
  source: 'dapr v1.18.3 pkg/runtime/subscription/subscription.go:585-610, processor/subscriptions.go:52-66',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/howto-route-messages/',
  effect: 'ignored',
  facts: ['sub.rules.first'],
  each: 'subscription',

  *check(subscription): Problems {
    const routes = subscription.body.get('spec').get('routes');
    const earlier = new Map<string, ReturnType<typeof routes.get<'rules'>>['items'][number]>();
    for (const rule of routes.get('rules').items) {
      const match = rule.get('match');
      const text = match.text?.trim();
      const always = earlier.get('') ?? earlier.get('true');
      if (text === undefined || !match.resolved) continue;
      const twin = always ?? earlier.get(text);
      if (twin) {
        yield {
          at: match,
          message: always
            ? 'no message comes this far: an earlier rule takes all'
            : 'an earlier rule has the same match',
          help: always ? 'move the rule that takes all to the end' : 'remove one of them',
          related: [{ at: twin.get('match'), message: 'the earlier rule' }],
        };
      } else earlier.set(text, rule);
    }
    const always = earlier.get('') ?? earlier.get('true');
    const fallback = routes.get('default');
    if (!always || !fallback.text) return;
    yield {
      at: fallback,
      message: 'no message comes to the default route: a rule takes all',
      help: 'remove it, or the rule',
      related: [{ at: always.get('match'), message: 'this rule' }],
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
            rules:
              - match: ""
                       ~~ the earlier rule
                       ~~ this rule
                path: /all
              - match: event.type == "order.created"
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no message comes this far: an earlier rule takes all
                path: /created
            default: /orders
                     ^^^^^^^ no message comes to the default route: a rule takes all
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
          routes:
            rules:
              - match: event.type == "order.created"
                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ the earlier rule
                path: /created
              - match: event.type == "order.created"
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ an earlier rule has the same match
                path: /new
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
          routes:
            rules:
              - match: event.type == "order.created"
                path: /orders
              - match: event.type == "order.changed"
                path: /orders
              - match: ""
                path: /orders
      `,
      because: 'rules may share a path, and the rule that takes all is the last',
    },
  ],
});
