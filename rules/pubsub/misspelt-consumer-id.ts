import { defineRule, leniency, type Problems, replace, yaml } from '../../src/rule.ts';

export const misspeltConsumerId = defineRule({
  id: 'misspelt-consumer-id',
  severity: 'error',
  summary: 'Written consumerID in other letters',
  why: 'Daprd sets consumerID itself where it does not find it in exactly these letters. Components take letter case for nothing, find the key twice, and fail to initialise: daprd exits.',
  source:
    'dapr v1.18.3 pkg/runtime/processor/pubsub/pubsub.go:81-86; dapr/kit v0.18.3 metadata/utils.go resolveAliases',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/',
  effect: 'rejected',
  covers: ['kafka-pub-sub-component.spec.metadata'],
  facts: ['pubsub.consumerID.case'],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.block !== 'pubsub' || !component.definition || tolerant.has(component.typeName)) return;
    for (const { name, item } of component.metadata) {
      if (name === 'consumerID' || name.toLowerCase() !== 'consumerid') continue;
      yield {
        at: item.get('name'),
        message: `${name} is not consumerID, which daprd adds: ${component.typeName} refuses the two together`,
        help: 'write consumerID',
        fix: { title: 'Write consumerID', edits: [replace(item.get('name'), 'consumerID')] },
        ...leniency(component, workspace),
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
          type: pubsub.mqtt3
          version: v1
          metadata:
            - name: url
              value: mqtts://mqtt.example.com:8883
            - name: consumerId
                    ^^^^^^^^^^ consumerId is not consumerID, which daprd adds: pubsub.mqtt3 refuses the two together
              value: orders
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.mqtt3
          version: v1
          metadata:
            - name: url
              value: mqtts://mqtt.example.com:8883
            - name: consumerID
              value: orders
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
            - name: consumerId
              value: orders
      `,
      because: 'Redis decodes its metadata in another way, and minds no second key',
    },
  ],
});

/** Those that decode their metadata without looking for a second key, tried one by one. */
const tolerant = new Set(['pubsub.redis', 'pubsub.in-memory']);
