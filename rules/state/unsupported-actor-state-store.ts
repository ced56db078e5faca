import { defineRule, listed, type Problems, yaml } from '../../src/rule.ts';

export const unsupportedActorStateStore = defineRule({
  id: 'unsupported-actor-state-store',
  severity: 'error',
  summary: 'State store cannot keep actors',
  why: 'Actors and workflows need a store with ETags and transactions. One without them loads, and every call of an actor or a workflow fails.',
  source: 'dapr v1.18.3 pkg/actors/state/state.go:255-266; components-contrib v1.18.4 state/*/*.go Features',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/actors/actors-overview/',
  effect: 'wrong',
  covers: [
    'postgresql-state-store-component.spec.actorstatestore',
    'state-management.features.transactional-operations',
    'state-management.features.etags',
    'postgresql-state-store-component.spec.actorstatestore.value',
  ],
  facts: ['state.actor.features'],
  each: 'component',

  *check(component): Problems {
    const mark = component.item('actorStateStore');
    if (component.block !== 'state' || !mark?.isTruthy || !component.definition || !component.schema?.isKnown) return;
    const version = component.version.text ?? '';
    const able = new Set([
      ...component.definition.capabilities(version),
      ...component.definition.conditionalCapabilities(version),
    ]);
    const missing = Object.entries({ etag: 'ETags', transactional: 'transactions' })
      .filter(([name]) => !able.has(name))
      .map(([, title]) => title);
    if (missing.length === 0) return;
    yield {
      at: mark,
      message: `${component.typeName} cannot keep actors: it has no ${listed(missing)}`,
      help: 'use a store such as state.redis, state.postgresql or state.mongodb for actors and workflows',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: actors
        spec:
          type: state.memcached
          version: v1
          metadata:
            - name: hosts
              value: memcached:11211
            - name: actorStateStore
                    ^^^^^^^^^^^^^^^ state.memcached cannot keep actors: it has no ETags and transactions
              value: "true"
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: actors
        spec:
          type: state.etcd
          version: v2
          metadata:
            - name: endpoints
              value: localhost:2379
            - name: actorStateStore
              value: "true"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.memcached
          version: v1
          metadata:
            - name: hosts
              value: memcached:11211
            - name: actorStateStore
              value: "no"
      `,
      because: 'etcd can, though its own description does not say so, and a store that is not marked need not',
    },
  ],
});
