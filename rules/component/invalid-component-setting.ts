import {
  type Component,
  defineRule,
  leniency,
  mayBePem,
  type Problem,
  type Problems,
  parseInteger,
  quote,
  yaml,
} from '../../src/rule.ts';

export const invalidComponentSetting = defineRule({
  id: 'invalid-component-setting',
  severity: 'error',
  summary: 'Component refuses a setting, or two that exclude each other',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 state/mongodb/mongodb.go:643, state/mysql/mysql.go:168,842, common/authentication/sqlite/metadata.go:185, common/component/azure/servicebus/metadata.go:161, secretstores/hashicorp/vault/vault.go:407, bindings/localstorage/localstorage.go:147, bindings/smtp/smtp.go, pubsub/tls.go:28; go-sql-driver/mysql dsn.go',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'rejected',
  supersedes: ['missing-metadata'],
  covers: ['bindings.features.metadata-configuration'],
  each: 'component',

  *check(component, { workspace }): Problems {
    const faultsOf = Object.hasOwn(faults, component.typeName) ? faults[component.typeName] : undefined;
    if (!faultsOf || !component.isStarted) return;
    for (const problem of faultsOf(component)) yield { ...problem, ...leniency(component, workspace) };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.mongodb
          version: v1
          metadata:
            - name: host
              value: mongodb:27017
                     ~~~~~~~~~~~~~ the other one
            - name: server
              value: mongodb.example.com
                     ^^^^^^^^^^^^^^^^^^^ server cannot stand beside host
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.sqlite
          version: v1
          metadata:
            - name: connectionString
              value: /data/orders.db
            - name: tableName
              value: order-state
                     ^^^^^^^^^^^ tableName "order-state" has other characters than letters, digits and _
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.mongodb
          version: v1
          metadata:
            - name: server
              value: ""
            - name: host
              value: mongodb:27017
      `,
      because: 'an empty value is none',
    },
  ],
});

type Faults = (component: Component) => Iterable<Problem>;

const all =
  (...parts: readonly Faults[]): Faults =>
  (component) =>
    parts.flatMap((part) => [...part(component)]);

const apart = (one: string, other: string): Faults =>
  function* (component) {
    const [first, second] = [component.item(one), component.item(other)];
    if (!first || !second || first.text === '' || second.text === '') return;
    const related = [{ at: component.place(one), message: 'the other one' }];
    yield {
      at: component.place(other),
      message: `${second.name} cannot stand beside ${first.name}`,
      help: 'remove one of the two',
      related,
    };
  };

/** Of two that belong together, one is given alone. */
const pair = (one: string, other: string): Faults =>
  function* (component) {
    const missing = [one, other].filter((name) => component.text(name) === '');
    const [first] = missing;
    if (first === undefined || missing.length === 2) return;
    const written = first === one ? other : one;
    yield { at: component.place(first), message: `${written} needs ${first} beside it`, help: `set ${first}` };
  };

const identifier = (...names: readonly string[]): Faults =>
  function* (component) {
    for (const name of names) {
      const text = component.text(name);
      if (text && !/^[A-Za-z0-9_]+$/.test(text))
        yield {
          at: component.place(name),
          message: `${name} ${quote(text)} has other characters than letters, digits and _`,
        };
    }
  };

const pem = (...names: readonly string[]): Faults =>
  function* (component) {
    for (const name of names) {
      const text = component.exactText(name);
      if (text && !mayBePem(text))
        yield {
          at: component.place(name),
          message: `${name} is no PEM text`,
          help: 'give the certificate itself, from a Secret; a path is not read',
        };
    }
  };

/** Values may hold a password, and are not repeated. */
const connection = (pattern: RegExp, form: string): Faults =>
  function* (component) {
    const item = component.item('connectionString');
    if (item?.text && !pattern.test(item.text))
      yield { at: item.value, message: `${item.name} is not of the form ${form}`, help: `write ${form}` };
  };

function* smtp(component: Component): Generator<Problem> {
  const priority = parseInteger(component.text('priority') ?? '');
  if (priority !== undefined && (priority < 1 || priority > 5))
    yield { at: component.place('priority'), message: `priority ${priority} is not between 1 and 5` };
}

function* rootPath(component: Component): Generator<Problem> {
  const text = component.text('rootPath') ?? '';
  if (/^\/+(?:proc|sys|boot|var\/+run\/+secrets)(?:\/|$)/.test(text) && !text.includes('..'))
    yield {
      at: component.place('rootPath'),
      message: `rootPath ${quote(text)} is a place that the binding keeps away from`,
    };
}

const serviceBus = all(
  apart('connectionString', 'namespaceName'),
  connection(/(?:^|;)\s*Endpoint=/i, 'Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…'),
);
const natsLogin = pair('jwt', 'seedKey');

const faults: Readonly<Record<string, Faults>> = {
  'state.mongodb': all(apart('host', 'server'), connection(/^mongodb(?:\+srv)?:\/\//, 'mongodb://host:27017/')),
  'state.mysql': all(
    connection(/^(?![a-z]+:\/\/).*\//s, 'user:password@tcp(host:3306)/database'),
    identifier('tableName', 'metadataTableName', 'schemaName'),
  ),
  'state.sqlite': identifier('tableName', 'metadataTableName'),
  'pubsub.azure.servicebus.topics': serviceBus,
  'pubsub.azure.servicebus.queues': serviceBus,
  'bindings.azure.servicebus.queues': serviceBus,
  'secretstores.hashicorp.vault': apart('vaultToken', 'vaultTokenMountPath'),
  'pubsub.mqtt3': pem('caCert', 'clientCert', 'clientKey'),
  'bindings.mqtt3': pem('caCert', 'clientCert', 'clientKey'),
  'bindings.smtp': all(pair('user', 'password'), smtp),
  'pubsub.jetstream': all(natsLogin, pair('tls_client_cert', 'tls_client_key')),
  'state.jetstream': natsLogin,
  'bindings.localstorage': rootPath,
};
