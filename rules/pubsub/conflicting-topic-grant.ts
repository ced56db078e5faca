import {
  defineRule,
  listed,
  type Problems,
  placeOfScope,
  quote,
  topicScopesIn,
  topicsIn,
  yaml,
} from '../../src/rule.ts';

const directions = ['publishingScopes', 'subscriptionScopes'];

export const conflictingTopicGrant = defineRule({
  id: 'conflicting-topic-grant',
  severity: 'error',
  summary: 'Topic is granted and refused',
  why: 'allowedTopics is asked first, and what it does not hold is refused whatever the scopes say. A protected topic that no app is granted can be used by nobody.',
  source: 'dapr v1.18.3 pkg/runtime/pubsub/adapter.go:58-83 IsOperationAllowed',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-scopes/',
  effect: 'wrong',
  covers: ['authentication-and-authorization.access-control'],
  facts: ['pubsub.allowedTopics', 'pubsub.scopes.vs.allowed', 'pubsub.protectedTopics', 'pubsub.topic.case'],
  needs: ['Subscription'],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.block !== 'pubsub' || !component.isWhole) return;
    const allowed = topicsIn(component.text('allowedTopics') ?? '');
    const [granted, publishable] = [new Set<string>(), new Set<string>()];
    for (const name of directions) {
      const item = component.item(name);
      if (item && item.text === undefined) return;
      for (const scope of topicScopesIn(item?.text ?? '')) {
        const topics = (scope.topics ?? []).filter((topic) => topic !== '' && topic !== '*');
        for (const topic of topics) {
          granted.add(topic);
          if (name === 'publishingScopes') publishable.add(topic);
        }
        const refused = topics.filter((topic) => allowed.length > 0 && !allowed.includes(topic));
        if (!item || refused.length === 0) continue;
        yield {
          at: placeOfScope(item, scope),
          message: `allowedTopics refuses ${listed(refused.map(quote))}`,
          help: 'add it to allowedTopics, in the same letters',
          related: [{ at: component.place('allowedTopics'), message: 'what is not here is refused' }],
        };
      }
    }
    const guarded = topicsIn(component.text('protectedTopics') ?? '').filter((topic) => topic !== '');
    const dead = guarded.filter((topic) => !granted.has(topic));
    const [first] = dead;
    if (first !== undefined)
      yield {
        at: component.place('protectedTopics'),
        message: `nobody may use ${listed(dead.map(quote))}: ${dead.length === 1 ? 'it is' : 'they are'} protected, and granted to no app`,
        help: `add app=${first} to publishingScopes and subscriptionScopes`,
        atMost: 'warning',
      };
    for (const topic of guarded.filter((each) => granted.has(each) && !publishable.has(each))) {
      const [subscription] = workspace.topics.subscriptionsTo(component.name, topic, component.namespace);
      if (!subscription || !workspace.areTogether(subscription, component.resource)) continue;
      yield {
        at: component.place(component.item('publishingScopes')?.isGiven ? 'publishingScopes' : 'protectedTopics'),
        message: `no app may publish to ${quote(topic)}: it is protected, and publishingScopes grants it to none`,
        help: `add app=${topic} to publishingScopes, unless it is not apps of Dapr that publish to it`,
        related: [{ at: subscription.body.get('spec').get('topic'), message: 'this waits for its messages' }],
        atMost: 'info',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: allowedTopics
              value: orders,invoices
                     ~~~~~~~~~~~~~~~ what is not here is refused
            - name: publishingScopes
              value: shop=orders;billing=Invoices
                                 ^^^^^^^^^^^^^^^^ allowedTopics refuses "Invoices"
            - name: protectedTopics
              value: refunds
                     ^^^^^^^ nobody may use "refunds": it is protected, and granted to no app
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: protectedTopics
              value: orders,refunds
            - name: publishingScopes
              value: shop=refunds
                     ^^^^^^^^^^^^ no app may publish to "orders": it is protected, and publishingScopes grants it to none
            - name: subscriptionScopes
              value: billing=orders,refunds
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
                 ~~~~~~ this waits for its messages
          routes:
            default: /orders
        scopes: [billing]
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: allowedTopics
              value: "orders, invoices, returns"
            - name: publishingScopes
              value: shop=orders;billing=
            - name: subscriptionScopes
              value: billing=orders,returns
            - name: protectedTopics
              value: orders,returns
        ---
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
      because:
        'billing= names no topic, an allowed topic need not be granted, and for what nobody here waits others may publish',
    },
  ],
});
