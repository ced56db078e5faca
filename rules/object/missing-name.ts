import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingName = defineRule({
  id: 'missing-name',
  severity: 'error',
  summary: 'Object has no name',
  why: 'The API server refuses an object that has neither a name nor a generateName.',
  source: 'apimachinery v0.33.4 pkg/api/validation/objectmeta.go:167',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  effect: 'rejected',
  covers: [
    'kafka-pub-sub-component.metadata',
    'postgresql-state-store-component.metadata',
    'kubernetes-secret-store-component.metadata',
    'configuration-for-observability.metadata',
    'kafka-pub-sub-component.metadata.name',
    'postgresql-state-store-component.metadata.name',
    'kubernetes-secret-store-component.metadata.name',
    'configuration-for-observability.metadata.name',
  ],
  each: 'objectMeta',

  *check({ owner, field, resource }): Problems {
    // Metadata that are a list or a text are another fault.
    if (owner !== 'object' || resource.isPartial || (field.hasValue && !field.isMap)) return;
    const name = field.get('name');
    if ([name, field.get('generateName')].some((given) => given.hasValue && given.text !== '')) return;
    // A merge, or a key that is filled in later, may bring it along.
    if (field.entries.some(([key]) => key === '<<' || key.includes('{{'))) return;
    yield {
      at: name.exists ? name : field.key,
      message: `${resource.kind} has no name`,
      help: 'write metadata.name',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
        ^^^^^^^^ Component has no name
          namespace: orders
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          generateName: orders-
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'the API server makes a name of generateName',
    },
  ],
});
