import {
  type Component,
  connectionOf,
  defineRule,
  type MetadataItem,
  type Problems,
  reachOfComponent,
  secretMakers,
  witnessed,
  yaml,
} from '../../src/rule.ts';

export const insecureTls = defineRule({
  id: 'insecure-tls',
  severity: 'warning',
  summary: 'Component does not verify the server that it connects to',
  why: 'Encryption alone does not help: whoever stands in the way shows any certificate, and reads and changes everything, credentials among it.',
  source:
    'components-contrib v1.18.4: the conditions of each type are in schemas/components.json; go-mssqldb v1.6.0 msdsn/conn_str.go:165; pgx v5.9.2 pgconn/config.go:788',
  docs: 'https://docs.dapr.io/operations/security/',
  effect: 'insecure',
  securitySeverity: 7.4,
  covers: ['encryption.data-in-transit', 'encryption.secrets-management'],
  presets: {
    production: 'error',
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
    // insecure-host-key tells of SSH.
    if (transport?.security !== 'unverified' || component.typeName === 'bindings.sftp') return;
    const { extent, wayOut } = reachOfComponent(component, transport.hosts, workspace);
    if (extent === 'machine') return;
    const item = decisive(component, transport.because);
    const isSaid = item !== undefined && switches.has(item.name.toLowerCase());
    const { at, related } = witnessed(item, component, workspace);
    yield {
      at,
      message: isSaid
        ? `${item.name} makes ${component.typeName} accept every server`
        : `${component.typeName} does not verify the server`,
      help:
        advice[component.typeName] ?? (isSaid ? `remove ${item.name}` : 'have the certificate of the server verified'),
      related: [...related, ...(wayOut ? [{ at: wayOut, message: 'it leads out of the cluster' }] : [])],
      // Where no switch says so, it is what the component makes of it.
      ...(!isSaid && { atMost: 'warning' as const }),
      ...(extent === 'cluster' && options.allowInCluster && { atMost: 'info' as const }),
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
        apiVersion: v1
        kind: Secret
        metadata:
          name: postgres
        data:
          dsn: aG9zdD1wb3N0Z3Jlcy5leGFtcGxlLmNvbSB1c2VyPW9yZGVycyBzc2xtb2RlPXJlcXVpcmU=
          ^^^ state.postgresql does not verify the server
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
            - name: skipVerify
              value: "true"
                     ^^^^^^ skipVerify makes pubsub.kafka accept every server
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
          version: v2
          metadata:
            - name: connectionString
              value: host=postgres.example.com user=orders dbname=orders sslmode=require
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ state.postgresql does not verify the server
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
              value: redis.example.com:6380
            - name: enableTLS
              value: "true"
                     ^^^^^^ state.redis does not verify the server
      `,
      daprVersion: '1.17',
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
              value: pulsar+ssl://pulsar:6651
                     ^^^^^^^^^^^^^^^^^^^^^^^^ pubsub.pulsar does not verify the server
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: pulsar
                ~~~~~~ it leads out of the cluster
        spec:
          type: ExternalName
          externalName: pulsar.example.com
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
              value: redis.example.com:6380
            - name: enableTLS
              value: "true"
            - name: insecureSkipTLSVerify
              value: "false"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v2
          metadata:
            - name: connectionString
              value: host=postgres.example.com user=orders dbname=orders sslmode=require sslrootcert=/certs/ca.crt
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultAddr
              value: https://vault.example.com:8200
            - name: skipVerify
              value: "True"
            - name: vaultToken
              secretKeyRef: { name: vault, key: token }
      `,
      because: 'Redis is verified since 1.18, require with a root verifies it, and Vault reads the literal true only',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.mysql
          version: v1
          metadata:
            - name: connectionString
              value: orders@tcp(127.0.0.1:3306)/orders?tls=skip-verify
      `,
      because: 'nobody stands in the way on one machine',
    },
  ],
});

/** Metadata that say in so many words that nothing is verified. */
const switches = new Set(['skipverify', 'insecureskiptlsverify', 'insecuressl', 'skiptlsverify', 'ignoreinvalidcerts']);

/** Of the items that decide it, the one that says most. */
const decisive = (component: Component, because: readonly MetadataItem[]): MetadataItem | undefined =>
  because.find(({ name, text }) => switches.has(name.toLowerCase()) && text !== '') ??
  because[0] ??
  component.item('enableTLS');

/** How each has the server verified. */
const advice: Readonly<Record<string, string>> = {
  'state.postgresql': 'write sslmode=verify-full into the connection string',
  'state.cockroachdb': 'write sslmode=verify-full into the connection string',
  'configuration.postgres': 'write sslmode=verify-full into the connection string',
  'bindings.postgres': 'write sslmode=verify-full into the connection string',
  'state.mysql': 'write tls=true, or tls=custom with pemPath',
  'bindings.mysql': 'write tls=true, or tls=custom with pemPath',
  'state.sqlserver': 'write encrypt=true;TrustServerCertificate=false into the connection string',
  'state.oracledatabase': 'give no wallet, and write SSL=enable and SSL VERIFY=true into the connection string',
  'pubsub.pulsar': 'set enableTLS to "true"',
  'state.redis': 'leave insecureSkipTLSVerify out, with Dapr 1.18 or newer',
  'pubsub.redis': 'leave insecureSkipTLSVerify out, with Dapr 1.18 or newer',
  'lock.redis': 'leave insecureSkipTLSVerify out, with Dapr 1.18 or newer',
  'configuration.redis': 'leave insecureSkipTLSVerify out, with Dapr 1.18 or newer',
  'bindings.redis': 'leave insecureSkipTLSVerify out, with Dapr 1.18 or newer',
};
