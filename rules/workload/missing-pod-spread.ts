import { defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

const kinds = new Set(['Deployment', 'StatefulSet', 'Rollout']);

export const missingPodSpread = defineRule({
  id: 'missing-pod-spread',
  severity: 'off',
  summary: 'Replicas of an app may end up on one node',
  why: 'Nothing asks Kubernetes to keep the replicas apart: with their node, all sidecars of the app are gone, and with them its actors and subscriptions.',
  source: 'kubernetes api/core/v1/types.go PodSpec TopologySpreadConstraints, Affinity',
  docs: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  effect: 'fragile',
  presets: { strict: 'info' },
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial || !kinds.has(app.workload.kind)) return;
    const { pod } = app.workload;
    const replicas = (app.resource.body as Field).get('spec').get('replicas');
    const [spread, affinity] = [pod.get('topologySpreadConstraints'), pod.get('affinity')];
    if ((replicas.number ?? 1) < 2 || spread.hasValue || !affinity.resolved) return;
    if (affinity.get('podAntiAffinity').hasValue || pod.get('nodeName').hasValue) return;
    yield {
      at: replicas,
      message: `the ${replicas.number} pods of ${app.title} may all run on one node`,
      help: 'add topologySpreadConstraints over kubernetes.io/hostname',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          replicas: 3
                    ^ the 3 pods of app "orders" may all run on one node
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
            spec:
              affinity:
                nodeAffinity: {}
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: collector
        spec:
          selector: { matchLabels: { app: collector } }
          template:
            metadata:
              labels: { app: collector }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: collector
      `,
      because: 'a DaemonSet has one pod on each node',
    },
  ],
});
