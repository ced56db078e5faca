import { defineRule, type Problems, replace, yaml } from '../../src/rule.ts';

export const unquotedString = defineRule({
  id: 'unquoted-string',
  severity: 'error',
  summary: 'Annotation or label is not a string',
  why: 'Kubernetes accepts only strings as the values of annotations and labels, and refuses the whole manifest. A version such as 1.0 is a number unless it is quoted.',
  source: 'apimachinery v0.33.4 pkg/apis/meta/v1/types.go ObjectMeta.Annotations, ObjectMeta.Labels',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
  effect: 'rejected',
  covers: ['annotation-requirements.annotations'],
  each: 'objectMeta',

  *check(meta): Problems {
    for (const part of ['annotation', 'label'] as const) {
      for (const { at, field } of meta.faultsOf(part)) {
        const type = field.isMap ? 'map' : field.isList ? 'list' : typeof field.value;
        const text = field.boolean === undefined ? field.written : String(field.boolean);
        yield {
          at,
          message: `${field.path.at(-1)} is a ${type}; ${part}s must be strings`,
          help: 'put it in quotes',
          ...(text !== undefined && { fix: { title: 'Quote the value', edits: [replace(field, `"${text}"`)] } }),
        };
      }
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
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              labels:
                app: orders
                version: 1.0
                         ^^^ version is a number; labels must be strings
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
      `,
      fixed: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              labels:
                app: orders
                version: "1.0"
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
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
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
          labels:
            version: 1.0.0
            released: 2024-05-01
            team:
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      because: 'with two dots it is no number, a date is a string, and nothing counts as an empty string',
    },
  ],
});
