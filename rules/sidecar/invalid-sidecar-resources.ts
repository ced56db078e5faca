import { amountNames, defineRule, type Problems, parseQuantity, quote, respell, yaml } from '../../src/rule.ts';

/** Suffixes in the wrong letter case, in bytes or apart from the number, that have one likely meaning. */
const slips: readonly (readonly [RegExp, string])[] = [
  [/^(\d+)\s*(?:mi|MI|mI|MiB|mib)$/, '$1Mi'],
  [/^(\d+)\s*(?:gi|GI|gI|GiB|gib)$/, '$1Gi'],
  [/^(\d+)\s*MB$/i, '$1M'],
  [/^(\d+)\s*GB$/i, '$1G'],
  [/^(\d+)\s+(m|k|M|G|Ki|Mi|Gi)\s*$/, '$1$2'],
  [/^(\d+),(\d+)$/, '$1.$2'],
];

export const invalidSidecarResources = defineRule({
  id: 'invalid-sidecar-resources',
  severity: 'error',
  summary: 'Sidecar resource is no Kubernetes quantity',
  why: 'One quantity that does not parse makes the injector drop all four resource settings of the sidecar, with a line in its own log.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go getResourceRequirements',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/#sidecar-resource-requirements',
  effect: 'ignored',
  covers: ['kubernetes-deployment-with-dapr.resource-limits'],
  facts: ['inj.quantity.invalid'],
  each: 'app',

  *check(app): Problems {
    for (const resource of amountNames) {
      const annotation = app.annotation(`sidecar-${resource}`);
      const { text } = annotation;
      // An empty text leaves this one resource out, and is no error.
      if (!text || !annotation.resolved || parseQuantity(text) !== undefined) continue;
      const likely = slips
        .map(([pattern, form]) => (pattern.test(text) ? text.replace(pattern, form) : undefined))
        .find(Boolean);
      yield {
        at: annotation,
        message: `dapr.io/sidecar-${resource} is ${quote(text)}, which is no quantity: the sidecar gets no resources at all`,
        help: likely === undefined ? 'write a quantity such as 250m or 128Mi' : `write ${likely}`,
        ...(likely !== undefined && {
          fix: { title: `Write ${likely}`, edits: [respell(annotation, likely)], unsafe: true },
        }),
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
            dapr.io/sidecar-memory-limit: 256mi
                                          ^^^^^ dapr.io/sidecar-memory-limit is "256mi", which is no quantity: the sidecar gets no resources at all
            dapr.io/sidecar-cpu-limit: 500 m
                                       ^^^^^ dapr.io/sidecar-cpu-limit is "500 m", which is no quantity: the sidecar gets no resources at all
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/sidecar-memory-limit: 256Mi
            dapr.io/sidecar-cpu-limit: 500m
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
            dapr.io/sidecar-cpu-request: ".5"
            dapr.io/sidecar-cpu-limit: "1e0"
            dapr.io/sidecar-memory-request: "134217728"
      `,
      because: 'quantities may have a bare fraction, an exponent, or no suffix',
    },
  ],
});
