import { allContainersOf, defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

/** The tag of an image; undefined where it is named by what is in it. A port of a registry is none. */
const tagOf = (image: string): string | undefined => {
  if (image.includes('@')) return undefined;
  const [, tag = ''] = /:([^/:]*)$/.exec(image) ?? [];
  return tag;
};

export const fragileAppImage = defineRule({
  id: 'fragile-app-image',
  severity: 'off',
  summary: 'Image of an app may be another one tomorrow',
  why: 'The tag is moved with each release: pods that start later run another version of the app than those before, under one app-id, and take calls, actors and messages in turns.',
  source: 'kubernetes v1.34.2 pkg/apis/core/v1/defaults.go SetDefaults_Container',
  docs: 'https://kubernetes.io/docs/concepts/containers/images/',
  effect: 'fragile',
  presets: { strict: 'warning' },
  each: 'app',

  *check(app): Problems {
    for (const container of allContainersOf(app.workload)) {
      const image = container.get('image');
      if (!image.text || !image.resolved) continue;
      const tag = tagOf(image.text);
      if (tag === undefined || (tag !== '' && tag !== 'latest')) continue;
      yield {
        at: image,
        message:
          tag === '' ? `${quote(image.text)} has no tag: it is the latest` : `${quote(image.text)} is the latest`,
        help: 'name a version, or a digest',
      };
    }
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
        spec:
          containers:
            - name: orders
              image: registry:5000/orders
                     ^^^^^^^^^^^^^^^^^^^^ "registry:5000/orders" has no tag: it is the latest
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
        spec:
          containers:
            - name: orders
              image: shop/orders:latest@sha256:7cc4b5aefd1d0cadf8d97d4350462ba51c694ebca145b08d7d41b41acc8db5aa
      `,
      because: 'a digest is one image for ever',
    },
  ],
});
