import { defineRule, type Problems, respell, yaml } from '../../src/rule.ts';

export const deprecatedComponentType = defineRule({
  id: 'deprecated-component-type',
  severity: 'info',
  summary: 'Component type has a newer name',
  why: 'Dapr registers it under its old name too, for now; the documentation knows only the new one.',
  source:
    'dapr v1.18.3 cmd/daprd/components/pubsub_azure_servicebus_topics.go, state_hashicorp_consul.go, pubsub_mqtt3.go',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'fragile',
  each: 'component',

  *check({ type, definition }): Problems {
    const { text } = type;
    if (!definition || !text || !oldNames.has(text.toLowerCase()) || definition.type === text.toLowerCase()) return;
    yield {
      at: type,
      message: `${text} is an old name of ${definition.type}`,
      help: `write ${definition.type}`,
      fix: { title: `Write ${definition.type}`, edits: [respell(type, definition.type)] },
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
          type: pubsub.azure.servicebus
                ^^^^^^^^^^^^^^^^^^^^^^^ pubsub.azure.servicebus is an old name of pubsub.azure.servicebus.topics
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: servicebus, key: url }
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
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: rows
        spec:
          type: bindings.postgresql
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: url }
      `,
      because: 'the documentation uses this alias',
    },
  ],
});

/** The aliases that came before the name; others are as good as it. */
const oldNames: ReadonlySet<string> = new Set([
  'bindings.azure.servicebusqueues',
  'bindings.mqtt',
  'pubsub.azure.servicebus',
  'pubsub.mqtt',
  'pubsub.snssqs',
  'state.consul',
]);
