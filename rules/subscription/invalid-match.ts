import { defineRule, expressionIn, type Problems, replace, yaml } from '../../src/rule.ts';

export const invalidMatch = defineRule({
  id: 'invalid-match',
  severity: 'error',
  summary: 'Match of a routing rule does not compile',
  why: 'daprd exits at a match that is no CEL; a call of a function that CEL does not have keeps it busy for ever, and the app never starts.',
  source:
    'dapr v1.18.3 pkg/runtime/processor/subscriptions.go:52, pkg/expr/expr.go:26-52; cel-go v0.20.1 checker/checker.go:228,269',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/howto-route-messages/',
  effect: 'rejected',
  covers: ['pub-sub-publish-subscribe.features.topic-based-routing'],
  facts: ['sub.match.syntax', 'sub.match.functions', 'sub.match.env'],
  each: 'subscription',

  *check(subscription): Problems {
    for (const rule of subscription.body.get('spec').get('routes').get('rules').items) {
      const match = rule.get('match');
      // Nothing but space is no match at all, and always holds.
      if (match.text?.trim() === '') continue;
      const expression = expressionIn(match);
      if (!expression || !('fault' in expression)) continue;
      const { at, message, help, isAssignment } = expression.fault;
      const { start, end } = at.location.range;
      yield {
        at,
        message: `the match ${message}: daprd ${message.startsWith('calls') ? 'never starts' : 'exits'}`,
        help,
        ...(isAssignment &&
          end - start === 1 && { fix: { title: 'Compare with ==', edits: [replace(at, '==')], unsafe: true } }),
      };
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
            rules:
              - match: event.type = "order.created"
                                  ^ the match does not compile: one = is no operator of CEL: daprd exits
                path: /created
            default: /orders
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
            rules:
              - match: event.type == "order.created"
                path: /created
            default: /orders
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
              - match: event.type == "order.created" and event.data.total > 10
                                                     ^^^ the match does not compile: and is not expected here: daprd exits
                path: /a
              - match: event.type.lowerAscii() == "order.created"
                       ^^^^^^^^^^^^^^^^^^^^^^^ the match calls lowerAscii, which CEL does not have: daprd never starts
                path: /b
              - match: type == "order.created"
                       ^^^^^^^^^^^^^^^^^^^^^^^ the match does not compile: == does not take type(type) and string: daprd exits
                path: /c
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
              - match: >-
                  has(event.data.items) && event.data.items.exists(item, item.price > 10.5)
                path: /expensive
              - match: event.type.matches(r'^order\\.\\w+$') || event.data['x-kind'] in ["a", 'b']
                path: /kind
              - match: "{{ .Values.match }}"
                path: /templated
              - match: " "
                path: /rest
      `,
      because: 'macros, raw texts and lists are CEL, and a match of nothing but space is none',
    },
  ],
});
