import { defineRule, isKafka, type Problems, yaml } from '../../src/rule.ts';

export const missingCompression = defineRule({
  id: 'missing-compression',
  severity: 'off',
  summary: 'Kafka component does not compress',
  why: 'Messages go over the network and onto the disks of the brokers as they are.',
  source: 'components-contrib v1.18.4 common/component/kafka/metadata.go:181,407',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-apache-kafka/',
  effect: 'fragile',
  covers: ['resource-utilization.network', 'throughput-targets.pub-sub'],
  presets: { strict: 'info', 'todo-chatbot': 'info' },
  each: 'component',

  *check(component): Problems {
    if (!isKafka(component) || !/^(?:none)?$/.test(component.text('compression') ?? 'unknown')) return;
    const item = component.item('compression');
    yield {
      at: item?.value.exists ? item.value : component.type,
      message: 'messages are not compressed',
      help: 'set compression to gzip, snappy or lz4; to zstd with version 2.1.0 or later',
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
                ^^^^^^^^^^^^ messages are not compressed
          version: v1
          metadata:
            - name: brokers
              value: kafka:9092
            - name: authType
              value: none
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
            - name: compression
              secretKeyRef: { name: kafka, key: compression }
      `,
      because: 'what a Secret holds is not to be seen',
    },
  ],
});
