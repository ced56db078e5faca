import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingRoute = defineRule({
  id: 'missing-route',
  severity: 'error',
  summary: 'Subscription has no route',
  why: 'With neither rules nor a default route every message is acknowledged and dropped, or sent to the dead letter topic; only a debug line tells.',
  source: 'dapr v1.18.3 pkg/runtime/processor/subscriptions.go:52-66, pkg/runtime/subscription/subscription.go:337-347',
  docs: 'https://docs.dapr.io/reference/resource-specs/subscription-schema/',
  effect: 'wrong',
  facts: ['sub.route.empty', 'sub.grpc.path'],
  each: 'subscription',

  *check(subscription): Problems {
    const spec = subscription.body.get('spec');
    if (subscription.version === 'v1alpha1') {
      if (spec.get('route').text === '')
        yield { at: spec.get('route'), message: 'the route is empty: every message is dropped', help: 'write a path' };
      return;
    }
    const routes = spec.get('routes');
    const fallback = routes.get('default');
    if (!routes.isMap || routes.get('rules').items.length > 0 || !routes.get('rules').resolved) return;
    // What is not a text is refused by the API server.
    if (fallback.hasValue && fallback.text !== '') return;
    yield {
      at: fallback.text === '' ? fallback : routes.key,
      message: 'there is neither a rule nor a default route: every message is dropped',
      help: 'set routes.default to a path of the app',
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
          routes: {}
          ^^^^^^ there is neither a rule nor a default route: every message is dropped
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Subscription
        metadata:
          name: payments
        spec:
          pubsubname: messages
          topic: payments
          route: ""
                 ^^ the route is empty: every message is dropped
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
            default: orders
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: payments
        spec:
          pubsubname: messages
          topic: payments
          routes:
            rules:
              - match: ""
                path: /payments
      `,
      because: 'a path needs no slash, and an empty match always holds',
    },
  ],
});
