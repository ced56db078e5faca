import { type Component, defineRule, type MetadataItem, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidMetadata = defineRule({
  id: 'invalid-metadata',
  severity: 'error',
  summary: 'Component refuses the value of its metadata',
  why: 'The component fails to initialise on a value that it cannot read, and daprd exits: with it every app that loads the component.',
  source:
    'dapr/kit v0.18.3 metadata/utils.go decodeMetadataMap, metadata/duration.go, metadata/bytesize_decoder.go; components-contrib v1.18.4, Init of each component, tried: schemas/values.json',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'rejected',
  supersedes: ['missing-tls'],
  facts: [
    'component.metadata.bytesize',
    'component.metadata.duration',
    'component.metadata.number',
    'component.metadata.valueforms',
  ],
  each: 'component',

  *check(component): Problems {
    for (const item of component.metadata) {
      const { refusal, text = '' } = item;
      if (refusal === undefined || isLeftAlone(component, item)) continue;
      const shown = item.isSensitive ? 'its value' : text === '' ? 'an empty value' : quote(text);
      yield {
        at: item.value.exists ? item.value : item,
        message: `${component.typeName} refuses ${shown} for ${item.name}`,
        help: `write ${refusal}`,
        ...component.certainty,
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
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka:9092
            - name: authType
              value: none
            - name: maxMessageBytes
              value: 1MB
                     ^^^ pubsub.kafka refuses "1MB" for maxMessageBytes
            - name: initialOffset
              value: latest
                     ^^^^^^ pubsub.kafka refuses "latest" for initialOffset
            - name: consumeRetryInterval
              value: 1 s
                     ^^^ pubsub.kafka refuses "1 s" for consumeRetryInterval
      `,
    },
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
            - name: enableTLS
              value: "yes"
                     ^^^^^ state.redis refuses "yes" for enableTLS
            - name: redisDB
              value: ""
                     ^^ state.redis refuses an empty value for redisDB
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka:9092
            - name: authType
              value: None
            - name: maxMessageBytes
              value: 0x100000
            - name: channelBufferSize
              value: "{{ .Values.kafka.buffer }}"
            - name: consumeRetryInterval
              value: 30
            - name: consumeRetryEnabled
              value: yes
            - name: compression
              value: ""
      `,
      because: 'durations may be whole seconds, numbers may be unquoted or hexadecimal, and empty is the default',
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
            - name: redisMinRetryInterval
              value: 8ms
            - name: maxRetryBackoff
              value: 2s
      `,
      because: 'the old setting is not read where the new one is given',
    },
  ],
});

/** A key in a letter case in which it is not read, and the old authRequired beside the authType that replaces it. */
const isLeftAlone = (component: Component, { name, text, yieldsTo }: MetadataItem): boolean => {
  if (yieldsTo !== undefined && component.item(yieldsTo)?.isGiven) return true;
  const exact = component.values.exactCase.get(name.toLowerCase());
  // The authority is decoded in any letter case, and looked at when it is used.
  if (exact !== undefined && exact !== name && exact !== 'caCert') return true;
  return name.toLowerCase() === 'authrequired' && text !== undefined && component.item('authType')?.isGiven === true;
};
