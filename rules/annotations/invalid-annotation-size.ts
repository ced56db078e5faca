import { defineRule, type Problems, quote, wholeBytes, yaml } from '../../src/rule.ts';

/** What people write, and what Kubernetes calls it. */
const slips: readonly (readonly [RegExp, string])[] = [
  [/^(\d+) ?(?:MB|mb|mi|MiB)$/, '$1Mi'],
  [/^(\d+) ?(?:KB|kb|K|ki|KiB)$/, '$1Ki'],
  [/^(\d+) ?(?:GB|gb|gi|GiB)$/, '$1Gi'],
];

export const invalidAnnotationSize = defineRule({
  id: 'invalid-annotation-size',
  severity: 'error',
  summary: 'Annotation is not a size that daprd takes',
  why: 'daprd exits when it cannot read the size as a Kubernetes quantity that is a whole number of bytes; a fraction of a binary unit is none for it, even where it comes out even.',
  source: 'dapr v1.18.3 cmd/daprd/options/options.go:217,236,289 getQuantityBytes',
  docs: 'https://docs.dapr.io/operations/configuration/increase-request-size/',
  effect: 'rejected',
  facts: ['inj.maxbody'],
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const name of ['max-body-size', 'read-buffer-size']) {
      const text = workspace.catalog.annotation(`dapr.io/${name}`) && app.reads(name);
      if (!text || wholeBytes(text) !== undefined) continue;
      const likely = slips
        .map(([pattern, form]) => (pattern.test(text) ? text.replace(pattern, form) : undefined))
        .find(Boolean);
      yield {
        at: app.annotation(name),
        message: `dapr.io/${name} is ${quote(text)}, which is no whole number of bytes`,
        help: likely === undefined ? 'write a quantity such as 16Mi' : `write ${likely}`,
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
            dapr.io/max-body-size: 16MB
                                   ^^^^ dapr.io/max-body-size is "16MB", which is no whole number of bytes
            dapr.io/read-buffer-size: 1.5Ki
                                      ^^^^^ dapr.io/read-buffer-size is "1.5Ki", which is no whole number of bytes
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
            dapr.io/max-body-size: 1.5M
            dapr.io/read-buffer-size: "8192"
      `,
      because: 'a fraction of a decimal unit is a whole number of bytes, and a bare number counts bytes',
    },
  ],
});
