import { defineRule, listed, type Problems, yaml } from '../../src/rule.ts';

const kafka = new Set(['pubsub.kafka', 'bindings.kafka']);
const credentials = ['saslUsername', 'saslPassword', 'saslMechanism', 'clientCert', 'clientKey', 'caCert'];

export const ignoredKafkaCredentials = defineRule({
  id: 'ignored-kafka-credentials',
  severity: 'error',
  summary: 'Kafka credentials are given, and authentication is off',
  why: 'With authType none, which authRequired "false" stands for, the component uses no credentials and no TLS, whatever else is set.',
  source: 'components-contrib v1.18.4 common/component/kafka/metadata.go upgradeMetadata, auth.go updateTLSConfig',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-apache-kafka/',
  effect: 'insecure',
  securitySeverity: 7.5,
  covers: [
    'kafka-pub-sub-component.spec.authrequired.value',
    'kafka-pub-sub-component.spec.saslusername',
    'kafka-pub-sub-component.spec.saslpassword',
    'encryption.data-in-transit',
  ],
  each: 'component',

  *check(component): Problems {
    if (!kafka.has(component.typeName)) return;
    const authType = component.item('authType');
    const authRequired = component.item('authRequired');
    // authRequired counts only where authType says nothing.
    const decisive = authType && authType.text !== '' ? authType : authRequired;
    const isOff = decisive === authType ? decisive?.text === 'none' : /^(?:0|f|false)$/i.test(decisive?.text ?? '');
    const dead = credentials.flatMap((name) => component.item(name) ?? []).filter((item) => item.text !== '');
    const [first] = dead;
    if (!decisive || !isOff || !first) return;
    yield {
      at: first,
      message: `${listed(dead.map(({ name }) => name))} ${dead.length === 1 ? 'is' : 'are'} never used: ${decisive.name} ${decisive.text} turns authentication and TLS off`,
      help: 'set authType to password, mtls or another method; or remove the credentials',
      related: [{ at: decisive.value, message: 'turns both off' }],
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
              value: kafka.example.com:9093
            - name: authType
              value: none
                     ~~~~ turns both off
            - name: saslPassword
                    ^^^^^^^^^^^^ saslPassword is never used: authType none turns authentication and TLS off
              secretKeyRef: { name: kafka, key: password }
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
              value: kafka.example.com:9093
            - name: authRequired
              value: "false"
            - name: authType
              value: password
            - name: saslUsername
              value: orders
            - name: saslPassword
              secretKeyRef: { name: kafka, key: password }
      `,
      because: 'authType wins over the deprecated authRequired',
    },
  ],
});
