import { annotationKeyFault, defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidAnnotationKey = defineRule({
  id: 'invalid-annotation-key',
  severity: 'error',
  summary: 'Key of an annotation breaks the grammar of Kubernetes',
  why: 'The API server refuses an object, and a pod template, with a key that is not a name of at most 63 letters, digits, "-", "_" and ".", after a domain and a slash if it has one.',
  source: 'apimachinery v0.33.4 pkg/api/validation/objectmeta.go:44',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set',
  effect: 'rejected',
  each: 'objectMeta',

  *check(meta): Problems {
    if (meta.owner === 'job') return;
    for (const [key, annotation] of meta.entriesOf('annotations')) {
      const fault = annotationKeyFault(key);
      if (fault) yield { at: annotation.key, message: `annotation key ${quote(key)} ${fault}` };
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
            dapr.io/app/port: "8080"
            ^^^^^^^^^^^^^^^^ annotation key "dapr.io/app/port" may have one slash
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
            Example.com/Owner_Of: any text, of any length
      `,
      because: 'a key of an annotation may have upper case anywhere, and its value any characters',
    },
  ],
});
