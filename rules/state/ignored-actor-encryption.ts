import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const ignoredActorEncryption = defineRule({
  id: 'ignored-actor-encryption',
  severity: 'warning',
  summary: 'Encryption key does not cover the state of actors',
  why: 'Only the state API encrypts. What actors and workflows keep in their store is written as it is, whatever keys the component has.',
  source:
    'dapr v1.18.3 pkg/api/http/http.go, pkg/api/grpc/grpc.go: the only callers of pkg/encryption; none in pkg/actors/state',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-encrypt-state/',
  effect: 'insecure',
  securitySeverity: 4.3,
  covers: ['encryption.data-at-rest', 'postgresql-state-store-component.spec.actorstatestore'],
  each: 'component',

  *check(component): Problems {
    const mark = component.item('actorStateStore');
    const key = component.metadata.find(({ name }) => name === 'primaryEncryptionKey');
    if (component.block !== 'state' || !mark?.isTruthy || !key || key.text === '') return;
    yield {
      at: key,
      message: 'primaryEncryptionKey does not encrypt the state of actors and workflows',
      help: 'encrypt the store itself, or keep actors in another one',
      related: [{ at: mark, message: 'this makes it the store of actors and workflows' }],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: actorStateStore
                    ~~~~~~~~~~~~~~~ this makes it the store of actors and workflows
              value: "true"
            - name: primaryEncryptionKey
                    ^^^^^^^^^^^^^^^^^^^^ primaryEncryptionKey does not encrypt the state of actors and workflows
              secretKeyRef: { name: orders, key: encryption-key }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: actorStateStore
              value: "false"
            - name: primaryEncryptionKey
              secretKeyRef: { name: orders, key: encryption-key }
      `,
      because: 'the store is not that of actors',
    },
  ],
});
