import { defineRule, type Problems, respell, yaml } from '../../src/rule.ts';

export const deprecatedMetadata = defineRule({
  id: 'deprecated-metadata',
  severity: 'warning',
  summary: 'Metadata has another name by now',
  why: 'The old name still works, and goes away in a later release of Dapr: then the component ignores it without a word.',
  source:
    'components-contrib v1.18.4 .build-tools/builtin-authentication-profiles.yaml:18, common/component/kafka/metadata.go:180, pubsub/rabbitmq/metadata.go:115; scripts/catalog-deprecated.ts has them all',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'fragile',
  each: 'component',

  *check(component): Problems {
    for (const { named: field, name } of component.metadata) {
      const deprecation = component.schema?.deprecation(name);
      if (!deprecation || !field.resolved) continue;
      const { instead } = deprecation;
      // Two names for one thing cannot simply become one.
      const isFree = instead !== undefined && instead !== 'authType' && !component.item(instead);
      yield {
        at: field,
        message: `${name} is deprecated in ${component.typeName}`,
        help: instead === undefined ? 'remove it' : `write ${instead} in its place`,
        ...(isFree && { fix: { title: `Write ${instead}`, edits: [respell(field, instead)] } }),
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
          type: pubsub.azure.servicebus.topics
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: servicebus, key: url }
            - name: publishInitialRetryInternalInMs
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ publishInitialRetryInternalInMs is deprecated in pubsub.azure.servicebus.topics
              value: "500"
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.azure.servicebus.topics
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: servicebus, key: url }
            - name: publishInitialRetryIntervalInMs
              value: "500"
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
            - name: authRequired
                    ^^^^^^^^^^^^ authRequired is deprecated in pubsub.kafka
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
          type: bindings.rabbitmq
          version: v1
          metadata:
            - name: host
              secretKeyRef: { name: rabbitmq, key: url }
            - name: queueName
              value: orders
      `,
      because: 'host is deprecated in the pub/sub component, and all that the binding has',
    },
  ],
});
