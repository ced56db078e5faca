import { defineRule, listed, type Problems, quote, whyTopicIsBarred, yaml } from '../../src/rule.ts';

export const conflictingTopicScope = defineRule({
  id: 'conflicting-topic-scope',
  severity: 'error',
  summary: 'App may not use a topic of its subscription',
  why: 'The pub/sub component limits its topics, and daprd tries for ever to start a subscription that it does not allow: no message arrives. A dead letter topic that the app may not publish to takes no message: what fails comes back without end.',
  source:
    'dapr v1.18.3 pkg/runtime/pubsub/adapter.go:54 IsOperationAllowed, pkg/runtime/subscription/subscription.go:99,528, pkg/runtime/pubsub/publisher/publisher.go:67',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-scopes/',
  effect: 'ignored',
  facts: ['sub.notallowed', 'sub.deadletter'],
  needs: ['Component'],
  supersedes: ['missing-dead-letter-retry', 'unused-dead-letter-topic'],
  each: 'subscription',

  *check(subscription, { workspace }): Problems {
    const spec = subscription.body.get('spec');
    const [pubsub, topic] = [spec.get('pubsubname'), spec.get('topic')];
    if (!pubsub.text || !topic.text || !topic.resolved) return;
    const [component] = workspace.componentsNamed(pubsub.text, subscription.namespace);
    if (component?.block !== 'pubsub') return;
    // Without scopes it is not known which app it is for: then only what holds for all is told.
    const scopes = subscription.scopes ?? [undefined];
    const barred = (name: string, direction: 'publishingScopes' | 'subscriptionScopes') =>
      scopes.flatMap((scope) => {
        const reason =
          scope?.resolved === false ? undefined : whyTopicIsBarred(component, scope?.text ?? '', name, direction);
        return reason === undefined || (!scope && !reason.includes('allowedTopics')) ? [] : [{ scope, reason }];
      });
    const about = {
      help: `change the metadata of ${component.title}`,
      related: [{ at: component, message: 'this component limits its topics' }],
    };
    for (const { scope, reason } of barred(topic.text, 'subscriptionScopes')) {
      const who = scope ? `${quote(scope.text ?? '')} may not` : 'no app may';
      yield { at: scope ?? topic, message: `${who} subscribe to ${quote(topic.text)}: ${reason}`, ...about };
    }
    const deadLetter = spec.get('deadLetterTopic');
    if (!deadLetter.text || !deadLetter.resolved) return;
    const [first, ...others] = barred(deadLetter.text, 'publishingScopes');
    if (!first) return;
    const who = first.scope
      ? `${listed([first, ...others].map(({ scope }) => quote(scope?.text ?? '')))} may not`
      : 'no app may';
    yield { at: deadLetter, message: `${who} publish to ${quote(deadLetter.text)}: ${first.reason}`, ...about };
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
      bad: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          deadLetterTopic: poison
                           ^^^^^^ "orders" may not publish to "poison": publishingScopes give the app other topics
          routes:
            default: /orders
        scopes:
          - orders
          - billing
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
            - name: publishingScopes
              value: "orders=returns; billing=invoices,poison"
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
