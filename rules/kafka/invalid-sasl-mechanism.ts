import {
  closest,
  defineRule,
  isKafka,
  kafkaAuthentication,
  type Problems,
  quote,
  respell,
  yaml,
} from '../../src/rule.ts';

const mechanisms = ['SHA-256', 'SHA-512', 'PLAINTEXT'];

export const invalidSaslMechanism = defineRule({
  id: 'invalid-sasl-mechanism',
  severity: 'error',
  summary: 'SASL mechanism that Kafka components do not know',
  why: 'Only SHA-256 and SHA-512, in exactly these letters, stand for SCRAM. All else is taken for PLAIN without a word: the password itself is sent, and brokers that want SCRAM refuse it.',
  source: 'components-contrib v1.18.4 common/component/kafka/auth.go:28 updatePasswordAuthInfo',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-apache-kafka/#sasl-password',
  effect: 'wrong',
  covers: ['kafka-pub-sub-component.spec.saslpassword', 'pub-sub-publish-subscribe.component-types.pubsub-kafka'],
  each: 'component',

  *check(component): Problems {
    const mechanism = component.item('saslMechanism');
    if (!isKafka(component) || !mechanism?.text || kafkaAuthentication(component)?.method !== 'password') return;
    // Everything that is not SCRAM means PLAIN, which PLAIN and PLAINTEXT say in so many words.
    if (mechanisms.includes(mechanism.text) || /^plain(?:text)?$/i.test(mechanism.text)) return;
    const likely = /256/.test(mechanism.text)
      ? 'SHA-256'
      : /512/.test(mechanism.text)
        ? 'SHA-512'
        : closest(mechanism.text, mechanisms);
    yield {
      at: mechanism.value,
      message: `saslMechanism ${quote(mechanism.text)} is taken for PLAIN`,
      help: likely === undefined ? 'write SHA-256, SHA-512 or PLAINTEXT' : `write ${likely}`,
      ...(likely !== undefined && {
        fix: { title: `Write ${likely}`, edits: [respell(mechanism.value, likely)], unsafe: true },
      }),
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
              value: kafka:9093
            - name: authType
              value: password
            - name: saslUsername
              value: orders
            - name: saslPassword
              secretKeyRef: { name: kafka, key: password }
            - name: saslMechanism
              value: SCRAM-SHA-512
                     ^^^^^^^^^^^^^ saslMechanism "SCRAM-SHA-512" is taken for PLAIN
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
              value: kafka:9093
            - name: authType
              value: password
            - name: saslUsername
              value: orders
            - name: saslPassword
              secretKeyRef: { name: kafka, key: password }
            - name: saslMechanism
              value: SHA-512
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: events
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: shop.servicebus.windows.net:9093
            - name: authType
              value: password
            - name: saslUsername
              value: $ConnectionString
            - name: saslPassword
              secretKeyRef: { name: eventhubs, key: connection-string }
            - name: saslMechanism
              value: PLAIN
      `,
      because: 'PLAIN is not the word that is documented, and does what it says',
    },
  ],
});
