import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const unknownPubsub = defineRule({
  id: 'unknown-pubsub',
  severity: 'error',
  summary: 'Subscription names no pub/sub component',
  why: 'A subscription to a component that the app has not loaded is dropped without a log line: no message ever arrives.',
  source: 'dapr v1.18.3 pkg/runtime/processor/subscriber/subscriber.go:259',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/subscription-methods/',
  effect: 'ignored',
  covers: ['pub-sub-publish-subscribe.purpose'],
  facts: ['sub.pubsub.unknown', 'sub.pubsub.type'],
  needs: ['Component'],
  each: 'subscription',

  *check(subscription, { workspace }): Problems {
    const name = subscription.body.get('spec').get('pubsubname');
    if (!name.text || !name.resolved) return;
    const namesakes = workspace.componentsNamed(name.text, subscription.namespace);
    if (namesakes.some(({ block, type }) => block === 'pubsub' || !type.text || !type.resolved)) return;
    const isTogether = ({ resource }: (typeof namesakes)[number]): boolean =>
      workspace.areTogether(resource, subscription);
    const namesake = namesakes.find(isTogether) ?? namesakes[0];
    if (namesake) {
      yield {
        at: name,
        message: `${quote(name.text)} is ${quote(namesake.typeName)}, no pub/sub component`,
        help: 'name a component whose type begins with pubsub.',
        related: [{ at: namesake.type, message: 'its type' }],
        // One in another folder may be meant for another cluster, where this subscription is not.
        ...(!isTogether(namesake) && { atMost: 'warning' as const }),
      };
      return;
    }
    const lookup = workspace.find('Component', name.text, subscription.namespace);
    const others = workspace.componentsIn(subscription.namespace, 'pubsub');
    if (lookup.outcome === 'unknown' && (others.length === 0 || workspace.world.isExternal('Component', name.text)))
      return;
    yield {
      at: name,
      message: `there is no pub/sub component ${quote(name.text)}`,
      help:
        'near' in lookup && lookup.near
          ? `did you mean ${quote(lookup.near.name)}?`
          : 'write the name of a pub/sub component of this namespace',
      ...(lookup.outcome === 'elsewhere' && {
        related: [{ at: lookup.resource, message: 'this one is in another namespace' }],
      }),
      ...('near' in lookup &&
        lookup.near && { related: [{ at: lookup.near, message: 'the one that is probably meant' }] }),
      ...(!workspace.isClosed && { atMost: 'warning' as const }),
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
          pubsubname: mesages
                      ^^^^^^^ there is no pub/sub component "mesages"
          topic: orders
          routes:
            default: /orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
                ~~~~~~~~ the one that is probably meant
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: cache
                      ^^^^^ "cache" is "state.in-memory", no pub/sub component
          topic: orders
          route: /orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
                ~~~~~~~~~~~~~~~ its type
          version: v1
          metadata: []
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
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      because: 'where no pub/sub component is among the files, they are kept elsewhere',
    },
  ],
});
