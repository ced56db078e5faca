import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidComponentVersion = defineRule({
  id: 'invalid-component-version',
  severity: 'error',
  summary: 'No such version of the component',
  why: 'daprd looks a component up by type and version, and exits when it has none of that version.',
  source: 'dapr v1.18.3 pkg/components/versioning.go IsInitialVersion, pkg/components/state/registry.go:91',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'rejected',
  covers: [
    'kafka-pub-sub-component.spec.version',
    'postgresql-state-store-component.spec.version',
    'kubernetes-secret-store-component.spec.version',
  ],
  facts: ['component.version.unversioned', 'component.version.versioned'],
  each: 'component',

  *check(component): Problems {
    const { version, definition } = component;
    if (version.text === undefined || !version.resolved || !definition || definition.accepts(version.text)) return;
    yield {
      at: version,
      message: `${component.typeName} has no version ${quote(version.text)}`,
      help: `write ${definition.versions.join(' or ')}`,
      ...(component.spec.get('ignoreErrors').boolean === true && { atMost: 'info' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1.0
                   ^^^^ state.in-memory has no version "v1.0"
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: V1
          metadata: []
      `,
      because: 'letter case does not matter',
    },
  ],
});
