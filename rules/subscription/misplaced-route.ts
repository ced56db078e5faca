import { defineRule, type Problems, respell, yaml } from '../../src/rule.ts';

export const misplacedRoute = defineRule({
  id: 'misplaced-route',
  severity: 'error',
  summary: 'Subscription has the route field of the other version',
  why: 'dapr.io/v1alpha1 has one path under route, dapr.io/v2alpha1 has routes with rules and a default; each version requires its own field, and the API server refuses the object.',
  source: 'dapr v1.18.3 charts/dapr/crds/subscription.yaml required',
  docs: 'https://docs.dapr.io/reference/resource-specs/subscription-schema/',
  effect: 'rejected',
  facts: ['sub.versions'],
  supersedes: ['unknown-field'],
  each: 'subscription',

  *check(subscription): Problems {
    const spec = subscription.body.get('spec');
    const { version } = subscription;
    if (version !== 'v1alpha1' && version !== 'v2alpha1') return;
    const [own, other] = version === 'v1alpha1' ? (['route', 'routes'] as const) : (['routes', 'route'] as const);
    if (!spec.get(other).exists || spec.get(own).exists) return;
    yield {
      at: spec.get(other).key,
      message: `${version} has ${own}, not ${other}`,
      help:
        version === 'v1alpha1'
          ? 'set apiVersion to dapr.io/v2alpha1'
          : 'write routes with a default, or set apiVersion to dapr.io/v1alpha1',
      ...(subscription.apiVersion === 'dapr.io/v1alpha1' && {
        fix: {
          title: 'Set apiVersion to dapr.io/v2alpha1',
          edits: [respell(subscription.body.get('apiVersion'), 'dapr.io/v2alpha1')],
        },
      }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          routes:
          ^^^^^^ v1alpha1 has route, not routes
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
          route: /orders
          ^^^^^ v2alpha1 has routes, not route
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          route: /orders
      `,
      because: 'the older version is served as before',
    },
  ],
});
