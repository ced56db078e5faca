import { defineRule, type Problems, quote, whySubscriptionIsBarred, yaml } from '../../src/rule.ts';

export const conflictingTopicScope = defineRule({
  id: 'conflicting-topic-scope',
  severity: 'error',
  summary: 'App may not subscribe to this topic',
  why: 'The pub/sub component limits its topics, and daprd tries for ever to start a subscription that it does not allow: no message arrives.',
  source:
    'dapr v1.18.3 pkg/runtime/pubsub/adapter.go:54 IsOperationAllowed, pkg/runtime/subscription/subscription.go:99',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-scopes/',
  effect: 'ignored',
  facts: ['sub.notallowed'],
  needs: ['Component'],
  each: 'subscription',

  *check(subscription, { workspace }): Problems {
    const spec = subscription.body.get('spec');
    const [pubsub, topic] = [spec.get('pubsubname'), spec.get('topic')];
    if (!pubsub.text || !topic.text || !topic.resolved) return;
    const [component] = workspace.componentsNamed(pubsub.text, subscription.namespace);
    if (component?.block !== 'pubsub') return;
    // Without scopes it is not known which app it is for; one that no app has is asked for what holds for all.
    for (const scope of subscription.scopes ?? [undefined]) {
      const appId = scope?.text ?? '';
      const reason = scope?.resolved === false ? undefined : whySubscriptionIsBarred(component, appId, topic.text);
      if (reason === undefined || (scope === undefined && !reason.includes('allowedTopics'))) continue;
      yield {
        at: scope ?? topic,
        message: `${scope ? quote(appId) : 'no app'} may ${scope ? 'not ' : ''}subscribe to ${quote(topic.text)}: ${reason}`,
        help: `change the metadata of ${component.title}`,
        related: [{ at: component, message: 'this component limits its topics' }],
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
            default: /orders
        scopes:
          - orders
          - billing
            ^^^^^^^ "billing" may not subscribe to "orders": subscriptionScopes give the app other topics
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
                ~~~~~~~~ this component limits its topics
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: subscriptionScopes
              value: "orders=orders,returns; billing=invoices"
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
                 ^^^^^^ no app may subscribe to "orders": it is not among allowedTopics
          routes:
            default: /orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
                ~~~~~~~~ this component limits its topics
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: allowedTopics
              value: "invoices,returns"
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
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: subscriptionScopes
              value: "billing="
            - name: protectedTopics
              value: "invoices"
      `,
      because: 'an app that subscriptionScopes do not name may subscribe to all that is not protected',
    },
  ],
});
