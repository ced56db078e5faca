import { defineRule, isAtLeast, type Problems, yaml } from '../../src/rule.ts';

export const missingMetadata = defineRule({
  id: 'missing-metadata',
  severity: 'error',
  summary: 'Component lacks metadata that it cannot do without',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source: 'components-contrib v1.18.4, the Init of each component; schemas/required.json names the line',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'rejected',
  covers: ['kafka-pub-sub-component.spec.brokers', 'postgresql-state-store-component.spec.connectionstring'],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.resource.isPartial || !component.isStarted || !component.spec.get('metadata').isList) return;
    if (component.metadata.some(({ item }) => !item.get('name').resolved)) return;
    for (const { name, unless } of component.indispensable) {
      if ([name, ...unless].some((each) => component.item(each))) continue;
      const isLenient = component.spec.get('ignoreErrors').boolean === true;
      yield {
        at: component.spec.get('metadata').key,
        message: `${component.typeName} needs ${[name, ...unless].slice(0, 3).join(' or ')}`,
        help: `add ${name}`,
        // What it needs was tried with the components of 1.18.
        ...(isLenient
          ? { atMost: 'info' as const }
          : !isAtLeast(workspace.world.daprVersion, '1.18') && { atMost: 'warning' as const }),
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
          type: pubsub.kafka
          version: v1
          metadata:
          ^^^^^^^^ pubsub.kafka needs brokers
            - name: authType
              value: certificate
            - name: caCert
              secretKeyRef: { name: kafka, key: ca }
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
            - name: Brokers
              secretKeyRef: { name: kafka, key: brokers }
            - name: authType
              value: certificate
            - name: caCert
              secretKeyRef: { name: kafka, key: ca }
      `,
      because: 'letter case does not matter, and a value may come from a Secret',
    },
  ],
});
