import { defineRule, type Problems, yaml } from '../../src/rule.ts';

/** The fields that a component lacks most often, as they are written where there is nothing to say. */
const plainest: Readonly<Record<string, string>> = { version: 'version: v1', metadata: 'metadata: []' };

export const missingField = defineRule({
  id: 'missing-field',
  severity: 'error',
  summary: 'Field that the CRD requires is not there',
  why: 'The API server refuses an object that lacks a required field.',
  source: 'dapr v1.18.3 charts/dapr/crds/*.yaml',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'rejected',
  covers: [
    'kafka-pub-sub-component.spec',
    'postgresql-state-store-component.spec',
    'kubernetes-secret-store-component.spec',
    'kafka-pub-sub-component.spec.metadata',
    'postgresql-state-store-component.spec.metadata',
    'kubernetes-secret-store-component.spec.metadata',
    'configuration-for-observability.spec.feature1.enabled',
    'configuration-for-observability.spec.metric.enabled',
  ],
  facts: ['component.crd.required', 'cfg.mtls.required', 'res.crd.required'],
  each: 'daprResource',

  *check(resource): Problems {
    if (resource.isPartial) return;
    for (const { code, at, field, message, key = '' } of resource.violations) {
      if (code !== 'missing-field') continue;
      const plain = resource.kind === 'Component' ? plainest[key] : undefined;
      // Of a null, the API server says that the field is missing.
      yield field.exists
        ? { at, message: `${message}: it has no value`, help: plain ? `write ${plain}` : `give ${key} a value` }
        : { at, message, help: `add ${plain ?? key}` };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
        ^^^^ spec.version is missing
          type: state.in-memory
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: kubernetes-secrets
        spec:
          type: secretstores.kubernetes
          version: v1
          metadata: []
      `,
      because: 'an empty list is a list',
    },
  ],
});
