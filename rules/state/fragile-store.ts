import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const fragileStore = defineRule({
  id: 'fragile-store',
  severity: 'off',
  summary: 'Component keeps everything in the memory of one sidecar',
  why: 'What it holds is gone when the pod is, and no other replica sees it. It is meant for trying things out.',
  source: 'components-contrib v1.18.4 state/in-memory/in_memory.go, pubsub/in-memory/in-memory.go, state/sqlite',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-inmemory/',
  effect: 'fragile',
  covers: ['state-management.component-types', 'pub-sub-publish-subscribe.component-types'],
  presets: { production: 'warning', strict: 'error', 'todo-chatbot': 'error' },
  each: 'component',

  *check(component): Problems {
    const isSqlite =
      component.typeName === 'state.sqlite' && /:memory:|mode=memory/.test(component.text('connectionString') ?? '');
    if (!isSqlite && !/^(?:state|pubsub)\.in-memory$/.test(component.typeName)) return;
    yield {
      at: isSqlite ? component.place('connectionString') : component.type,
      message: `${component.title} keeps everything in the memory of one sidecar`,
      help: component.block === 'pubsub' ? 'use a broker' : 'use a store that replicas share',
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
                ^^^^^^^^^^^^^^^ Component "orders" keeps everything in the memory of one sidecar
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.sqlite
          version: v1
          metadata:
            - name: connectionString
              value: /data/orders.db
      `,
      because: 'a file may be on a volume',
    },
  ],
});
