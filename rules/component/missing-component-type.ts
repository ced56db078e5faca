import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingComponentType = defineRule({
  id: 'missing-component-type',
  severity: 'error',
  summary: 'Component does not say what it is',
  why: 'The API server takes a component without a spec, or with an empty type; each daprd that loads it exits, for it is of an incorrect type.',
  source: 'dapr v1.18.3 pkg/runtime/processor/components.go:247, :301, charts/dapr/crds/components.yaml',
  docs: 'https://docs.dapr.io/reference/resource-specs/component-schema/',
  effect: 'rejected',
  covers: [
    'kafka-pub-sub-component.spec.type',
    'postgresql-state-store-component.spec.type',
    'kubernetes-secret-store-component.spec.type',
  ],
  facts: ['component.type.prefix'],
  each: 'component',

  *check({ resource, spec, type }, { workspace }): Problems {
    if (resource.isPartial) return;
    if (spec.isMap) {
      // Without a type the API server refuses it, which another rule tells.
      if (type.text !== '') return;
      yield {
        at: type,
        message: 'spec.type is empty',
        help: 'write the type of the component',
        ...(spec.get('ignoreErrors').boolean === true && { atMost: 'info' as const }),
      };
      return;
    }
    const { entries } = resource.body;
    if (spec.hasValue || entries.some(([key]) => key.includes('{{'))) return;
    // What holds something else than a name may be a patch, whose kustomization is not here.
    const says = entries.some(([key]) => key === 'scopes' || key === 'auth');
    const mayBePatch = says || resource.metadata.entries.some(([key]) => key !== 'name' && key !== 'namespace');
    yield {
      at: spec.exists ? spec.key : resource,
      message: `${resource.title} has no spec`,
      help: 'write a spec with type, version and metadata',
      ...(mayBePatch && !workspace.isClosed && { atMost: 'warning' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
                ^^^^^^^^^^ Component "statestore" has no spec
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: ""
                ^^ spec.type is empty
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec: { type: state.in-memory, version: v1, metadata: [] }
      `,
      because: 'a spec may stand on one line, and an empty list of metadata is one',
    },
  ],
});
