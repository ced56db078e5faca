import { defineRule, type Problems, parseDuration, quote, yaml } from '../../src/rule.ts';

export const invalidInitTimeout = defineRule({
  id: 'invalid-init-timeout',
  severity: 'warning',
  summary: 'Component is given no time that it could take',
  why: 'daprd gives a component five seconds where initTimeout is no Go duration, and none at all where it is zero or less.',
  source: 'dapr v1.18.3 pkg/runtime/processor/components.go:252',
  docs: 'https://docs.dapr.io/reference/resource-specs/component-schema/',
  effect: 'wrong',
  facts: ['component.initTimeout.default', 'component.initTimeout.zero'],
  each: 'component',

  *check(component): Problems {
    const field = component.spec.get('initTimeout');
    const { text } = field;
    if (!text || !field.resolved) return;
    const duration = parseDuration(text);
    if (duration !== undefined && duration > 0n) return;
    yield {
      at: field,
      message:
        duration === undefined
          ? `initTimeout ${quote(text)} is no duration, and counts as 5s`
          : `initTimeout ${quote(text)} is over before the component begins to initialise`,
      help: /^\d+$/.test(text) && text !== '0' ? `write ${text}s` : 'write a duration such as 30s',
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
          initTimeout: "30"
                       ^^^^ initTimeout "30" is no duration, and counts as 5s
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          initTimeout: 0s
                       ^^ initTimeout "0s" is over before the component begins to initialise
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
          initTimeout: 1m30s
          metadata: []
      `,
      because: 'durations may have several parts',
    },
  ],
});
