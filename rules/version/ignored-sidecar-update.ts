import {
  defineRule,
  howToRestart,
  isBefore,
  type Problems,
  podsOf,
  sidecarImageOf,
  versionOfImage,
  yaml,
} from '../../src/rule.ts';

export const ignoredSidecarUpdate = defineRule({
  id: 'ignored-sidecar-update',
  severity: 'warning',
  summary: 'Pods still run with an older sidecar than new ones get',
  why: 'The injector acts when a pod is made, and never again: an upgrade of Dapr, with all that it mends, reaches a sidecar only with the next restart of its pod.',
  source: 'dapr v1.18.3 pkg/injector/service/pod_patch.go:121, pkg/injector/patcher/sidecar_patcher.go:27',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-upgrade/',
  effect: 'ignored',
  each: 'app',

  *check(app, { workspace }): Problems {
    const injector = workspace.onlyControlPlane.find(({ name }) => name === 'dapr-sidecar-injector');
    const image = injector && sidecarImageOf(injector);
    const given = image?.text === undefined ? undefined : versionOfImage(image.text, 'daprd');
    // What their annotation names is no affair of the injector's.
    if (!image || !given || app.annotation('sidecar-image').exists) return;
    // The next job gets a new one by itself.
    if (/Job$/.test(app.workload.kind)) return;
    const pods = workspace.livePodsOf(app.workload);
    const old = pods.filter(({ version }) => version && isBefore(version, given));
    const [pod] = old;
    if (!pod) return;
    yield {
      at: app,
      message: `${podsOf(app, old.length, pods.length, ['still runs', 'still run'])} with daprd ${pod.version?.text}: new ones get ${given.text}`,
      help: howToRestart(app.workload.kind),
      related: [
        { at: image, message: 'what the injector gives' },
        { at: pod.sidecar?.get('image') ?? pod, message: `the sidecar of ${pod.resource.title}` },
      ],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-sidecar-injector, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          template:
            spec:
              containers:
                - name: dapr-sidecar-injector
                  image: ghcr.io/dapr/injector:1.18.3
                  env:
                    - name: SIDECAR_IMAGE
                      value: ghcr.io/dapr/daprd:1.18.3
                             ~~~~~~~~~~~~~~~~~~~~~~~~~ what the injector gives
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: orders, namespace: shop, uid: 5d2f8a4e-0000-4000-8000-000000000002 }
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ^^^^^^ the pod of app "orders" still runs with daprd 1.17.2: new ones get 1.18.3
            spec:
              containers:
                - { name: orders, image: shop/orders:1.4.0 }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders-6d5f7c9b8-x2kzp
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000003
          ownerReferences:
            - { apiVersion: apps/v1, kind: ReplicaSet, name: orders-6d5f7c9b8, controller: true }
          labels: { app: orders, pod-template-hash: 6d5f7c9b8, dapr.io/sidecar-injected: "true" }
          annotations: { dapr.io/enabled: "true", dapr.io/app-id: orders }
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
            - name: daprd
              image: ghcr.io/dapr/daprd:1.17.2
                     ~~~~~~~~~~~~~~~~~~~~~~~~~ the sidecar of Pod "orders-6d5f7c9b8-x2kzp"
        status: { phase: Running }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-sidecar-injector, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          template:
            spec:
              containers:
                - name: dapr-sidecar-injector
                  image: ghcr.io/dapr/injector:1.18.3
                  env: [{ name: SIDECAR_IMAGE, value: "ghcr.io/dapr/daprd:1.18.3" }]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: migration-8xk2p
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000003
          labels: { dapr.io/sidecar-injected: "true" }
          annotations: { dapr.io/enabled: "true", dapr.io/app-id: migration }
        spec:
          containers:
            - { name: migration, image: shop/migration:1.4.0 }
            - { name: daprd, image: ghcr.io/dapr/daprd:1.17.2 }
        status: { phase: Succeeded }
      `,
      because: 'a pod that has ended runs with nothing any more',
    },
  ],
});
