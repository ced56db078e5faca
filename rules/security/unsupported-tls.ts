import { defineRule, hostsAmong, type Problems, reachOfComponent, yaml } from '../../src/rule.ts';

export const unsupportedTls = defineRule({
  id: 'unsupported-tls',
  severity: 'warning',
  summary: 'Component cannot use TLS',
  why: 'There is no setting that turns TLS on for this type: whatever it sends beyond the pod can be read and changed on the way, unless something else encrypts it.',
  source:
    'components-contrib v1.18.4: no use of crypto/tls in state/memcached, state/zookeeper, state/aerospike, state/hazelcast, pubsub/kubemq, pubsub/rocketmq, bindings/dubbo',
  docs: 'https://docs.dapr.io/operations/security/',
  effect: 'insecure',
  securitySeverity: 5.9,
  covers: ['encryption.data-in-transit'],
  presets: {
    strict: { severity: 'error', allowInCluster: false },
    'todo-chatbot': { severity: 'error', allowInCluster: false },
  },
  needs: ['Service'],
  each: 'component',
  options: {
    allowInCluster: {
      type: 'boolean',
      default: true,
      description:
        'Make it an info where every host is a Service of the cluster: names without a dot, *.svc, *.cluster.local.',
    },
  },

  *check(component, { options, workspace }): Problems {
    if (component.schema?.tls?.mode !== 'unsupported') return;
    const hosts = hostsAmong(component.metadata);
    const { extent, wayOut } = reachOfComponent(component, hosts, workspace);
    if (extent === 'machine') return;
    // Where it connects to may come from a Secret, or from each call.
    const isKnown = hosts.length > 0 && extent === 'beyond';
    yield {
      at: component.type,
      message: `${component.typeName} has no TLS`,
      help: 'keep it within the cluster, have a service mesh encrypt it, or use another type',
      ...(wayOut && { related: [{ at: wayOut, message: 'it leads out of the cluster' }] }),
      ...(!isKnown && options.allowInCluster && { atMost: 'info' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.memcached
                ^^^^^^^^^^^^^^^ state.memcached has no TLS
          version: v1
          metadata:
            - name: hosts
              value: memcached.example.com:11211
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.memcached
                ^^^^^^^^^^^^^^^ state.memcached has no TLS
          version: v1
          metadata:
            - name: hosts
              value: memcached:11211
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: memcached
                ~~~~~~~~~ it leads out of the cluster
        spec:
          type: ExternalName
          externalName: memcached.example.com
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.memcached
          version: v1
          metadata:
            - name: hosts
              value: localhost:11211
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.sqlite
          version: v1
          metadata:
            - name: connectionString
              value: orders.db
      `,
      because: 'what stays in the pod needs none',
    },
  ],
});
