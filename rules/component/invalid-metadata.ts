import { type Component, defineRule, type MetadataItem, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidMetadata = defineRule({
  id: 'invalid-metadata',
  severity: 'error',
  summary: 'Component refuses the value of its metadata',
  why: 'The component fails to initialise on a value that it cannot read, and daprd exits: with it every app that loads the component.',
  source:
    'dapr/kit v0.18.3 metadata/utils.go decodeMetadataMap, metadata/duration.go, metadata/bytesize_decoder.go; components-contrib v1.18.4, Init of each component, tried: schemas/values.json; middleware/http/*/*_middleware.go',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'rejected',
  covers: ['configuration-for-observability.spec.httppipeline.handlers'],
  supersedes: ['missing-tls'],
  facts: [
    'component.metadata.bytesize',
    'component.metadata.duration',
    'component.metadata.number',
    'component.metadata.valueforms',
  ],
  each: 'component',

  *check(component): Problems {
    if (!component.isStarted) return;
    for (const item of component.metadata) {
      const { refusal, text = '' } = item;
      if (refusal === undefined || isLeftAlone(component, item)) continue;
      const shown = item.isSensitive || text.includes('\n') ? 'the text' : text === '' ? 'an empty value' : quote(text);
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
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: limit }
        spec:
          type: middleware.http.ratelimit
          version: v1
          metadata:
            - { name: maxRequestsPerSecond, value: 0 }
                                                   ^ middleware.http.ratelimit refuses "0" for maxRequestsPerSecond
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: routes }
        spec:
          type: middleware.http.routerchecker
          version: v1
          metadata:
            - { name: rule, value: "^(?!/admin).*$" }
                                   ^^^^^^^^^^^^^^^^ middleware.http.routerchecker refuses "^(?!/admin).*$" for rule
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: locks }
        spec:
          type: lock.redis
          version: v1
          metadata:
            - { name: redisHost, value: redis:6379 }
            - { name: redisType, value: cluster }
                                        ^^^^^^^ lock.redis refuses "cluster" for redisType
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
            - name: version
              value: 0.10.2.0
            - name: producerRequiredAcks
              value: LOCAL
      `,
      because: 'durations may be whole seconds, numbers may be hexadecimal, some words may be in any letter case',
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
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: limit }
        spec:
          type: middleware.http.ratelimit
          version: v1
          metadata:
            - { name: maxRequestsPerSecond, value: "0.5" }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: routes }
        spec:
          type: middleware.http.routerchecker
          version: v1
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: messages }
        spec:
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - { name: connectionString, secretKeyRef: { name: rabbitmq, key: url } }
            - { name: exchangeKind, value: headers }
            - { name: ttlInSeconds, value: 60 }
      `,
      because: 'rates may be fractions, no rule lets everything pass, and headers is a kind of exchange too',
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
