import { type Component, defineRule, isTruthy, type Problem, type Problems, yaml } from '../../src/rule.ts';

export const fragileQueue = defineRule({
  id: 'fragile-queue',
  severity: 'warning',
  summary: 'Queue does not outlive its consumers, or its broker',
  why: 'RabbitMQ deletes the queue and its messages when the last consumer leaves, unless deletedWhenUnused is false: a deployment that stops all pods loses what is waiting. What is not durable is gone when the broker restarts.',
  source:
    'components-contrib v1.18.4 pubsub/rabbitmq/metadata.go:95-108, rabbitmq.go prepareSubscription; pubsub/jetstream/metadata.go:50',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-rabbitmq/',
  effect: 'fragile',
  covers: ['pub-sub-publish-subscribe.features.at-least-once-delivery'],
  options: {
    persistent: {
      type: 'boolean',
      default: false,
      description: 'Ask for persistent messages (deliveryMode 2) and publisherConfirm too.',
    },
  },
  presets: {
    production: { persistent: true },
    strict: { persistent: true },
    'todo-chatbot': { persistent: true },
  },
  each: 'component',

  *check(component, { options }): Problems {
    if (component.typeName === 'pubsub.jetstream' && isTruthy(component.text('memoryStorage') ?? ''))
      yield {
        at: component.place('memoryStorage'),
        message: 'the stream is kept in memory',
        help: 'remove memoryStorage',
      };
    if (component.typeName !== 'pubsub.rabbitmq') return;
    yield* queue(component);
    if (options.persistent) yield* messages(component);
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
                ^^^^^^^^^^^^^^^ queues are deleted when their last consumer leaves
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: rabbitmq, key: url }
            - name: durable
              value: "false"
                     ^^^^^^^ queues are gone when the broker restarts
      `,
    },
    {
      options: { persistent: true },
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.rabbitmq
                ^^^^^^^^^^^^^^^ messages are kept in memory alone
                ^^^^^^^^^^^^^^^ the broker does not confirm what is published
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: rabbitmq, key: url }
            - name: deletedWhenUnused
              value: "false"
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
      `,
      because: 'queues are durable by default',
    },
  ],
});

const at = (component: Component, name: string): Problem['at'] =>
  component.item(name) ? component.place(name) : component.type;

function* queue(component: Component): Generator<Problem> {
  const [unused, durable] = [component.text('deletedWhenUnused'), component.text('durable')];
  if (unused !== undefined && (unused === '' || isTruthy(unused)))
    yield {
      at: at(component, 'deletedWhenUnused'),
      message: 'queues are deleted when their last consumer leaves',
      help: 'set deletedWhenUnused to "false"',
      // What is written out is meant; the default takes people by surprise.
      ...(component.item('deletedWhenUnused') && { atMost: 'info' as const }),
    };
  if (durable && !isTruthy(durable))
    yield {
      at: at(component, 'durable'),
      message: 'queues are gone when the broker restarts',
      help: 'remove durable',
      atMost: 'info',
    };
}

function* messages(component: Component): Generator<Problem> {
  const [mode, confirm] = [component.text('deliveryMode'), component.text('publisherConfirm')];
  if (mode !== undefined && mode !== '2')
    yield {
      at: at(component, 'deliveryMode'),
      message: 'messages are kept in memory alone',
      help: 'set deliveryMode to "2"',
    };
  if (confirm !== undefined && !isTruthy(confirm))
    yield {
      at: at(component, 'publisherConfirm'),
      message: 'the broker does not confirm what is published',
      help: 'set publisherConfirm to "true"',
    };
}
