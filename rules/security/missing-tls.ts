import {
  connectionOf,
  defineRule,
  endpointsIn,
  type Problems,
  type Reach,
  reachOf,
  reachOfComponent,
  secretMakers,
  witnessed,
  yaml,
} from '../../src/rule.ts';

export const missingTls = defineRule({
  id: 'missing-tls',
  severity: 'warning',
  summary: 'Component connects in the clear',
  why: 'Everything that passes the connection, credentials among it, can be read and changed on the way.',
  source: 'components-contrib v1.18.4: the conditions of each type are in schemas/components.json',
  docs: 'https://docs.dapr.io/operations/security/',
  effect: 'insecure',
  securitySeverity: 6.5,
  covers: ['encryption.data-in-transit', 'encryption.secrets-management'],
  presets: {
    strict: { severity: 'error', allowInCluster: false },
    'todo-chatbot': { severity: 'error', allowInCluster: false },
  },
  needs: ['Service', secretMakers],
  each: 'component',
  options: {
    allowInCluster: {
      type: 'boolean',
      default: true,
      description:
        'Make it an info where every host is a Service of the cluster: names without a dot, *.svc, *.cluster.local.',
    },
  },

  *check(component, { options, workspace }): Problems {
    const transport = connectionOf(component, workspace);
    const severity = ({ extent }: Reach) =>
      extent === 'cluster' && options.allowInCluster ? { atMost: 'info' as const } : {};
    for (const name of component.schema?.tls?.alsoUrls ?? []) {
      const item = component.item(name);
      if (!item?.text || !/^http:/i.test(item.text)) continue;
      const hosts = endpointsIn(item.text).map(({ host }) => host);
      const reach = reachOf(hosts, component.namespace, workspace);
      if (reach.extent === 'machine') continue;
      yield {
        at: item.value,
        message: `${item.name} is asked in the clear`,
        help: 'write https://',
        ...severity(reach),
      };
    }
    if (transport?.security !== 'plaintext') return;
    const reach = reachOfComponent(component, transport.hosts, workspace);
    if (reach.extent === 'machine') return;
    const { at, related } = witnessed(transport.because[0], component, workspace);
    yield {
      at,
      message: transport.isUpToServer
        ? `${component.typeName} may connect without TLS: the server decides`
        : `${component.typeName} connects without TLS`,
      help: advice[component.typeName.split('.').at(-1) ?? ''] ?? 'turn TLS on for this component',
      related: [...related, ...(reach.wayOut ? [{ at: reach.wayOut, message: 'it leads out of the cluster' }] : [])],
      ...severity(reach),
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
          type: state.postgresql
          version: v2
          metadata:
            - name: connectionString
                    ~~~~~~~~~~~~~~~~ it is taken from there
              secretKeyRef: { name: postgres, key: dsn }
        ---
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata:
          name: postgres
        spec:
          secretStoreRef: { name: vault, kind: SecretStore }
          target:
            template:
              data:
                dsn: host={{ .host }}.example.com user={{ .user }} password={{ .password }} sslmode=disable
                ^^^ state.postgresql may connect without TLS: the server decides
          dataFrom:
            - extract: { key: postgres }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v2
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: dsn }
        ---
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata:
          name: postgres
        spec:
          secretStoreRef: { name: vault, kind: SecretStore }
          target:
            template:
              data:
                dsn: host=postgres.example.com user={{ .user }} {{ .parameters }}
          dataFrom:
            - extract: { key: postgres }
      `,
      because: 'what is filled in may be a parameter of the connection',
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
                ^^^^^^^^^^^ state.redis connects without TLS
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: redis
                ~~~~~ it leads out of the cluster
        spec:
          type: ExternalName
          externalName: redis.cache.example.com
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
                ^^^^^^^^^^^ state.redis connects without TLS
          version: v1
          metadata:
            - name: redisHost
              value: redis.cache.example.com:6379
      `,
    },
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
              value: kafka.example.com:9092
            - name: authType
              value: none
                     ^^^^ pubsub.kafka connects without TLS
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v1
          metadata:
            - name: connectionString
              value: host=postgres.example.com user=orders dbname=orders sslmode=prefer
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ state.postgresql may connect without TLS: the server decides
      `,
    },
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
              value: kafka.example.com:9093
            - name: authType
              value: certificate
            - name: caCert
              secretKeyRef: { name: kafka, key: ca.crt }
            - name: schemaRegistryURL
              value: http://schemas.example.com
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ schemaRegistryURL is asked in the clear
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
              value: localhost:6379
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: dsn }
      `,
      because: 'what stays on the machine is not on any wire, and what a Secret holds cannot be seen',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.gcp.pubsub
          version: v1
          metadata:
            - name: projectId
              value: orders
            - name: endpoint
              value: http://localhost:8085
            - name: authUri
              value: https://accounts.google.com/o/oauth2/auth
      `,
      because: 'only the address of the emulator is in the clear, and that stays on the machine',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: locks
        spec:
          type: state.etcd
          version: v2
          metadata:
            - name: endpoints
              value: localhost:2379
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.mysql
          version: v1
          metadata:
            - name: connectionString
              value: orders@tcp(localhost:3306)/orders?allowNativePasswords=true
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: login
        spec:
          type: middleware.http.oauth2
          version: v1
          metadata:
            - name: authURL
              value: https://accounts.example.com/auth
            - name: tokenURL
              value: https://accounts.example.com/token
            - name: redirectURL
              value: http://orders.example.com/callback
      `,
      because: 'addresses have many names and forms, and a browser is sent to the last of these, not the component',
    },
  ],
});

/** How each of the common ones turns it on. */
const advice: Readonly<Record<string, string>> = {
  redis: 'set enableTLS to "true"',
  kafka: 'set authType to password, mtls, oidc or certificate: TLS is on with each of these',
  postgresql: 'add sslmode=verify-full to the connection string',
  postgres: 'add sslmode=verify-full to the connection string',
  cockroachdb: 'add sslmode=verify-full to the connection string',
  smtp: 'use port 465',
  mysql: 'add tls=true to the connection string',
  rabbitmq: 'use an amqps:// URL',
  etcd: 'set tlsEnable to "true", with ca, cert and key',
  mongodb: 'add tls=true to params, or to the connection string',
  jetstream: 'use a tls:// URL',
  pulsar: 'set host to a pulsar+ssl:// URL',
  mqtt3: 'use an ssl:// URL',
  http: 'use an https:// URL',
  bearer: 'use https:// URLs',
  oauth2: 'use https:// URLs',
  oauth2clientcredentials: 'use https:// URLs',
};
