import {
  defineRule,
  type Locatable,
  mayShare,
  type Problems,
  quote,
  topicScopesIn,
  topicsIn,
  yaml,
} from '../../src/rule.ts';

export const conflictingSubscriptionTopic = defineRule({
  id: 'conflicting-subscription-topic',
  severity: 'error',
  summary: 'Subscription to a topic that the component refuses',
  why: 'A subscription to a topic that allowedTopics, protectedTopics or the scopes of the app do not let through is dropped: no message ever arrives.',
  source:
    'dapr v1.18.3 pkg/runtime/pubsub/adapter.go:58-83 IsOperationAllowed, pkg/runtime/processor/subscriber/subscriber.go:269',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-scopes/',
  effect: 'ignored',
  covers: ['pub-sub-publish-subscribe.features.topic-based-routing', 'authentication-and-authorization.access-control'],
  facts: ['pubsub.allowedTopics', 'pubsub.protectedTopics', 'pubsub.scopes.none', 'pubsub.topic.case'],
  needs: ['Component'],
  each: 'subscription',

  *check(subscription, { workspace }): Problems {
    const spec = subscription.body.get('spec');
    const [name, topic] = [spec.get('pubsubname'), spec.get('topic')];
    if (!name.text || !name.resolved || !topic.text || !topic.resolved) return;
    const components = workspace.components.filter(
      (each) => each.block === 'pubsub' && each.name === name.text && mayShare(each.namespace, subscription.namespace),
    );
    const [component] = components;
    if (!component?.isWhole || components.length > 1) return;
    const because = (
      item: string,
      message: string,
    ): { readonly related: readonly { at: Locatable; message: string }[] } => ({
      related: [{ at: component.place(item), message }],
    });
    const allowed = component.text('allowedTopics') ?? '';
    if (allowed !== '' && !topicsIn(allowed).includes(topic.text)) {
      yield {
        at: topic,
        message: `${quote(component.name)} does not allow the topic ${quote(topic.text)}`,
        help: 'add it to allowedTopics',
        ...because('allowedTopics', 'the topics that it allows'),
      };
      return;
    }
    const granted = component.text('subscriptionScopes');
    const apps = subscription.scopes?.flatMap((scope) => (scope.resolved && scope.text ? [scope.text] : []));
    if (granted === undefined || !apps) return;
    const isProtected = topicsIn(component.text('protectedTopics') ?? '').includes(topic.text);
    for (const app of apps) {
      const topics = topicScopesIn(granted)
        .filter((scope) => scope.app === app)
        .flatMap((scope) => scope.topics ?? []);
      if (topics.includes(topic.text) || (topics.length === 0 && !isProtected)) continue;
      const item = topics.length === 0 ? 'protectedTopics' : 'subscriptionScopes';
      yield {
        at: topic,
        message: `${quote(app)} may not subscribe to ${quote(topic.text)}`,
        help: `add ${topic.text} to the topics of ${app} in subscriptionScopes`,
        ...because(item, 'says so'),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: refunds
        spec:
          pubsubname: messages
          topic: refunds
                 ^^^^^^^ "messages" does not allow the topic "refunds"
          routes:
            default: /refunds
        ---
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
                     ~~~~~~~~~~~~~~~ the topics that it allows
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
                 ^^^^^^ "billing" may not subscribe to "orders"
          routes:
            default: /orders
        scopes:
          - billing
          - shop
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: subscriptionScopes
              value: billing=;shop=orders
                     ~~~~~~~~~~~~~~~~~~~~ says so
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
          - billing
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: allowedTopics
              value: orders, invoices
            - name: subscriptionScopes
              value: shop=invoices
      `,
      because: 'an app that the scopes do not name may use every topic that is not protected',
    },
  ],
});
