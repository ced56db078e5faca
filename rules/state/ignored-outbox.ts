import { defineRule, type Problems, yaml } from '../../src/rule.ts';

const [pubsub, topic] = ['outboxPublishPubsub', 'outboxPublishTopic'];

export const ignoredOutbox = defineRule({
  id: 'ignored-outbox',
  severity: 'error',
  summary: 'Outbox that never publishes',
  why: 'The outbox needs both outboxPublishPubsub and outboxPublishTopic, in these letters, and acts on transactions alone. Otherwise state is written and nothing is published, without a word.',
  source: 'dapr v1.18.3 pkg/runtime/pubsub/outbox.go:108-134, pkg/api/http/http.go:1618',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-outbox/',
  effect: 'ignored',
  covers: ['state-management.features.transactional-operations'],
  facts: ['state.outbox.pair', 'state.outbox.case', 'state.outbox.transaction'],
  each: 'component',

  *check(component): Problems {
    if (component.block !== 'state') return;
    const written = component.metadata.filter(
      ({ name, text }) =>
        /^outbox(?:Publish(?:Pubsub|Topic)|Pubsub|DiscardWhenMissingState)$/.test(name) && text !== '',
    );
    const [first] = written;
    if (!first) return;
    const missing = [pubsub, topic].filter((name) => component.exactText(name) === '');
    const [lacking] = missing;
    if (lacking !== undefined) {
      yield {
        at: first,
        message: `${first.name} does nothing without ${missing.join(' and ')}`,
        help: `add ${lacking}`,
      };
      return;
    }
    const { definition, schema } = component;
    if (!definition || !schema?.isKnown || !component.isWhole) return;
    const version = component.version.text ?? '';
    if (
      definition.capabilities(version).has('transactional') ||
      definition.conditionalCapabilities(version).has('transactional')
    )
      return;
    yield {
      at: first,
      message: `${component.typeName} has no transactions, and the outbox acts on nothing else`,
      help: 'use a store with transactions, such as state.postgresql or state.redis',
    };
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
                    ^^^^^^^^^^^^^^^^^^^ outboxPublishPubsub does nothing without outboxPublishTopic
              value: messages
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.memcached
          version: v1
          metadata:
            - name: hosts
              value: localhost:11211
            - name: outboxPublishPubsub
                    ^^^^^^^^^^^^^^^^^^^ state.memcached has no transactions, and the outbox acts on nothing else
              value: messages
            - name: outboxPublishTopic
              value: orders
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
      `,
      because: 'outboxPubsub is outboxPublishPubsub where it is not given',
    },
  ],
});
