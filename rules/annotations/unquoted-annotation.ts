import { defineRule, type Problems, replace, yaml } from '../../src/rule.ts';

export const unquotedAnnotation = defineRule({
  id: 'unquoted-annotation',
  severity: 'error',
  summary: 'Annotation is not a string',
  why: 'Kubernetes accepts only strings as annotation values and refuses the whole manifest.',
  source: 'apimachinery v0.33.4 pkg/apis/meta/v1/types.go ObjectMeta.Annotations',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  covers: ['annotation-requirements.annotations'],
  each: 'objectMeta',

  *check(meta): Problems {
    for (const { at, field } of meta.faultsOf('annotation')) {
      const name = field.path.at(-1);
      const type = field.isMap ? 'map' : field.isList ? 'list' : typeof field.value;
      const text = field.boolean === undefined ? field.written : String(field.boolean);
      yield {
        at,
        message: `${name} is a ${type}; annotations must be strings`,
        help: 'put it in quotes',
        ...(text !== undefined && { fix: { title: 'Quote the value', edits: [replace(field, `"${text}"`)] } }),
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
            dapr.io/enabled: true
                             ^^^^ dapr.io/enabled is a boolean; annotations must be strings
            dapr.io/app-id: orders
            dapr.io/app-port: 8080
                              ^^^^ dapr.io/app-port is a number; annotations must be strings
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "8080"
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: 'true'
            dapr.io/app-id: orders
            dapr.io/block-shutdown-duration: 10s
      `,
      because: '10s needs no quotes: it is a string as it stands',
    },
  ],
});
