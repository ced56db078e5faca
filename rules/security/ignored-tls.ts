import { type Component, defineRule, ignoredTlsOf, listed, type Problems, transportOf, yaml } from '../../src/rule.ts';

export const ignoredTls = defineRule({
  id: 'ignored-tls',
  severity: 'warning',
  presets: { production: 'error', strict: 'error', 'todo-chatbot': 'error' },
  summary: 'TLS setting of a component is not used',
  why: 'The component is given certificates, or is told to use TLS, and connects without: credentials and data go in the clear, and nothing says so.',
  source:
    'components-contrib v1.18.4: the conditions of each type are in schemas/components.json; pubsub/rabbitmq/rabbitmq.go:134, bindings/rabbitmq/rabbitmq.go:513, state/mysql/mysql.go:46',
  docs: 'https://docs.dapr.io/operations/security/',
  effect: 'ignored',
  securitySeverity: 5.9,
  covers: ['encryption.data-in-transit'],
  each: 'component',

  *check(component, { workspace }): Problems {
    // ignored-kafka-credentials tells of Kafka without authentication.
    if (component.text('authType') === 'none') return;
    // That disableSSL of S3 is not used does no harm.
    if (component.typeName === 'bindings.aws.s3') return;
    const version = workspace.world.daprVersion;
    const ignored = ignoredTlsOf(component, version);
    const [first] = ignored?.given ?? [];
    if (!ignored || !first) return;
    const names = ignored.given.map(({ name }) => name);
    yield {
      at: first,
      message: `${listed(names)} ${names.length === 1 ? 'is' : 'are'} never used: ${reasonFor(component, version)}`,
      help: advice[component.typeName] ?? `turn TLS on, or remove ${listed(names)}`,
      related: ignored.because.map((item) => ({ at: item.value.exists ? item.value : item, message: 'decides it' })),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - name: connectionString
              value: amqp://rabbitmq.example.com:5672
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ decides it
            - name: caCert
                    ^^^^^^ caCert and clientCert are never used: pubsub.rabbitmq connects without TLS
              secretKeyRef: { name: rabbitmq, key: ca.crt }
            - name: clientCert
              secretKeyRef: { name: rabbitmq, key: tls.crt }
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.mysql
          version: v1
          metadata:
            - name: connectionString
              value: orders@tcp(mysql.example.com:3306)/orders?tls=true
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ decides it
            - name: pemPath
                    ^^^^^^^ pemPath is never used: it counts only with tls=custom
              value: /certificates/ca.pem
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.pulsar
          version: v1
          metadata:
            - name: host
              value: pulsar.example.com:6651
                     ~~~~~~~~~~~~~~~~~~~~~~~ decides it
            - name: enableTLS
                    ^^^^^^^^^ enableTLS is never used: the scheme of host decides, and it is not pulsar+ssl://
              value: "true"
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.jetstream
          version: v1
          metadata:
            - name: natsURL
              value: tls://nats.example.com:4222
            - name: jwt
                    ~~~ decides it
              secretKeyRef: { name: nats, key: jwt }
            - name: seedKey
              secretKeyRef: { name: nats, key: seed }
            - name: tls_client_cert
                    ^^^^^^^^^^^^^^^ tls_client_cert is never used: with jwt and seedKey no certificate is shown
              value: /certificates/tls.crt
            - name: tls_client_key
              value: /certificates/tls.key
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: rabbitmq, key: url }
            - name: caCert
              secretKeyRef: { name: rabbitmq, key: ca.crt }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.example.com:6379
            - name: enableTLS
              value: "{{ .Values.redis.tls }}"
            - name: clientCert
              secretKeyRef: { name: redis, key: tls.crt }
            - name: clientKey
              secretKeyRef: { name: redis, key: tls.key }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: sessions
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.example.com:6379
            - name: clientCert
              value: ""
      `,
      because: 'what a Secret or a placeholder says is not known, and an empty certificate is none',
    },
  ],
});

const reasonFor = (component: Component, version: string): string =>
  reasons[component.typeName] ??
  (transportOf(component, version)?.security === 'plaintext'
    ? `${component.typeName} connects without TLS`
    : 'another setting is missing');

/** What keeps the settings of some types from use. */
const reasons: Readonly<Record<string, string>> = {
  'state.mysql': 'it counts only with tls=custom',
  'bindings.mysql': 'it counts only with tls=custom',
  'bindings.rabbitmq': 'host must be amqps://, and caCert, clientCert and clientKey count only together',
  'pubsub.jetstream': 'with jwt and seedKey no certificate is shown',
  'pubsub.pulsar': 'the scheme of host decides, and it is not pulsar+ssl://',
};

const advice: Readonly<Record<string, string>> = {
  'pubsub.jetstream': 'log in with one of the two',
  'state.mysql': 'write tls=custom into the connection string',
  'bindings.mysql': 'write tls=custom into the URL',
  'pubsub.rabbitmq': 'use amqps://, or remove the certificates',
  'bindings.rabbitmq': 'use amqps://, and give all three',
  'pubsub.pulsar': 'write pulsar+ssl:// before the host',
};
