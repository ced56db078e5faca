import { closest, defineRule, didYouMean, type Problems, replace, yaml } from '../../src/rule.ts';

export const unknownMetadata = defineRule({
  id: 'unknown-metadata',
  severity: 'warning',
  summary: 'Component does not know this metadata',
  why: 'Components ignore metadata that they do not know, without a word: a misspelt key leaves its default in force.',
  source: 'dapr/kit v0.17.1 metadata/utils.go DecodeMetadata; components-contrib v1.18.4 **/metadata.yaml',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'ignored',
  covers: ['postgresql-state-store-component.spec.schema', 'bindings.features.metadata-configuration'],
  each: 'component',

  *check(component): Problems {
    const { schema } = component;
    if (!schema) return;
    for (const { name, item } of component.metadata) {
      const field = item.get('name');
      if (name === '' || !field.resolved || schema.knows(name)) continue;
      const likely = closest(name, schema.names);
      yield {
        at: field,
        message: `${component.typeName} knows no metadata ${name}`,
        help: didYouMean(likely, 'remove it'),
        // The lists of young components lag behind their code.
        ...(component.definition?.status === 'alpha' && { atMost: 'info' as const }),
        ...(likely !== undefined && {
          fix: { title: `Write ${likely}`, edits: [replace(field, likely)], unsafe: true },
        }),
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
              value: redis.cache.example.com:6379
            - name: enableTSL
                    ^^^^^^^^^ state.redis knows no metadata enableTSL
              value: "true"
            - name: enableTLS
              value: "true"
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
            - name: REDISHOST
              value: redis.cache.example.com:6379
            - name: enableTLS
              value: true
            - name: actorStateStore
              value: "true"
            - name: keyPrefix
              value: name
      `,
      because: 'letter case does not matter, and Dapr itself reads some keys of every state store',
    },
  ],
});
