import { defineRule, isInCluster, isLoopback, type Problems, transportOf, yaml } from '../../src/rule.ts';

/** Addresses that no router on the internet knows. */
const isPrivate = (host: string): boolean => /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$/.test(host);

export const missingRedisPassword = defineRule({
  id: 'missing-redis-password',
  severity: 'warning',
  summary: 'Redis outside of the cluster is used without a password',
  why: 'A Redis server that takes connections without a password lets everybody who reaches it read, change and delete all data.',
  source: 'components-contrib v1.18.4 common/component/redis/settings.go:35,125, redis.go:170',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-redis/',
  effect: 'insecure',
  securitySeverity: 7.5,
  supersedes: ['missing-metadata-value'],
  each: 'component',
  options: {
    allowInCluster: {
      type: 'boolean',
      default: true,
      description:
        'Say nothing where every host is a Service of the cluster: names without a dot, *.svc, *.cluster.local.',
    },
  },
  presets: { strict: { severity: 'error', allowInCluster: false } },

  *check(component, { options, workspace }): Problems {
    if (!/^(?:state|pubsub|lock|configuration|bindings)\.redis$/.test(component.typeName)) return;
    // A client certificate and a token of Azure are as good as a password.
    const others = ['redisPassword', 'useEntraID', 'useAzureAD', 'clientCert'].map((name) => component.text(name));
    if (others.some((text) => text === undefined || !/^(?:|false|no|n|f|off|0)$/i.test(text))) return;
    const hosts = transportOf(component, workspace.world.daprVersion)?.hosts ?? [];
    if (hosts.length === 0 || hosts.every(isLoopback)) return;
    if (options.allowInCluster && hosts.every((host) => isInCluster(host))) return;
    yield {
      at: component.item('redisPassword') ? component.place('redisPassword') : component.place('redisHost'),
      message: `${component.title} connects to Redis without a password`,
      help: 'add redisPassword from a Secret, or useEntraID, and have the server ask for it',
      ...(options.allowInCluster &&
        hosts.every((host) => isPrivate(host) || isInCluster(host)) && { atMost: 'info' as const }),
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
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.example.com:6380
                     ^^^^^^^^^^^^^^^^^^^^^^ Component "orders" connects to Redis without a password
            - name: enableTLS
              value: "true"
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis-master.shop.svc:6379
            - name: redisPassword
              value: ""
                     ^^ Component "messages" connects to Redis without a password
      `,
      options: { allowInCluster: false },
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
            - name: redisHost
              value: redis-master:6379
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: carts
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: carts.redis.cache.windows.net:6380
            - name: enableTLS
              value: "true"
            - name: useEntraID
              value: "true"
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
              secretKeyRef: { name: redis, key: host }
      `,
      because: 'the first stays in the cluster, the second has a token, and where the third leads cannot be seen',
    },
  ],
});
