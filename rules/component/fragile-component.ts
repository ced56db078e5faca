import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const fragileComponent = defineRule({
  id: 'fragile-component',
  severity: 'info',
  summary: 'App starts without the component if that fails',
  why: 'With ignoreErrors daprd only logs that a component did not initialise: the app runs, and each call of the component fails.',
  source: 'dapr v1.18.3 pkg/runtime/processor/components.go:192',
  docs: 'https://docs.dapr.io/reference/resource-specs/component-schema/',
  effect: 'fragile',
  facts: ['component.ignoreErrors'],
  presets: { production: 'warning', strict: 'warning' },
  each: 'component',

  *check(component): Problems {
    if (!component.ignoresErrors) return;
    yield {
      at: component.spec.get('ignoreErrors'),
      message: 'the app starts without this component when that does not initialise',
      help: 'remove ignoreErrors, unless the app can do without',
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
          version: v1
          ignoreErrors: true
                        ^^^^ the app starts without this component when that does not initialise
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
          version: v1
          ignoreErrors: false
          metadata: []
      `,
      because: 'false is the default',
    },
  ],
});
