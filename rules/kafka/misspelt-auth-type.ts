import { defineRule, isKafka, type Problems, quote, replace, yaml } from '../../src/rule.ts';

export const misspeltAuthType = defineRule({
  id: 'misspelt-auth-type',
  severity: 'warning',
  summary: 'Kafka authType none in another letter case',
  why: 'The word itself may be in any letter case, but TLS is turned off for none in lower case alone: brokers without TLS are then dialled with it, and daprd exits.',
  source: 'components-contrib v1.18.4 common/component/kafka/auth.go:58 updateTLSConfig, metadata.go:268',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-apache-kafka/#authentication',
  effect: 'wrong',
  covers: ['kafka-pub-sub-component.spec.authrequired'],
  each: 'component',

  *check(component): Problems {
    const authType = component.item('authType');
    if (!isKafka(component) || !authType?.text || authType.text === 'none' || authType.text.toLowerCase() !== 'none')
      return;
    yield {
      at: authType.value,
      message: `authType ${quote(authType.text)} leaves TLS on`,
      help: 'write none, or certificate with caCert if TLS is meant',
      fix: { title: 'Write none', edits: [replace(authType.value, 'none')], unsafe: true },
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
              value: None
                     ^^^^ authType "None" leaves TLS on
      `,
      fixed: yaml`
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
              value: kafka:9093
            - name: authType
              value: AWSIAM
            - name: region
              value: eu-west-1
      `,
      because: 'the other methods use TLS however they are written',
    },
  ],
});
