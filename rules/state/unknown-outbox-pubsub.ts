import {
  type Component,
  closest,
  defineRule,
  didYouMean,
  hasSameNamespace,
  listed,
  type MetadataItem,
  type Problem,
  type Problems,
  quote,
  topicsIn,
  yaml,
} from '../../src/rule.ts';

export const unknownOutboxPubsub = defineRule({
  id: 'unknown-outbox-pubsub',
  severity: 'error',
  summary: 'Outbox names a pub/sub component that cannot serve it',
  why: 'Where the pub/sub component is not loaded, or refuses the topic that the outbox makes up, every transaction with the store fails or is never published.',
  source: 'dapr v1.18.3 pkg/runtime/pubsub/outbox.go:254,270,279',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-outbox/',
  effect: 'wrong',
  covers: ['pub-sub-publish-subscribe.purpose'],
  facts: ['state.outbox.pubsub', 'component.scopes.match', 'state.outbox.topicscope'],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.block !== 'state' || !component.exactText('outboxPublishTopic')) return;
    const pubsubs = workspace.componentsIn(component.namespace, 'pubsub');
    for (const item of component.metadata) {
      if (!/^outbox(?:PublishPubsub|Pubsub)$/.test(item.name) || !item.text) continue;
      const namesakes = workspace.componentsNamed(item.text, component.namespace);
      const [found] = namesakes;
      if (found?.block === 'pubsub') {
        if (namesakes.length > 1 || !hasSameNamespace(found.namespace, component.namespace)) continue;
        yield* refusal(component, found);
        yield* absence(component, found, item);
      } else if (found) {
        yield {
          at: item.value,
          message: `${quote(item.text)} is ${quote(found.typeName)}, no pub/sub component`,
          related: [{ at: found.type, message: 'its type' }],
        };
      } else if ((workspace.isClosed || pubsubs.length > 0) && !workspace.world.isExternal('Component', item.text)) {
        yield {
          at: item.value,
          message: `there is no pub/sub component ${quote(item.text)}`,
          help: didYouMean(
            closest(
              item.text,
              pubsubs.map(({ name }) => name),
            ),
            'write the name of a pub/sub component of this namespace',
          ),
          ...(!workspace.isClosed && { atMost: 'warning' as const }),
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: outboxPublishPubsub
              value: mesages
                     ^^^^^^^ there is no pub/sub component "mesages"
            - name: outboxPublishTopic
              value: orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: outboxPublishPubsub
              value: messages
            - name: outboxPublishTopic
              value: orders
                     ^^^^^^ "messages" allows no topic that ends with ordersoutbox, which the outbox uses
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
              value: orders
                     ~~~~~~ the topics that it allows
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: outboxPublishPubsub
              value: messages
                     ^^^^^^^^ "messages" is not for "billing", whose transactions fail
            - name: outboxPublishTopic
              value: orders
        scopes: [shop, billing]
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
          - shop
            ~~~~ the apps that it is for
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: outboxPublishPubsub
              value: messages
            - name: outboxPublishTopic
              value: orders
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
              value: orders,shopcheckoutordersoutbox
      `,
      because: 'the namespace, the app-id and the topic, with outbox behind them, are one word',
    },
  ],
});

/** The outbox publishes to a topic of its own first: namespace, app-id, topic and `outbox` in one word. */
function* refusal(component: Component, pubsub: Component): Generator<Problem> {
  const topic = component.exactText('outboxPublishTopic');
  const allowed = topicsIn(pubsub.text('allowedTopics') ?? '');
  const internal = component.exactText('outboxPubsub') || component.exactText('outboxPublishPubsub');
  if (
    !topic ||
    internal !== pubsub.name ||
    allowed.length === 0 ||
    allowed.some((each) => each.endsWith(`${topic}outbox`))
  )
    return;
  yield {
    at: component.place('outboxPublishTopic'),
    message: `${quote(pubsub.name)} allows no topic that ends with ${topic}outbox, which the outbox uses`,
    help: `add the namespace, the app-id and ${topic}outbox, as one word, to allowedTopics`,
    related: [{ at: pubsub.place('allowedTopics'), message: 'the topics that it allows' }],
  };
}

/** The apps of the store that do not load the pub/sub component. */
function* absence(component: Component, pubsub: Component, item: MetadataItem): Generator<Problem> {
  const absent = (component.resource.scopes ?? []).filter(
    (scope) => scope.text && scope.resolved && !pubsub.resource.isInScopeOf(scope.text),
  );
  const [scope] = pubsub.resource.scopes ?? [];
  if (absent.length === 0 || !scope) return;
  yield {
    at: item.value,
    message: `${quote(pubsub.name)} is not for ${listed(absent.map(({ text = '' }) => quote(text)))}, whose transactions fail`,
    help: `add the app to the scopes of ${pubsub.title}`,
    related: [{ at: scope, message: 'the apps that it is for' }],
    atMost: 'warning',
  };
}
