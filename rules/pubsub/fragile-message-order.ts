import { defineRule, type Problems, yaml } from '../../src/rule.ts';

/** What makes a component deliver one message after the other, and what it does without. */
const settings: Readonly<Record<string, { readonly name: string; readonly inOrder: string; readonly usual: string }>> =
  {
    'pubsub.rabbitmq': { name: 'concurrencyMode', inOrder: 'single', usual: 'each message as it comes' },
    'pubsub.redis': { name: 'concurrency', inOrder: '1', usual: 'ten messages at a time' },
  };

export const fragileMessageOrder = defineRule({
  id: 'fragile-message-order',
  severity: 'off',
  summary: 'Messages of a topic overtake one another',
  why: 'Kafka delivers the messages of a partition one after the other. RabbitMQ and Redis do not: the component hands several messages to the app at once, and the quicker one is done first.',
  source:
    'components-contrib v1.18.4 pubsub/rabbitmq/rabbitmq.go:630, metadata.go:164; pubsub/redis/redis.go:94, common/component/redis/redis.go:140',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/',
  effect: 'fragile',
  covers: ['pub-sub-publish-subscribe.features.message-ordering'],
  presets: { strict: 'info', 'todo-chatbot': 'info' },
  each: 'component',

  *check(component): Problems {
    const setting = settings[component.typeName];
    const text = setting && component.text(setting.name);
    if (!setting || text === undefined || text === setting.inOrder) return;
    yield {
      at: text === '' ? component.type : component.place(setting.name),
      message: `${component.typeName} hands ${text === '' ? setting.usual : 'several messages at once'} to the app: their order is lost`,
      help: `set ${setting.name} to ${setting.inOrder} where order matters`,
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
          type: pubsub.redis
                ^^^^^^^^^^^^ pubsub.redis hands ten messages at a time to the app: their order is lost
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
      `,
    },
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
            - name: deletedWhenUnused
              value: "false"
            - name: concurrencyMode
              value: parallel
                     ^^^^^^^^ pubsub.rabbitmq hands several messages at once to the app: their order is lost
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
            - name: deletedWhenUnused
              value: "false"
            - name: concurrencyMode
              value: single
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
      `,
      because: 'one message follows the other, and a state store delivers nothing',
    },
  ],
});
