import { type Component, defineRule, faultOfMysqlDsn, type Problem, type Problems, yaml } from '../../src/rule.ts';

export const invalidConnectionString = defineRule({
  id: 'invalid-connection-string',
  severity: 'error',
  summary: 'Connection string or account key that cannot be read',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 common/component/azure/servicebus/metadata.go:161, bindings/azure/signalr/signalr.go:149, common/authentication/sqlite/metadata.go:134, state/mysql/mysql.go, bindings/mysql/mysql.go; go-sql-driver/mysql v1.8.1 dsn.go ParseDSN',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'rejected',
  covers: ['bindings.features.metadata-configuration'],
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
        metadata:
          name: orders
        spec:
          type: state.mysql
          version: v1
          metadata:
            - name: connectionString
              value: dapr@mysql:3306/orders
                     ^^^^^^^^^^^^^^^^^^^^^^ connectionString has no tcp(…) around the host
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: files
        spec:
          type: bindings.azure.blobstorage
          version: v1
          metadata:
            - name: accountName
              value: files
            - name: accountKey
              value: my-key
                     ^^^^^^ accountKey is not in base64
            - name: containerName
              value: invoices
      `,
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
              value: dapr@unix(/var/run/mysqld/mysqld.sock)/orders?parseTime=true
      `,
      because: 'the server may be a socket, and what separates the database is the last slash',
    },
  ],
});

interface Form {
  /** The end of a sentence about what is written; a value may hold a password, and is not repeated. */
  readonly faultOf: (text: string) => string | undefined;
  readonly help: string;
}

function* judge(component: Component, name: string, { faultOf, help }: Form): Generator<Problem> {
  const item = component.item(name);
  const fault = item?.text ? faultOf(item.text) : undefined;
  if (item && fault) yield { at: item.value, message: `${item.name} ${fault}`, help, ...component.certainty };
}

const like = (pattern: RegExp, form: string): Form => ({
  faultOf: (text) => (pattern.test(text) ? undefined : `is not of the form ${form}`),
  help: `write ${form}`,
});

const mysql: Form = { faultOf: faultOfMysqlDsn, help: 'write user:password@tcp(host:3306)/database' };
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
  'bindings.azure.servicebus.queues': { connectionString: serviceBus },
  'bindings.azure.signalr': { connectionString: signalr },
  'bindings.azure.storagequeues': { accountKey: base64 },
  'bindings.mysql': { url: mysql },
  'pubsub.azure.servicebus.queues': { connectionString: serviceBus },
  'pubsub.azure.servicebus.topics': { connectionString: serviceBus },
  'state.azure.blobstorage': { accountKey: base64 },
  'state.azure.cosmosdb': { masterKey: base64 },
  'state.azure.tablestorage': { accountKey: base64 },
  'state.mongodb': { connectionString: like(/^mongodb(?:\+srv)?:\/\//, 'mongodb://host:27017/') },
  'state.mysql': { connectionString: mysql },
  'state.sqlite': { connectionString: sqlite },
};
