import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidKeyPrefix = defineRule({
  id: 'invalid-key-prefix',
  severity: 'error',
  summary: 'Prefix of keys holds the separator',
  why: 'Dapr puts || between the prefix and the key, so a prefix with || in it is refused: daprd exits.',
  source: 'dapr v1.18.3 pkg/components/state/state_config.go:56,130, pkg/components/lock/lock_config.go:56',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-share-state/',
  effect: 'rejected',
  covers: ['state-management.purpose'],
  facts: ['state.keyprefix.separator'],
  each: 'component',

  *check(component): Problems {
    const prefix = component.item('keyPrefix');
    if (!/^(?:state|lock)$/.test(component.block) || !prefix?.text?.includes('||')) return;
    yield {
      at: prefix.value,
      message: `keyPrefix ${quote(prefix.text)} holds ||, which separates prefix and key`,
      help: 'write appid, name, namespace, none, or a word of your own without ||',
      ...component.certainty,
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: keyPrefix
              value: shop||orders
                     ^^^^^^^^^^^^ keyPrefix "shop||orders" holds ||, which separates prefix and key
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: keyPrefix
              value: shop|orders
      `,
      because: 'one | is an ordinary letter',
    },
  ],
});
