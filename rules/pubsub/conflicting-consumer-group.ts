import {
  type App,
  appsTitle,
  defineRule,
  type MetadataItem,
  type Problems,
  quote,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

/** Where a consumerID makes consumers compete. */
const groups = new Set(
  ['kafka', 'redis', 'rabbitmq', 'pulsar', 'azure.servicebus.topics', 'aws.snssqs', 'gcp.pubsub'].map(
    (name) => `pubsub.${name}`,
  ),
);
const isNamed = (name: string) => (item: MetadataItem) =>
  name === 'consumerID' ? item.name === name : item.name.toLowerCase() === name.toLowerCase();

/** A group with the name of an app is meant for it: the others may publish and no more. */
const isNamedFor = (apps: readonly App[], name: string): boolean => apps.some(({ appId }) => appId === name);

export const conflictingConsumerGroup = defineRule({
  id: 'conflicting-consumer-group',
  severity: 'warning',
  summary: 'Several apps share one consumer group',
  why: 'A fixed consumerGroup or consumerID replaces the app-id, which is the group otherwise. A broker hands each message to one member of a group, so apps that subscribe to one topic take messages from each other.',
  source:
    'components-contrib v1.18.4 common/component/kafka/metadata.go getKafkaMetadata; dapr v1.18.3 pkg/runtime/processor/pubsub/pubsub.go:81',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-apache-kafka/',
  effect: 'wrong',
  covers: [
    'kafka-pub-sub-component.spec.consumergroup',
    'kafka-pub-sub-component.spec.consumergroup.value',
    'pub-sub-publish-subscribe.features.at-least-once-delivery',
  ],
  facts: ['pubsub.consumerID.default'],
  needs: [workloadKinds],
  options: {
    unscoped: {
      type: 'boolean',
      default: false,
      description: 'Keep the level where nothing but missing scopes lets a second app in; it is an info otherwise.',
    },
  },
  presets: {
    production: { unscoped: true },
    strict: { unscoped: true },
    'todo-chatbot': { unscoped: true },
  },
  each: 'component',

  *check(component, { options, workspace }): Problems {
    // Only Kafka has a name of its own for it; elsewhere consumerID is the group, or the queue.
    const ownName =
      component.typeName === 'pubsub.kafka' && component.text('consumerGroup') ? 'consumerGroup' : 'consumerID';
    const group = groups.has(component.typeName) ? component.metadata.findLast(isNamed(ownName)) : undefined;
    // {appID}, {podName} and {uuid} make a group of its own for each app or replica; slips in them are told elsewhere.
    if (!group?.text || /\{(?:app[-_]?ids?|pod[-_]?name|uuid|namespace)\}/i.test(group.text)) return;
    const apps = workspace.appsBeside(component);
    const { scopes } = component.resource;
    if (scopes ? scopes.length < 2 : workspace.isClosed && apps.length < 2) return;
    const who =
      apps.length > 1
        ? appsTitle(apps)
        : scopes
          ? appsTitle(scopes.map((scope) => ({ title: `app ${quote(scope.text ?? '')}` })))
          : 'every app of the namespace';
    yield {
      at: group.value,
      message: `${ownName === 'consumerGroup' ? 'consumer group' : 'consumerID'} ${quote(group.text)} is shared by ${who}`,
      help: scopes
        ? `remove ${ownName}: each app then has its app-id for a group`
        : `remove ${ownName}, or add scopes with the one app that it is meant for`,
      // One app may well be all that subscribes, above all the one whose name it is.
      ...(!scopes &&
        (apps.length < 2 || isNamedFor(apps, group.text)) &&
        !options.unscoped && { atMost: 'info' as const }),
      related: apps.slice(0, 2).map((app) => ({ at: app, message: `${app.title} loads this component` })),
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
              value: awsiam
            - name: region
              value: eu-west-1
            - name: consumerGroup
              value: shop
                     ^^^^ consumer group "shop" is shared by apps "orders" and "billing"
        scopes:
          - orders
          - billing
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
            - name: consumerID
              value: shop
                     ^^^^ consumerID "shop" is shared by apps "orders" and "billing"
        scopes:
          - orders
          - billing
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
            - name: authType
              value: awsiam
            - name: region
              value: eu-west-1
            - name: consumerGroup
              value: shop
        scopes:
          - orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: events
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka.example.com:9093
            - name: authType
              value: awsiam
            - name: region
              value: eu-west-1
            - name: consumerGroup
              value: shop-{appID}
      `,
      because: 'one app has the group to itself, and {appID} makes one for each',
    },
  ],
});
