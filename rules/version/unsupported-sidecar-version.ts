import { defineRule, minorsBetween, type Problems, yaml } from '../../src/rule.ts';

export const unsupportedSidecarVersion = defineRule({
  id: 'unsupported-sidecar-version',
  severity: 'warning',
  summary: 'Sidecar is too far from the version of the control plane',
  why: 'Dapr tests sidecars against a control plane of the same minor version and of the one beside it, and promises nothing else: what the two say to each other may be understood in another way, or not at all.',
  source: 'dapr v1.18.3 .github/workflows/version-skew.yaml:40',
  docs: 'https://docs.dapr.io/operations/support/support-release-policy/',
  effect: 'fragile',
  supersedes: ['ignored-sidecar-update'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const pods = workspace.livePodsOf(app.workload);
    for (const { name, container, version } of workspace.onlyControlPlane) {
      const far = pods.filter((pod) => version && pod.version && minorsBetween(pod.version, version) > 1);
      const [pod] = far;
      if (!pod || !version) continue;
      yield {
        at: app,
        message: `${app.title} runs with daprd ${pod.version?.text}, and ${name} is ${version.text}`,
        help: 'upgrade one minor version at a time, and restart the pods after each',
        related: [
          { at: container.get('image'), message: 'the control plane' },
          { at: pod.sidecar?.get('image') ?? pod, message: `the sidecar of ${pod.resource.title}` },
        ],
      };
      // The others mostly have the same version.
      return;
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-operator, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          template:
            spec:
              containers:
                - name: dapr-operator
                  image: ghcr.io/dapr/operator:1.18.3
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ the control plane
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          labels: { dapr.io/sidecar-injected: "true" }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ^^^^^^ app "orders" runs with daprd 1.15.4-mariner, and dapr-operator is 1.18.3
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
            - name: daprd
              image: ghcr.io/dapr/daprd:1.15.4-mariner
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ the sidecar of Pod "orders"
        status: { phase: Running }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-operator, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          template:
            spec:
              containers:
                - { name: dapr-operator, image: ghcr.io/dapr/operator:1.18.3 }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          labels: { dapr.io/sidecar-injected: "true" }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          containers:
            - { name: orders, image: shop/orders:1.4.0 }
            - { name: daprd, image: ghcr.io/dapr/daprd:1.17.0 }
        status: { phase: Running }
      `,
      because: 'a sidecar may be one minor version behind, as all are while Dapr is upgraded',
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-operator, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          template:
            spec:
              containers:
                - { name: dapr-operator, image: ghcr.io/dapr/operator:1.18.3 }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-operator, namespace: dapr-next, uid: 5d2f8a4e-0000-4000-8000-000000000003 }
        spec:
          template:
            spec:
              containers:
                - { name: dapr-operator, image: ghcr.io/dapr/operator:1.16.0 }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          labels: { dapr.io/sidecar-injected: "true" }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          containers:
            - { name: orders, image: shop/orders:1.4.0 }
            - { name: daprd, image: ghcr.io/dapr/daprd:1.16.0 }
        status: { phase: Running }
      `,
      because: 'of two control planes nobody says which one the app has',
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-operator, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          template:
            spec:
              containers:
                - { name: dapr-operator, image: ghcr.io/dapr/operator:1.18.3 }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          labels: { dapr.io/sidecar-injected: "true" }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          containers:
            - { name: orders, image: shop/orders:1.4.0 }
            - { name: daprd, image: registry.example/shop/sidecar:2.0.1 }
        status: { phase: Running }
      `,
      because: 'the tag of an image of their own says nothing about the daprd in it',
    },
  ],
});
