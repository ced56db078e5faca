import { defineRule, type Problems, refusedSettings, yaml } from '../../src/rule.ts';

export const invalidComponentSetting = defineRule({
  id: 'invalid-component-setting',
  severity: 'error',
  summary: 'Component refuses settings that do not go together',
  why: 'The component fails to initialise, or crashes, and daprd exits: with it every app that loads the component.',
  source: 'components-contrib v1.18.4, the Init of each component; src/model/component/settings names the lines',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'rejected',
  covers: [
    'bindings.features.metadata-configuration',
    'configuration-for-observability.spec.httppipeline.handlers',
    'kafka-pub-sub-component.spec.authrequired',
    'kafka-pub-sub-component.spec.brokers.value',
    'kafka-pub-sub-component.spec.saslusername',
    'pub-sub-publish-subscribe.component-types.pubsub-rabbitmq',
    'pub-sub-publish-subscribe.component-types.pubsub-redis',
    'resource-utilization.network',
    'state-management.component-types.state-redis',
  ],
  // A path stands where a key is wanted: it is no secret.
  supersedes: ['missing-metadata', 'missing-tls', 'plain-text-secret'],
  each: 'component',

  *check(component): Problems {
    for (const problem of refusedSettings(component)) yield { ...component.certainty, ...problem };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: messages }
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - { name: brokers, value: "kafka-0:9092, kafka-1:9092" }
                                                    ^^^^^^^^^^^^^ broker " kafka-1:9092" has a space in it
            - { name: authType, value: none }
            - { name: compression, value: zstd }
                                          ^^^^ compression zstd needs version 2.1.0 or later
            - { name: heartbeatInterval, value: 10s }
                                                ^^^ heartbeatInterval 10s is not below sessionTimeout, which is 10s
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: events }
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
          ^^^^^^^^ authRequired means mtls, which needs clientCert, clientKey and caCert
            - { name: brokers, value: "kafka://kafka.example.com:9092" }
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ broker "kafka://kafka.example.com:9092" has a scheme
            - { name: authRequired, value: "true" }
            - { name: saslUsername, value: orders }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: jobs }
        spec:
          type: bindings.kafka
          version: v1
          metadata:
            - { name: brokers, value: kafka:9093 }
            - { name: authType, value: mtls }
            - { name: disableTls, value: "true" }
                                         ^^^^^^ authType mtls cannot do without TLS
            - { name: caCert, secretKeyRef: { name: kafka, key: ca.crt } }
            - { name: clientCert, value: /certs/tls.crt }
                                         ^^^^^^^^^^^^^^ clientCert is no PEM text
            - { name: clientKey, secretKeyRef: { name: kafka, key: tls.key } }
            - { name: topics, value: orders }
            - { name: publishTopic, value: orders }
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: cache }
        spec:
          type: state.redis
          version: v1
          metadata:
            - { name: redisHost, value: redis:6379 }
                                        ~~~~~~~~~~ the port here
            - { name: redisPort, value: "6380" }
                                        ^^^^^^ redisHost has port 6379 already
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: sessions }
        spec:
          type: state.redis
          version: v1
          metadata:
            - { name: redisHost, value: "redis-0:6379,redis-1:6379" }
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ several hosts need redisType cluster, or failover
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: messages }
        spec:
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - { name: connectionString, value: "amqp://rabbitmq:5672" }
            - { name: protocol, value: amqps }
                                       ^^^^^ protocol "amqps" is not that of connectionString, amqp
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: orders }
        spec:
          type: state.etcd
          version: v2
          metadata:
            - { name: endpoints, value: etcd:2379 }
            - { name: tlsEnable, value: "true" }
            - { name: ca, value: /certs/ca.crt }
                                 ^^^^^^^^^^^^^ ca is no PEM text
            - { name: cert, secretKeyRef: { name: etcd, key: tls.crt } }
            - { name: key, secretKeyRef: { name: etcd, key: tls.key } }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: messages }
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - { name: brokers, value: "[2001:db8::1]:9092,10.0.0.7:9092,kafka:9092" }
            - { name: authType, value: MTLS }
            - { name: caCert, secretKeyRef: { name: kafka, key: ca.crt } }
            - { name: clientCert, secretKeyRef: { name: kafka, key: tls.crt } }
            - { name: clientKey, secretKeyRef: { name: kafka, key: tls.key } }
            - { name: oidcExtensions, value: only read with oidc }
            - { name: version, value: 0.10.2.0 }
            - { name: sessionTimeout, value: 30 }
            - { name: heartbeatInterval, value: 5s }
      `,
      because: 'brokers may be addresses, authType may be in any letter case, and a number counts seconds',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: cache }
        spec:
          type: state.redis
          version: v1
          metadata:
            - { name: redisHost, value: "redis-0:6379,redis-1" }
            - { name: redisPort, value: 6379 }
            - { name: redisType, value: cluster }
            - { name: enableTLS, value: "{{ .Values.tls }}" }
            - { name: clientCert, value: /certs/tls.crt }
            - { name: clientKey, secretKeyRef: { name: redis, key: tls.key } }
      `,
      because: 'a port said twice is no fault, and without enableTLS certificates are not looked at',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: messages }
        spec:
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - { name: connectionString, secretKeyRef: { name: rabbitmq, key: url } }
            - { name: protocol, value: amqps }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: aliases }
        spec:
          type: middleware.http.routeralias
          version: v1
          metadata:
            - name: routes
              value: |
                "/orders": /v1.0/invoke/orders/method/list
      `,
      because: 'what a Secret holds is not to be seen, and routes may be YAML',
    },
  ],
});
