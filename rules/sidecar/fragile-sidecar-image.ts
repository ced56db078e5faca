import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const fragileSidecarImage = defineRule({
  id: 'fragile-sidecar-image',
  severity: 'warning',
  summary: 'Image of the sidecar is not pinned',
  why: 'A pod then gets whatever stands behind the tag when its node pulls it: two replicas may run two versions of daprd, neither of them that of the control plane.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:300',
  docs: 'https://docs.dapr.io/operations/support/support-release-policy/',
  effect: 'fragile',
  each: 'app',

  *check(app): Problems {
    const image = app.reads('sidecar-image');
    if (!image || image.includes('@')) return;
    const [, tag] = /:([^/:]+)$/.exec(image) ?? [];
    if (tag !== undefined && !/^(?:latest|edge|nightly|dev|main|master)(?:-.*)?$/.test(tag)) return;
    yield {
      at: app.annotation('sidecar-image'),
      message: `dapr.io/sidecar-image is ${quote(image)}, ${tag === undefined ? 'without a tag' : 'a tag that moves'}`,
      help: 'leave the annotation out for the image of the control plane, or name a version',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/sidecar-image: registry.example:5000/daprd:latest
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dapr.io/sidecar-image is "registry.example:5000/daprd:latest", a tag that moves
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/sidecar-image: registry.example:5000/daprd
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ dapr.io/sidecar-image is "registry.example:5000/daprd", without a tag
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/sidecar-image: daprio/daprd:1.18.3-mariner
      `,
      because: 'that is one version',
    },
  ],
});
