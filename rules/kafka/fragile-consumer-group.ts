import { defineRule, isKafka, type Problems, quote, yaml } from '../../src/rule.ts';

export const fragileConsumerGroup = defineRule({
  id: 'fragile-consumer-group',
  severity: 'info',
  summary: 'Every replica has a Kafka consumer group of its own',
  why: 'With {uuid} or {podName} in its name the group is another one for each replica and each start: every replica gets every message, what comes between two starts is skipped, and old groups pile up.',
  source:
    'components-contrib v1.18.4 common/component/kafka/metadata.go:222; dapr v1.18.3 pkg/runtime/meta/meta.go convertItemsToProps',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-apache-kafka/',
  effect: 'fragile',
  covers: [
    'kafka-pub-sub-component.spec.consumergroup.value',
    'pub-sub-publish-subscribe.features.at-least-once-delivery',
  ],
  presets: { production: 'warning', strict: 'warning', 'todo-chatbot': 'warning' },
  each: 'component',

  *check(component): Problems {
    if (!isKafka(component)) return;
    const item = component.text('consumerGroup') ? component.item('consumerGroup') : component.item('consumerID');
    const word = /\{(?:uuid|podName)\}/.exec(item?.text ?? '')?.[0];
    if (item && word !== undefined)
      yield {
        at: item.value,
        message: `${item.name} ${quote(item.text ?? '')} is another group for each replica`,
        help: `take ${word} out, unless every replica is to get every message`,
      };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka:9092
            - name: authType
              value: none
            - name: consumerGroup
              value: shop-{uuid}
                     ^^^^^^^^^^^ consumerGroup "shop-{uuid}" is another group for each replica
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka:9092
            - name: authType
              value: none
            - name: consumerGroup
              value: shop-{appID}
            - name: consumerID
              value: "{uuid}"
            - name: clientID
              value: "{podName}"
      `,
      because:
        'consumerGroup wins over consumerID, {appID} is the same for all replicas, and a client has a name of its own',
    },
  ],
});
