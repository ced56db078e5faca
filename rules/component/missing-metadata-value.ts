import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingMetadataValue = defineRule({
  id: 'missing-metadata-value',
  severity: 'warning',
  summary: 'Metadata has a name and no value',
  why: 'The component gets an empty text, which most take for their default, and some refuse.',
  source: 'dapr v1.18.3 pkg/runtime/meta/meta.go:72, pkg/apis/common/namevalue.go DynamicValue.String',
  docs: 'https://docs.dapr.io/reference/resource-specs/component-schema/',
  effect: 'wrong',
  covers: [
    'kafka-pub-sub-component.spec.clientid.value',
    'kafka-pub-sub-component.spec.saslusername.value',
    'postgresql-state-store-component.spec.tablename.value',
  ],
  each: 'component',

  *check(component): Problems {
    for (const { named: field, name, value, item } of component.metadata) {
      if (name === '' || !field.resolved || value.exists) continue;
      if (item.get('secretKeyRef').exists || item.get('envRef').exists) continue;
      // A template may put the rest in its place; a map merged in is no entry of its own.
      if (item.entries.some(([, { resolved }]) => !resolved)) continue;
      yield {
        at: field,
        message: `${name} has no value`,
        help: 'give it a value, a secretKeyRef or an envRef; or remove it',
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
              value: redis:6379
            - name: redisPassword
                    ^^^^^^^^^^^^^ redisPassword has no value
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
            - name: redisHost
              value: redis:6379
            - name: redisPassword
              value: ""
            - name: redisUsername
              envRef: REDIS_USER
      `,
      because: 'an empty text is a value, and the environment is a source',
    },
  ],
});
