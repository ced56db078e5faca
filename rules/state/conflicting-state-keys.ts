import { type Component, defineRule, isLoopback, type Problems, quote, transportOf, yaml } from '../../src/rule.ts';

export const conflictingStateKeys = defineRule({
  id: 'conflicting-state-keys',
  severity: 'warning',
  summary: 'Apps of two namespaces use the same keys of one store',
  why: 'Keys begin with the app-id, not with the namespace, unless keyPrefix says so. An app that runs in two namespaces over one database reads and overwrites its own state of the other.',
  source: 'dapr v1.18.3 pkg/components/state/state_config.go:75 GetModifiedStateKey',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-share-state/',
  effect: 'wrong',
  covers: ['state-management.purpose'],
  facts: ['state.keyprefix.values'],
  needs: ['Component'],
  each: 'app',

  *check(app, { workspace }): Problems {
    if (app.appId === undefined || app.namespace === undefined) return;
    // Each is compared with the first of its name alone.
    const [twin] = workspace.appsWithId(app.appId);
    if (!twin?.namespace || twin.namespace === app.namespace) return;
    if (!workspace.areTogether(twin.resource, app.resource)) return;
    const version = workspace.world.daprVersion;
    const others = new Map(
      workspace.componentsFor(twin, 'state').map((store) => [databaseOf(store, version), store] as const),
    );
    for (const store of workspace.componentsFor(app, 'state')) {
      const database = databaseOf(store, version);
      const other = database === undefined ? undefined : others.get(database);
      if (!other || other === store) continue;
      yield {
        at: store,
        message: `${app.title} has the same keys here as ${app.title} of namespace ${quote(twin.namespace)}`,
        help: 'set keyPrefix to namespace in both, or use two databases',
        related: [
          { at: other, message: 'the same database' },
          { at: app, message: 'the app' },
        ],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: carts
                ~~~~~ the same database
          namespace: blue
        spec:
          type: state.redis
          version: v1
          metadata:
            - { name: redisHost, value: "redis.data:6379" }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: blue
          annotations: { dapr.io/enabled: "true", dapr.io/app-id: orders }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: carts
                ^^^^^ app "orders" has the same keys here as app "orders" of namespace "blue"
          namespace: green
        spec:
          type: state.redis
          version: v1
          metadata:
            - { name: redisHost, value: "redis.data:6379" }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: green
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ the app
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: carts
          namespace: blue
        spec:
          type: state.redis
          version: v1
          metadata:
            - { name: redisHost, value: "redis:6379" }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: blue
          annotations: { dapr.io/enabled: "true", dapr.io/app-id: orders }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: carts
          namespace: green
        spec:
          type: state.redis
          version: v1
          metadata:
            - { name: redisHost, value: "redis:6379" }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: green
          annotations: { dapr.io/enabled: "true", dapr.io/app-id: orders }
      `,
      because: 'a host without a dot is another Service in each namespace',
    },
  ],
});

/** What is only for daprd: the rest says where the state is. */
const forDaprd = /^(?:actorstatestore|keyprefix|outbox.*|.*encryptionkey|.*password|.*timeout|.*retr.*)$/i;

/** Tells the database from others where its keys begin with the app-id; undefined where that is not known. */
const databaseOf = (store: Component, daprVersion: string): string | undefined => {
  const prefix = store.text('keyPrefix');
  if (prefix === undefined || !/^(?:appid)?$/i.test(prefix) || !store.isWhole) return undefined;
  const hosts = transportOf(store, daprVersion)?.hosts ?? [];
  if (hosts.length === 0 || hosts.some((host) => !host.includes('.') || isLoopback(host))) return undefined;
  const items = store.metadata.filter(({ name }) => !forDaprd.test(name));
  if (items.some(({ text }) => text === undefined || text.includes('{'))) return undefined;
  const told = items.map(({ name, text }) => `${name.toLowerCase()}=${text}`).sort();
  return [store.typeName, ...told].join('\n');
};
