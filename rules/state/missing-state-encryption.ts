import { type Component, defineRule, type Problems, type Workspace, workloadKinds, yaml } from '../../src/rule.ts';

const hasKey = (component: Component): boolean => component.exactText('primaryEncryptionKey') !== '';

/** Whether it is kept for actors: no key covers their state, and each app has a store with a key beside it. */
const isForActors = (component: Component, workspace: Workspace): boolean => {
  const apps = component.item('actorStateStore')?.isTruthy ? workspace.appsBeside(component) : [];
  return apps.length > 0 && apps.every((app) => workspace.componentsFor(app, 'state').some(hasKey));
};

export const missingStateEncryption = defineRule({
  id: 'missing-state-encryption',
  severity: 'off',
  summary: 'State is stored as it is',
  why: 'Without primaryEncryptionKey whoever can read the database reads the state. Databases that encrypt their disks protect against stolen disks alone.',
  source: 'dapr v1.18.3 pkg/runtime/processor/state/state.go:104',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-encrypt-state/',
  effect: 'insecure',
  securitySeverity: 4.3,
  covers: ['state-management.features.encryption-at-rest', 'encryption.data-at-rest'],
  needs: [workloadKinds],
  presets: { strict: 'info', 'todo-chatbot': 'warning' },
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.block !== 'state' || component.typeName === 'state.in-memory') return;
    if (hasKey(component) || isForActors(component, workspace)) return;
    yield {
      at: component.type,
      message: `${component.title} has no primaryEncryptionKey`,
      help: 'add primaryEncryptionKey from a Secret',
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
          type: state.sqlite
                ^^^^^^^^^^^^ Component "orders" has no primaryEncryptionKey
          version: v1
          metadata:
            - name: connectionString
              value: /data/orders.db
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
            - name: primaryEncryptionKey
              secretKeyRef: { name: orders, key: encryption-key }
      `,
      because: 'a key is given',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: actors
        spec:
          type: state.postgresql
          version: v2
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: connection-string }
            - name: actorStateStore
              value: "true"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v2
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: connection-string }
            - name: tablePrefix
              value: orders_
            - name: primaryEncryptionKey
              secretKeyRef: { name: orders, key: encryption-key }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'no key covers the state of actors, and the app has a store with one for the rest',
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: actors
        spec:
          type: state.postgresql
                ^^^^^^^^^^^^^^^^ Component "actors" has no primaryEncryptionKey
          version: v2
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: connection-string }
            - name: actorStateStore
              value: "true"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
    },
  ],
});
