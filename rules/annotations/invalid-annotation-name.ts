import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidAnnotationName = defineRule({
  id: 'invalid-annotation-name',
  severity: 'error',
  summary: 'Kubernetes refuses the name of the annotation',
  why: 'The name of an annotation is a domain, one slash, and up to 63 letters, digits, hyphens, dots and underscores; Kubernetes refuses the object for another one.',
  source:
    'apimachinery v0.33 pkg/util/validation/validation.go IsQualifiedName; pkg/api/validation/objectmeta.go ValidateAnnotations',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set',
  effect: 'rejected',
  each: 'workload',

  *check({ annotations }): Problems {
    for (const [name, annotation] of annotations.entries) {
      if (!/^dapr[._]?io/i.test(name) || /\{\{|\$[({]/.test(name)) continue;
      const [own = '', domain, ...more] = name.split('/').reverse();
      const isQualified = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(own) && own.length <= 63;
      // Kubernetes looks at the domain in lower case.
      const isDomain = domain === undefined || /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(domain.toLowerCase());
      if (isQualified && isDomain && more.length === 0) continue;
      yield {
        at: annotation.key,
        message: `${quote(name)} is no name that an annotation may have`,
        help: 'write dapr.io/ and the name of an annotation',
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
            dapr.io/app port: "8080"
            ^^^^^^^^^^^^^^^^ "dapr.io/app port" is no name that an annotation may have
            dapr_io/app-port: "8080"
            ^^^^^^^^^^^^^^^^ "dapr_io/app-port" is no name that an annotation may have
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
            Dapr.IO/App_Port: "8080"
      `,
      because: 'Kubernetes takes it; that Dapr does not read it is for another rule',
    },
  ],
});
