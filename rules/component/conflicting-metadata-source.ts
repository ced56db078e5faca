import { defineRule, type MetadataItem, type Problems, yaml } from '../../src/rule.ts';

export const conflictingMetadataSource = defineRule({
  id: 'conflicting-metadata-source',
  severity: 'warning',
  summary: 'Metadata has two sources',
  why: 'A secret that is found replaces a value, and a value, even an empty one, keeps envRef from being read.',
  source: 'dapr v1.18.3 pkg/runtime/processor/secret/secret.go:121, pkg/operator/api/components.go:143',
  docs: 'https://docs.dapr.io/reference/resource-specs/component-schema/',
  effect: 'ignored',
  facts: ['env.ref.precedence', 'secret.overrides.value'],
  each: 'component',

  *check(component): Problems {
    for (const item of component.metadata) {
      const { value, reference, name } = item;
      const environment = item.item.get('envRef');
      if (reference && value.hasValue && value.text !== '') {
        yield {
          at: value,
          message: `the value of ${name} gives way to its secret`,
          help: 'keep the value or secretKeyRef',
          related: [{ at: reference, message: 'the secret' }],
        };
      }
      if (!environment.hasValue || !(value.hasValue || reference)) continue;
      yield {
        at: environment,
        message: `envRef of ${name} is ${value.hasValue ? 'not read beside a value' : 'not meant to stand beside secretKeyRef'}`,
        help: `keep envRef or ${sourceOf(item)}`,
        related: [{ at: value.hasValue ? value : (reference ?? value), message: `the ${sourceOf(item)}` }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
                     ^^^^^^^^^^ the value of redisHost gives way to its secret
              secretKeyRef: { name: redis, key: host }
                            ~~~~~~~~~~~~~~~~~~~~~~~~~~ the secret
            - name: redisUsername
              value: ""
                     ~~ the value
              envRef: REDIS_USER
                      ^^^^^^^^^^ envRef of redisUsername is not read beside a value
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: redisPassword
              value: ""
              secretKeyRef:
                name: redis
                key: password
      `,
      because: 'an empty value beside a secret only holds its place',
    },
  ],
});

const sourceOf = ({ value }: MetadataItem): string => (value.hasValue ? 'value' : 'secretKeyRef');
