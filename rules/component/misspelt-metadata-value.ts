import {
  type Component,
  defineRule,
  isFalsy,
  isKafka,
  type MetadataItem,
  type Problems,
  quote,
  respell,
  yaml,
} from '../../src/rule.ts';

export const misspeltMetadataValue = defineRule({
  id: 'misspelt-metadata-value',
  severity: 'warning',
  summary: 'Value of metadata is not one that its component knows',
  why: 'Dapr reads every text but y, yes, true, t, on and 1 as false, and many components take a word that they do not know for their default, without an error. A Kafka component takes its authType in any letter case, but turns TLS off for none in lower case alone.',
  source:
    'dapr/kit v0.18.3 strings/strings.go:23, metadata/string_decoders.go toTruthyBoolHookFunc; components-contrib v1.18.4 common/component/kafka/auth.go:58 updateTLSConfig',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'wrong',
  covers: ['kafka-pub-sub-component.spec.authrequired'],
  facts: ['component.metadata.bool'],
  each: 'component',

  *check(component): Problems {
    yield* halfRead(component);
    for (const item of component.metadata) {
      const { definition, text } = item;
      // What the component refuses, and what it does not, is another rule's matter.
      if (!definition || !text || definition.sensitive || item.isTried) continue;
      const isRead = definition.type === 'bool' ? item.isTruthy || isFalsy(text) : isAllowed(item, text);
      if (isRead) continue;
      yield {
        at: item.value,
        message:
          definition.type === 'bool'
            ? `${item.name} is off: ${quote(text)} counts as false`
            : `${component.typeName} knows no ${item.name} ${quote(text)}`,
        help: `write ${definition.type === 'bool' ? 'true or false' : (definition.allowedValues ?? []).join(' or ')}`,
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
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: rabbitmq, key: url }
            - name: durable
              value: enabled
                     ^^^^^^^ durable is off: "enabled" counts as false
      `,
    },
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
              value: certificate
            - name: caCert
              secretKeyRef: { name: kafka, key: ca }
            - name: consumerGroupRebalanceStrategy
              value: round-robin
                     ^^^^^^^^^^^ pubsub.kafka knows no consumerGroupRebalanceStrategy "round-robin"
      `,
    },
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
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: rabbitmq, key: url }
            - name: durable
              value: "YES"
            - name: autoAck
              value: false
            - name: enableDeadLetter
              value: "off"
            - name: concurrency
              value: "{{ .Values.concurrency }}"
      `,
      because: 'yes and on count as true, in any letter case',
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
      because: 'the other ways to authenticate use TLS however they are written',
    },
  ],
});

/** Where a list of words is stated; letter case is the component's affair, and a list of several is read one by one. */
const isAllowed = ({ definition, name }: MetadataItem, text: string): boolean => {
  const allowed = definition?.allowedValues;
  // Direction is daprd's, and the type of Redis has names that its list leaves out.
  if (!allowed || /^(?:direction|redisType)$/i.test(name) || /[{,]/.test(text)) return true;
  return allowed.some((word) => word.toLowerCase() === text.trim().toLowerCase());
};

/** The one word that a component reads in any letter case, and heeds in one. */
function* halfRead(component: Component): Problems {
  const authType = component.item('authType');
  if (!isKafka(component) || !authType?.text || authType.text === 'none' || authType.text.toLowerCase() !== 'none')
    return;
  yield {
    at: authType.value,
    message: `authType ${quote(authType.text)} leaves TLS on`,
    help: 'write none, or certificate with caCert if TLS is meant',
    fix: { title: 'Write none', edits: [respell(authType.value, 'none')], unsafe: true },
  };
}
