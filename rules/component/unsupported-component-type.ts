import { closest, defineRule, didYouMean, type Problems, yaml } from '../../src/rule.ts';

/** Types that are the same component under two names. */
const otherNames: Readonly<Record<string, string>> = { 'state.postgres': 'state.postgresql' };

export const unsupportedComponentType = defineRule({
  id: 'unsupported-component-type',
  severity: 'off',
  summary: 'Component type is none of those that were agreed upon',
  why: 'Each further backend is one more to run, to secure and to know. Which ones a system is built of is written down: in the preset, or in the config.',
  source: 'docs/dapr-infrastructure-spec.md, Dapr Building Blocks',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'fragile',
  covers: [
    'state-management.component-types',
    'state-management.component-types.state-redis',
    'state-management.component-types.state-postgresql',
    'state-management.component-types.state-etcd',
    'pub-sub-publish-subscribe.component-types',
    'pub-sub-publish-subscribe.component-types.pubsub-kafka',
    'pub-sub-publish-subscribe.component-types.pubsub-redis',
    'pub-sub-publish-subscribe.component-types.pubsub-rabbitmq',
    'secret-stores.component-types',
    'secret-stores.component-types.secretstores-kubernetes',
    'secret-stores.component-types.secretstores-hashicorp-vault',
    'secret-stores.component-types.secretstores-azure-keyvault',
    'bindings.component-types',
    'bindings.component-types.bindings-cron',
    'bindings.component-types.bindings-http',
  ],
  presets: {
    strict: 'warning',
    'todo-chatbot': {
      severity: 'warning',
      types: [
        'state.redis',
        'state.postgresql',
        'state.etcd',
        'pubsub.kafka',
        'pubsub.redis',
        'pubsub.rabbitmq',
        'secretstores.kubernetes',
        'secretstores.hashicorp.vault',
        'secretstores.azure.keyvault',
        'bindings.cron',
        'bindings.http',
      ],
    },
  },
  each: 'component',
  options: {
    types: {
      type: 'array',
      default: [],
      description:
        'The types that may be used, such as state.redis. Of a building block without an entry any may; none for no bound.',
      items: { type: 'string' },
    },
  },

  *check({ block, definition, type, typeName }, { options: { types } }): Problems {
    const ofBlock = types.filter((each) => each.split('.', 1)[0] === block);
    // A type that does not exist is what another rule tells.
    if (ofBlock.length === 0 || !definition) return;
    const names = [typeName, otherNames[typeName]];
    if (ofBlock.some((each) => names.includes(each.toLowerCase()))) return;
    yield {
      at: type,
      message: `${typeName} is not agreed upon: ${ofBlock.length === 1 ? 'there is' : 'there are'} ${ofBlock.join(', ')}`,
      help: didYouMean(
        closest(typeName, ofBlock),
        'use one of them, or add it to the types in the options of this rule',
      ),
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
          type: state.sqlite
                ^^^^^^^^^^^^ state.sqlite is not agreed upon: there are state.postgresql, state.redis
          version: v1
          metadata:
            - name: connectionString
              value: /data/orders.db
      `,
      options: { types: ['state.postgresql', 'state.redis', 'pubsub.kafka'] },
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgres
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: orders, key: connection }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: limits
        spec:
          type: middleware.http.ratelimit
          version: v1
          metadata:
            - name: maxRequestsPerSecond
              value: 10
      `,
      because: 'state.postgres is another name of state.postgresql, and nothing was agreed upon for middleware',
      options: { types: ['state.postgresql', 'state.redis', 'pubsub.kafka'] },
    },
  ],
});
