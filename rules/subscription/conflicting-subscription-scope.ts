import { defineRule, listed, type Problems, quote, yaml } from '../../src/rule.ts';

export const conflictingSubscriptionScope = defineRule({
  id: 'conflicting-subscription-scope',
  severity: 'error',
  summary: 'Subscription is for an app that does not load its pub/sub component',
  why: 'An app looks for the component of a subscription among those that it has loaded. One that is scoped to other apps is not there, and the subscription is dropped without a log line.',
  source: 'dapr v1.18.3 pkg/runtime/processor/subscriber/subscriber.go:259, pkg/apis/common/scoped.go:27',
  docs: 'https://docs.dapr.io/operations/components/component-scopes/',
  effect: 'ignored',
  covers: ['pub-sub-publish-subscribe.purpose'],
  facts: ['sub.pubsub.unknown', 'sub.scopes', 'component.scopes.match'],
  needs: ['Component'],
  each: 'subscription',

  *check(subscription, { workspace }): Problems {
    const { scopes, namespace, body } = subscription;
    const name = body.get('spec').get('pubsubname');
    if (!name.text || !name.resolved || !scopes) return;
    const pubsubs = workspace.componentsNamed(name.text, namespace).filter(({ block }) => block === 'pubsub');
    const [pubsub] = pubsubs;
    if (!pubsub) return;
    for (const scope of scopes) {
      if (!scope.text || !scope.resolved || pubsubs.some(({ resource }) => resource.isInScopeOf(scope.text))) continue;
      yield {
        at: scope,
        message: `${quote(scope.text)} does not load ${quote(pubsub.name)}, and gets no message of this subscription`,
        help: `add ${quote(scope.text)} to the scopes of ${pubsub.title}`,
        related: [
          {
            at: pubsub.resource.scopes?.[0] ?? pubsub,
            message: `it is for ${listed(pubsub.resource.scopes?.map(({ text = '' }) => quote(text)) ?? [])}`,
          },
        ],
        ...(!workspace.areTogether(pubsub.resource, subscription) && { atMost: 'warning' as const }),
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
            ^^^^^^^ "billing" does not load "messages", and gets no message of this subscription
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
        scopes:
          - orders
            ~~~~~~ it is for "orders" and "shop"
          - shop
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
          namespace: shop
        spec:
          pubsubname: messages
          topic: orders
          routes:
            default: /orders
        scopes: [orders]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
          namespace: bank
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
        scopes: [billing]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
          namespace: shop
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
      `,
      because: 'the component of that name that counts is the one in the namespace of the subscription',
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
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
        scopes: [orders]
      `,
      because: 'a subscription without scopes is used by the apps that load the component',
    },
  ],
});
