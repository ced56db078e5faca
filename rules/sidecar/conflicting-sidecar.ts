import {
  defineRule,
  howToRestart,
  type Problems,
  podsOf,
  whenRolledOut,
  writtenSidecarOf,
  yaml,
} from '../../src/rule.ts';

export const conflictingSidecar = defineRule({
  id: 'conflicting-sidecar',
  severity: 'error',
  summary: 'Pods run without the sidecar that they ask for, or with one that they do not',
  why: 'The injector acts when a pod is made. If it was not there then, did not trust whoever made the pod, or the annotation came later, the pod runs without a sidecar until it is made again, and whatever it asks of Dapr fails.',
  source:
    'dapr v1.18.3 pkg/injector/service/handler.go:63,104, charts/dapr/charts/dapr_sidecar_injector/values.yaml webhookFailurePolicy',
  docs: 'https://docs.dapr.io/operations/troubleshooting/common_issues/',
  effect: 'wrong',
  each: 'workload',

  *check(workload, { workspace }): Problems {
    const pods = workspace.livePodsOf(workload);
    if (pods.length === 0) return;
    const enabled = workload.annotations.get('dapr.io/enabled');
    const app = workspace.appOf(workload.resource);
    const subject = app ?? workload.resource;
    if (app) {
      const bare = pods.filter(({ sidecar }) => !sidecar);
      const [pod] = bare;
      if (pod)
        yield {
          at: enabled,
          message: `${podsOf(subject, bare.length, pods.length, ['runs', 'run'])} without a sidecar`,
          help: `see the log of the injector, and ${howToRestart(workload.kind)}`,
          related: [{ at: pod, message: 'it has no container daprd' }],
        };
      return;
    }
    // What stands in the template nobody has injected.
    if (writtenSidecarOf(workload)) return;
    // A policy may ask for sidecars as pods are made.
    const left = workspace.earlierPodsOf(workload).filter(({ isInjected }) => isInjected);
    const [pod] = left;
    if (!pod || !enabled.resolved) return;
    yield {
      at: enabled.exists ? enabled : workload,
      message: `${podsOf(subject, left.length, pods.length, ['still runs', 'still run'])} with a sidecar, which its annotations no longer ask for`,
      help: workspace.isRollingOut(workload) ? whenRolledOut : howToRestart(workload.kind),
      atMost: 'warning',
      related: [{ at: pod.sidecar ?? pod, message: 'its sidecar' }],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: orders, namespace: shop, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                                 ^^^^^^ the pod of app "orders" runs without a sidecar
                dapr.io/app-id: orders
            spec:
              containers:
                - { name: orders, image: shop/orders:1.4.0 }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders-0
                ~~~~~~~~ it has no container daprd
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          ownerReferences:
            - { apiVersion: apps/v1, kind: StatefulSet, name: orders, controller: true }
          annotations: { dapr.io/enabled: "true", dapr.io/app-id: orders }
        spec:
          containers:
            - { name: orders, image: shop/orders:1.4.0 }
        status: { phase: Running }
      `,
    },
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: orders, namespace: shop, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        status: { updateRevision: orders-7c6b9d5f4 }
        spec:
          updateStrategy: { type: OnDelete }
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "false"
                                 ^^^^^^^ the pod of StatefulSet "orders" still runs with a sidecar, which its annotations no longer ask for
            spec:
              containers:
                - { name: orders, image: shop/orders:1.4.0 }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders-0
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          ownerReferences:
            - { apiVersion: apps/v1, kind: StatefulSet, name: orders, controller: true }
          labels: { controller-revision-hash: orders-6d5f7c9b8, dapr.io/sidecar-injected: "true" }
          annotations: { dapr.io/enabled: "true", dapr.io/app-id: orders }
        spec:
          containers:
            - { name: orders, image: shop/orders:1.4.0 }
            - name: daprd
              ~~~~~~~~~~~ its sidecar
              image: ghcr.io/dapr/daprd:1.18.3
        status: { phase: Running }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: orders, namespace: shop, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          replicas: 0
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations: { dapr.io/enabled: "true", dapr.io/app-id: orders }
            spec:
              containers:
                - { name: orders, image: shop/orders:1.4.0 }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing-0
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          annotations: { dapr.io/enabled: "true", dapr.io/app-id: billing }
        spec:
          initContainers:
            - { name: daprd, image: ghcr.io/dapr/daprd:1.18.3, restartPolicy: Always }
          containers:
            - { name: billing, image: shop/billing:1.4.0 }
        status: { phase: Running }
      `,
      because: 'a native sidecar is one of the init containers, and what has no pod lacks no sidecar',
    },
  ],
});
