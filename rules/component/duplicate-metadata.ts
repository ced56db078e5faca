import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const duplicateMetadata = defineRule({
  id: 'duplicate-metadata',
  severity: 'warning',
  summary: 'Metadata is given twice',
  why: 'Of two entries with the same name the last one wins, without a word.',
  source: 'dapr v1.18.3 pkg/runtime/meta/meta.go:72 convertItemsToProps',
  docs: 'https://docs.dapr.io/reference/resource-specs/component-schema/',
  effect: 'ignored',
  facts: ['component.metadata.dupexact'],
  each: 'component',

  *check(component): Problems {
    const last = new Map(component.metadata.map((item) => [item.name, item]));
    for (const item of component.metadata) {
      const winner = last.get(item.name);
      if (item.name === '' || !winner || winner === item || !item.named.resolved) continue;
      yield {
        at: item,
        message: `${item.name} is given again below, and has no effect here`,
        help: 'remove one of the two',
        related: [{ at: winner, message: 'the one that counts' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
                    ^^^^^^^^^ redisHost is given again below, and has no effect here
              value: redis:6379
            - name: enableTLS
              value: "true"
            - name: redisHost
                    ~~~~~~~~~ the one that counts
              value: redis-primary:6379
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: "{{ .key }}"
              value: redis:6379
            - name: "{{ .key }}"
              value: "true"
      `,
      because: 'what a placeholder becomes is not known',
    },
  ],
});
