import { type Component, defineRule, isTruthy, type Problem, type Problems, secondsOf, yaml } from '../../src/rule.ts';

export const fragileAcknowledgement = defineRule({
  id: 'fragile-acknowledgement',
  severity: 'warning',
  summary: 'Messages are lost where nobody has acknowledged them',
  why: 'Delivery is at least once only where the broker says that it has a message, and the app says that it has handled it.',
  source:
    'components-contrib v1.18.4 common/component/kafka/metadata.go:462, pubsub/rabbitmq/rabbitmq.go autoAck, common/component/redis/settings.go:114, pubsub/jetstream/metadata.go:55',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-overview/#at-least-once-guarantee',
  effect: 'fragile',
  covers: ['pub-sub-publish-subscribe.features.at-least-once-delivery'],
  each: 'component',

  *check(component): Problems {
    const faultsOf = Object.hasOwn(faults, component.typeName) ? faults[component.typeName] : undefined;
    if (faultsOf && component.isStarted) yield* faultsOf(component);
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
            - name: autoAck
              value: "true"
                     ^^^^^^ messages are lost if the app fails to handle them
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
              value: none
            - name: producerRequiredAcks
              value: none
                     ^^^^ messages are lost if the broker fails to write them
      `,
    },
    {
      bad: yaml`
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
            - name: processingTimeout
              value: "0"
                     ^^^ messages that fail are never delivered again
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
            - name: processingTimeout
              value: 60s
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: events
        spec:
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: rabbitmq, key: url }
            - name: autoAck
              value: "no"
      `,
      because: 'these wait until a message is handled',
    },
  ],
});

type Faults = (component: Component) => Iterable<Problem>;

const lost = (component: Component, name: string, how: string): Problem => ({
  at: component.place(name),
  message: how,
  help: `remove ${name}`,
});

const kafka: Faults = (component) => {
  const acks = component.text('producerRequiredAcks')?.toLowerCase();
  if (acks === 'none')
    return [lost(component, 'producerRequiredAcks', 'messages are lost if the broker fails to write them')];
  if (acks !== 'local') return [];
  return [
    {
      ...lost(component, 'producerRequiredAcks', 'messages are lost if their broker fails before the others have them'),
      atMost: 'info',
    },
  ];
};

const faults: Readonly<Record<string, Faults>> = {
  'pubsub.kafka': kafka,
  'bindings.kafka': kafka,
  'pubsub.rabbitmq': (component) =>
    isTruthy(component.text('autoAck') ?? '')
      ? [lost(component, 'autoAck', 'messages are lost if the app fails to handle them')]
      : [],
  'pubsub.redis': (component) =>
    ['processingTimeout', 'redeliverInterval']
      .filter((name) => component.text(name) && secondsOf(component.text(name) ?? '') === 0)
      .map((name) => lost(component, name, 'messages that fail are never delivered again')),
  'pubsub.jetstream': (component) =>
    component.text('ackPolicy') === 'none'
      ? [lost(component, 'ackPolicy', 'messages are lost if the app fails to handle them')]
      : [],
};
