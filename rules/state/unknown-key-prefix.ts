import { closest, defineRule, type Problems, quote, respell, yaml } from '../../src/rule.ts';

const strategies = ['appid', 'name', 'namespace', 'none'];

export const unknownKeyPrefix = defineRule({
  id: 'unknown-key-prefix',
  severity: 'warning',
  summary: 'Prefix of keys is a slip of a strategy',
  why: 'What is no strategy becomes the prefix itself, in lower case: all apps then share their keys under that word.',
  source: 'dapr v1.18.3 pkg/components/state/state_config.go:47-95, pkg/components/lock/lock_config.go:30-90',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-share-state/',
  effect: 'wrong',
  covers: ['state-management.purpose'],
  facts: ['state.keyprefix.values', 'lock.keyprefix'],
  each: 'component',

  *check(component): Problems {
    const prefix = component.item('keyPrefix');
    if (!/^(?:state|lock)$/.test(component.block) || !prefix?.text) return;
    const word = prefix.text.toLowerCase();
    if (component.block === 'lock' && word === 'namespace') {
      yield {
        at: prefix.value,
        message: 'locks have no namespace strategy: every key begins with the word namespace',
        help: 'write appid or name, or a word of your own',
      };
      return;
    }
    if (strategies.includes(word)) return;
    const plain = word.replaceAll(/[^a-z]/g, '');
    const likely = strategies.includes(plain) ? plain : word.length > 4 ? closest(word, strategies) : undefined;
    if (likely === undefined) return;
    yield {
      at: prefix.value,
      message: `keyPrefix ${quote(prefix.text)} is no strategy, and becomes the prefix itself`,
      help: `did you mean ${quote(likely)}?`,
      fix: { title: `Write ${likely}`, edits: [respell(prefix.value, likely)], unsafe: true },
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
              value: app-id
                     ^^^^^^ keyPrefix "app-id" is no strategy, and becomes the prefix itself
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: keyPrefix
              value: appid
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: locks
        spec:
          type: lock.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: keyPrefix
              value: namespace
                     ^^^^^^^^^ locks have no namespace strategy: every key begins with the word namespace
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
              value: appID
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: baskets
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: keyPrefix
              value: shop
      `,
      because: 'strategies may be in any letter case, and a word of one’s own is a way to share keys',
    },
  ],
});
