import {
  type Component,
  defineRule,
  listed,
  type MetadataItem,
  type Problem,
  type Problems,
  respell,
  yaml,
} from '../../src/rule.ts';

export const conflictingMetadata = defineRule({
  id: 'conflicting-metadata',
  severity: 'error',
  summary: 'Metadata cannot be given together',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'dapr/kit v0.18.3 metadata/utils.go resolveAliases; dapr v1.18.3 pkg/runtime/processor/pubsub/pubsub.go:86; components-contrib v1.18.4, tried: schemas/values.json',
  docs: 'https://docs.dapr.io/reference/resource-specs/component-schema/',
  effect: 'rejected',
  facts: ['component.metadata.dupcase', 'pubsub.consumerID.case'],
  each: 'component',

  *check(component): Problems {
    if (!component.definition || !component.isStarted) return;
    const { mindsCase, apart } = component.values;
    if (mindsCase) yield* spellings(component);
    for (const names of apart) {
      const given = names.flatMap((name) => component.item(name) ?? []).filter(({ isGiven }) => isGiven);
      const [first, second] = given;
      if (!first || !second) continue;
      yield {
        at: second,
        message: `${component.typeName} refuses ${second.name} beside ${first.name}`,
        help: `keep only one of ${listed(names)}`,
        related: [{ at: first, message: 'the other one' }],
        ...component.certainty,
      };
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
          type: state.postgresql
          version: v2
          metadata:
            - name: connectionString
                    ~~~~~~~~~~~~~~~~ the first spelling
              secretKeyRef: { name: postgres, key: url }
            - name: connectionstring
                    ^^^^^^^^^^^^^^^^ connectionstring and connectionString are one name for state.postgresql, which refuses it twice
              secretKeyRef: { name: postgres, key: url }
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.jetstream
          version: v1
          metadata:
            - name: natsURL
              value: nats://nats:4222
            - name: consumerId
                    ^^^^^^^^^^ daprd adds consumerID itself, and pubsub.jetstream refuses it beside consumerId
              value: orders
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.jetstream
          version: v1
          metadata:
            - name: natsURL
              value: nats://nats:4222
            - name: consumerID
              value: orders
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.azure.servicebus.queues
          version: v1
          metadata:
            - name: connectionString
                    ~~~~~~~~~~~~~~~~ the other one
              secretKeyRef: { name: servicebus, key: url }
            - name: namespaceName
                    ^^^^^^^^^^^^^ pubsub.azure.servicebus.queues refuses namespaceName beside connectionString
              value: orders.servicebus.windows.net
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: orders }
        spec:
          type: state.mongodb
          version: v1
          metadata:
            - { name: host, value: mongodb:27017 }
                      ~~~~ the other one
            - { name: server, value: mongodb.example.com }
                      ^^^^^^ state.mongodb refuses server beside host
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.azure.servicebus.queues
          version: v1
          metadata:
            - name: connectionString
              value: ""
            - name: namespaceName
              value: orders.servicebus.windows.net
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: orders }
        spec:
          type: state.mongodb
          version: v1
          metadata:
            - { name: server, value: "" }
            - { name: host, value: mongodb:27017 }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: scratch
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: actorStateStore
              value: "true"
            - name: ActorStateStore
              value: "true"
      `,
      because: 'an empty text is none, and some components do not read their metadata at all',
    },
  ],
});

/** Names that differ in letter case alone, from each other or from what daprd adds. */
function* spellings(component: Component): Iterable<Problem> {
  const seen = new Map<string, MetadataItem>();
  for (const item of component.metadata) {
    const { name } = item;
    const key = name.toLowerCase();
    const first = seen.get(key);
    const field = item.named;
    if (name === '' || !field.resolved) continue;
    if (first && first.name !== name) {
      yield {
        at: field,
        message: `${name} and ${first.name} are one name for ${component.typeName}, which refuses it twice`,
        help: 'remove one of the two',
        related: [{ at: first, message: 'the first spelling' }],
        ...component.certainty,
      };
    } else if (component.block === 'pubsub' && key === 'consumerid' && name !== 'consumerID') {
      yield {
        at: field,
        message: `daprd adds consumerID itself, and ${component.typeName} refuses it beside ${name}`,
        help: 'write consumerID, in this letter case',
        fix: { title: 'Write consumerID', edits: [respell(field, 'consumerID')] },
        ...component.certainty,
      };
    }
    if (!first) seen.set(key, item);
  }
}
