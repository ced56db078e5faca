import { areLoadedTogether, defineRule, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

/** Building blocks of which a second one does what the first does, only twice. */
const blocks = new Set(['pubsub', 'state', 'lock', 'configuration']);

export const duplicateComponent = defineRule({
  id: 'duplicate-component',
  severity: 'info',
  summary: 'Two components are the same but for their names',
  why: 'Each has its own connections, and an app that loads both subscribes twice, or competes with itself for the messages of one consumer group. Two state stores have the same keys: what an app writes to one it overwrites in the other, unless keyPrefix is name.',
  source:
    'dapr v1.18.3 pkg/runtime/processor/components.go:86, pkg/components/state/state_config.go:67 GetModifiedStateKey',
  docs: 'https://docs.dapr.io/concepts/components-concept/',
  effect: 'fragile',
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (!blocks.has(component.block) || component.name === '') return;
    // With the first the keys of each begin with its name; of the second another rule tells.
    if (component.text('keyPrefix')?.toLowerCase() === 'name' || component.item('actorStateStore')?.isTruthy) return;
    const [first] = workspace.twinsOf(component);
    if (!first || first === component || first.name === component.name) return;
    if (!areLoadedTogether(workspace, first.resource, component.resource)) return;
    const app = workspace.appsBeside(component).find((each) => workspace.loads(each, first));
    yield {
      at: component,
      message: `${quote(component.name)} is the same as ${quote(first.name)} but for its name`,
      help: 'use one of the two for both',
      related: [
        { at: first, message: 'the other one' },
        ...(app ? [{ at: app, message: `${app.title} loads both` }] : []),
      ],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
                ~~~~~~~~ the other one
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: enableTLS
              value: "true"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: events
                ^^^^^^ "events" is the same as "messages" but for its name
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: enableTLS
              value: "true"
            - name: redisHost
              value: redis:6379
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ app "orders" loads both
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: carts
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: keyPrefix
              value: carts
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: sessions
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: keyPrefix
              value: sessions
      `,
      because: 'these two share a backend, and differ in what they keep there',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: carts
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
        scopes: [carts]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: sessions
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
        scopes: [sessions]
      `,
      because: 'no app loads both',
    },
  ],
});
