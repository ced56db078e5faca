import { defineRule, type Problems, respell, yaml } from '../../src/rule.ts';

export const misspeltMetadata = defineRule({
  id: 'misspelt-metadata',
  severity: 'error',
  summary: 'Metadata is written in another letter case than it is read',
  why: 'Most metadata is read in any letter case; daprd itself, and some components, read these names only as they are spelt here, and ignore others without a word.',
  source:
    'dapr v1.18.3 pkg/encryption/encryption.go:66, pkg/runtime/pubsub/outbox.go:109, pkg/runtime/processor/binding/binding.go:205; components-contrib v1.18.4, tried: schemas/values.json',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'ignored',
  supersedes: ['unknown-metadata'],
  each: 'component',

  *check(component): Problems {
    if (!component.definition) return;
    const { exactCase, mindsCase } = component.values;
    for (const { named: field, name } of component.metadata) {
      const exact = exactCase.get(name.toLowerCase());
      if (exact === undefined || exact === name || !field.resolved) continue;
      // Then it does not even start: conflicting-metadata.
      if (exact === 'consumerID' && mindsCase) continue;
      yield {
        at: field,
        message: `${name} has no effect: ${exact} is read in this letter case only`,
        help: `write ${exact}`,
        fix: { title: `Write ${exact}`, edits: [respell(field, exact)], unsafe: true },
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: primaryencryptionkey
                    ^^^^^^^^^^^^^^^^^^^^ primaryencryptionkey has no effect: primaryEncryptionKey is read in this letter case only
              secretKeyRef: { name: encryption, key: primary }
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: primaryEncryptionKey
              secretKeyRef: { name: encryption, key: primary }
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
            - name: InitialOffset
                    ^^^^^^^^^^^^^ InitialOffset has no effect: initialOffset is read in this letter case only
              value: oldest
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redishost
              value: redis:6379
            - name: ActorStateStore
              value: "true"
            - name: KEYPREFIX
              value: none
      `,
      because: 'these are read in any letter case',
    },
  ],
});
