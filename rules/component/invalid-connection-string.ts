import {
  type Component,
  defineRule,
  faultOfAmqpUrl,
  faultOfMysqlDsn,
  faultOfPostgresDsn,
  type Problems,
  postgresTypes,
  yaml,
} from '../../src/rule.ts';

export const invalidConnectionString = defineRule({
  id: 'invalid-connection-string',
  severity: 'error',
  summary: 'Connection string or account key that cannot be read',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 common/component/azure/eventhubs/metadata.go:92, servicebus/metadata.go:161, common/authentication/postgresql/metadata.go:129,283, pubsub/rabbitmq/metadata.go:110, bindings/rabbitmq/rabbitmq.go, bindings/azure/signalr/signalr.go:149, common/authentication/sqlite/metadata.go:134, state/mysql/mysql.go, bindings/mysql/mysql.go; go-sql-driver/mysql v1.8.1 dsn.go ParseDSN; jackc/pgx v5 pgconn/config.go; amqp091-go uri.go ParseURI',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'rejected',
  covers: [
    'bindings.features.metadata-configuration',
    'postgresql-state-store-component.spec.connectionstring',
    'pub-sub-publish-subscribe.component-types.pubsub-rabbitmq',
    'state-management.component-types.state-postgresql',
  ],
  supersedes: ['missing-tls'],
  each: 'component',

  *check(component): Problems {
    const forms = Object.hasOwn(connections, component.typeName) ? connections[component.typeName] : undefined;
    if (!forms || !component.isStarted) return;
    for (const [name, form] of Object.entries(forms)) yield* judge(component, name, form);
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: ledger }
        spec:
          type: state.mysql
          version: v1
          metadata:
            - { name: connectionString, value: "dapr@mysql:3306/orders" }
                                               ^^^^^^^^^^^^^^^^^^^^^^^^ connectionString has no tcp(…) around the host
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: orders }
        spec:
          type: state.postgresql
          version: v2
          metadata:
            - { name: connectionString, value: host=postgres user=orders sslmode=on }
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connectionString has sslmode "on", which is none of disable, allow, prefer, require, verify-ca, verify-full
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: invoices }
        spec:
          type: state.postgresql
          version: v1
          metadata:
            - { name: connectionString, value: "jdbc:postgresql://postgres/orders" }
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connectionString is neither key=value pairs nor a postgres:// URL
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: files }
        spec:
          type: bindings.azure.blobstorage
          version: v1
          metadata:
            - { name: accountName, value: files }
            - { name: accountKey, value: my-key }
                                         ^^^^^^ accountKey is not in base64
            - { name: containerName, value: invoices }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: jobs }
        spec:
          type: bindings.rabbitmq
          version: v1
          metadata:
            - { name: host, value: rabbitmq:5672 }
                                   ^^^^^^^^^^^^^ host does not begin with amqp:// or amqps://
            - { name: queueName, value: jobs }
            - { name: direction, value: output }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: ledger }
        spec:
          type: state.mysql
          version: v1
          metadata:
            - { name: connectionString, value: dapr@unix(/var/run/mysqld/mysqld.sock)/orders?parseTime=true }
      `,
      because: 'the server may be a socket, and what separates the database is the last slash',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: orders }
        spec:
          type: state.postgresql
          version: v1
          metadata:
            - { name: host, value: postgres }
            - { name: user, value: orders }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: jobs }
        spec:
          type: bindings.rabbitmq
          version: v1
          metadata:
            - { name: host, value: "{{ .Values.rabbitmq }}" }
            - { name: queueName, value: jobs }
            - { name: direction, value: output }
      `,
      because: 'fields of their own make up for a connection string, and one that is filled in later is not known',
    },
  ],
});

interface Form {
  /** The end of a sentence about what is written; a value may hold a password, and is not repeated. */
  readonly faultOf: (text: string, component: Component) => string | undefined;
  readonly help: string;
}

function* judge(component: Component, name: string, { faultOf, help }: Form): Problems {
  const item = component.item(name);
  const fault = item?.text ? faultOf(item.text, component) : undefined;
  if (item && fault) yield { at: item.value, message: `${item.name} ${fault}`, help, ...component.certainty };
}

const like = (pattern: RegExp, form: string): Form => ({
  faultOf: (text) => (pattern.test(text) ? undefined : `is not of the form ${form}`),
  help: `write ${form}`,
});

const mysql: Form = { faultOf: faultOfMysqlDsn, help: 'write user:password@tcp(host:3306)/database' };
const amqp: Form = { faultOf: faultOfAmqpUrl, help: 'write amqp://host:5672 or amqps://host:5671' };
/** The old host is read where there is no connection string. */
const oldHost: Form = {
  ...amqp,
  faultOf: (text, component) => (component.text('connectionString') === '' ? faultOfAmqpUrl(text) : undefined),
};
const postgres: Form = {
  faultOf: (text, component) => faultOfPostgresDsn(text, (name) => component.text(name) !== ''),
  help: 'write host=… user=… dbname=…, or a postgres:// URL',
};
const eventHub: Form = {
  faultOf: (text, component) =>
    component.text('eventHub') !== '' || /(?:^|;)\s*EntityPath=./i.test(text)
      ? undefined
      : 'has no ;EntityPath=, and there is no eventHub',
  help: 'add eventHub, or ;EntityPath= to the connection string',
};
const serviceBus = like(/(?:^|;)\s*Endpoint=/i, 'Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…');
const signalr = like(
  /^(?=.*(?:^|;)(?:AccessKey=|AuthType=aad))(?:(?!Version=(?!1\.0(?:;|$))|AuthType=(?!aad(?:;|$)))[^;=]*=[^;]+|;)*$/,
  'Endpoint=https://…;AccessKey=…;Version=1.0;',
);
/** As Go's decoder, which passes over line breaks; a blank in angle brackets is still to be filled in. */
const base64: Form = {
  faultOf: (text) =>
    /^<.*>$|^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replace(/[\r\n]/g, ''))
      ? undefined
      : 'is not in base64',
  help: 'copy the access key as Azure shows it',
};
const sqlite: Form = {
  faultOf: (text) => {
    const [, option] = /[?&]_pragma=(busy_timeout|journal_mode|foreign_keys)/i.exec(text) ?? [];
    return option && `sets the forbidden option ${option}`;
  },
  help: 'use busyTimeout and disableWAL in the metadata',
};

const connections: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
  'bindings.azure.blobstorage': { accountKey: base64 },
  'bindings.azure.cosmosdb': { masterKey: base64 },
  'bindings.azure.eventhubs': { connectionString: eventHub },
  'bindings.azure.servicebus.queues': { connectionString: serviceBus },
  'bindings.azure.signalr': { connectionString: signalr },
  'bindings.azure.storagequeues': { accountKey: base64 },
  'bindings.mysql': { url: mysql },
  'bindings.rabbitmq': { host: amqp },
  'pubsub.azure.servicebus.queues': { connectionString: serviceBus },
  'pubsub.azure.servicebus.topics': { connectionString: serviceBus },
  'pubsub.rabbitmq': { connectionString: amqp, host: oldHost },
  'state.azure.blobstorage': { accountKey: base64 },
  'state.azure.cosmosdb': { masterKey: base64 },
  'state.azure.tablestorage': { accountKey: base64 },
  'state.mongodb': { connectionString: like(/^mongodb(?:\+srv)?:\/\//, 'mongodb://host:27017/') },
  'state.mysql': { connectionString: mysql },
  'state.sqlite': { connectionString: sqlite },
  ...Object.fromEntries(postgresTypes.map((type) => [type, { connectionString: postgres }])),
};
