import {
  type Component,
  defineRule,
  isTruthy,
  leniency,
  type Problem,
  type Problems,
  parseInteger,
  quote,
  secondsOf,
  yaml,
} from '../../src/rule.ts';

const types = /^(?:state|configuration|bindings)\.(?:postgres(?:ql)?|cockroachdb|yugabyte(?:db)?)$/;

export const invalidPostgresqlSetting = defineRule({
  id: 'invalid-postgresql-setting',
  severity: 'error',
  summary: 'PostgreSQL component refuses its settings',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 common/authentication/postgresql/metadata.go:129,283, common/component/postgresql/v1/metadata.go:62; jackc/pgx v5 pgconn/config.go, pgxpool/pool.go',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-postgresql-v2/',
  effect: 'rejected',
  covers: ['postgresql-state-store-component.spec.connectionstring'],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (!types.test(component.typeName) || !component.isStarted) return;
    for (const problem of [...connection(component), ...values(component)])
      yield { ...problem, ...leniency(component, workspace) };
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
              value: host=postgres user=orders dbname=orders sslmode=on
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connectionString has sslmode "on", which there is not
            - name: timeout
              value: 500ms
                     ^^^^^ timeout "500ms" is less than a second
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
              value: jdbc:postgresql://postgres/orders
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connectionString is neither key=value pairs nor a postgres:// URL
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
          version: v1
          metadata:
            - name: host
              value: postgres
            - name: user
              value: orders
            - name: timeout
              value: 5
            - name: queryExecMode
              value: simple_protocol
      `,
      because: 'fields of their own make up for a connection string, and a number counts seconds',
    },
  ],
});

const parts = ['host', 'hostaddr', 'port', 'database', 'user', 'password', 'sslRootCert'];
/** The words that pgx knows for a setting. */
const allowed = {
  sslmode: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
  target_session_attrs: ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'],
};

/** The value may hold a password, and is not repeated. */
function* connection(component: Component): Generator<Problem> {
  const item = component.item('connectionString');
  const text = item?.text;
  if (!item || !text) return;
  const at = item.value;
  const isUrl = /^postgres(?:ql)?:\/\//.test(text);
  const hasParts = !component.isWhole || parts.some((name) => component.text(name) !== '');
  if (!isUrl && !hasParts && !text.split(' ').some((part) => part.includes('='))) {
    yield {
      at,
      message: `${item.name} is neither key=value pairs nor a postgres:// URL`,
      help: 'write host=… user=… dbname=…',
    };
    return;
  }
  const setting = (name: string): string | undefined =>
    new RegExp(`${isUrl ? '[?&]' : '(?:^| )'}${name}=([^ &#]*)`).exec(text)?.[1];
  for (const [name, words] of Object.entries(allowed)) {
    const word = setting(name);
    if (word && !words.includes(word))
      yield {
        at,
        message: `${item.name} has ${name} ${quote(word)}, which there is not`,
        help: `write one of ${words.join(', ')}`,
      };
  }
  const timeout = setting('connect_timeout');
  if (timeout && parseInteger(timeout) === undefined)
    yield { at, message: `${item.name} has connect_timeout ${quote(timeout)}, which is no number of seconds` };
  // The text is split at every space, also within quotes.
  const [, quoted] = /(\w+)='[^' ]* [^']*'/.exec(text) ?? [];
  if (!isUrl && quoted !== undefined && component.text(quoted) === '')
    yield {
      at,
      message: `${item.name} has a space within quotes`,
      help: 'write a postgres:// URL, with %20 for a space',
    };
  const port = isUrl ? portOf(text) : setting('port');
  const isPort =
    port === undefined ||
    component.text('port') !== '' ||
    port.split(',').every((each) => /^\d+$/.test(each) && Number(each) <= 65_535 && Number(each) > 0);
  if (port && !isPort) yield { at, message: `${item.name} has port ${quote(port)}, which is none` };
  if (isUrl && /^[^/]*\/\/[^/?#]*\s/.test(text)) yield { at, message: `${item.name} has a space in front of its host` };
  const pool = setting('pool_max_conns');
  if (pool !== undefined && (parseInteger(pool) ?? 0) < 1)
    yield { at, message: `${item.name} has pool_max_conns ${quote(pool)}, which is less than one` };
}

const portOf = (url: string): string | undefined =>
  /^[^/]*\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^/?#:@,]*):([^/?#@,]*)(?=[/?#]|$)/.exec(url)?.[1];

const modes = ['cache_statement', 'cache_describe', 'describe_exec', 'exec', 'simple_protocol'];

function* values(component: Component): Generator<Problem> {
  const port = component.text('port');
  const url = /^postgres(?:ql)?:\/\//.test(component.text('connectionString') ?? '')
    ? component.text('connectionString')
    : undefined;
  if (port && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) <= 65_535))
    yield { at: component.place('port'), message: `port ${quote(port)} is no port` };
  else if (port && component.text('host') === '' && component.text('hostaddr') === '' && url && portOf(url))
    yield {
      at: component.place('port'),
      message: 'port is put behind the port of connectionString',
      help: 'say it in one place',
    };
  const mode = component.text('queryExecMode');
  if (mode && !modes.includes(mode))
    yield {
      at: component.place('queryExecMode'),
      message: `queryExecMode ${quote(mode)} is none of ${modes.join(', ')}`,
    };
  if (component.block === 'state') {
    const timeout = component.item('timeout');
    if (timeout?.text && (secondsOf(timeout.text) ?? 1) < 1)
      yield { at: timeout.value, message: `${timeout.name} ${quote(timeout.text)} is less than a second` };
  }
  const table = component.block === 'configuration' ? component.text('table') : '';
  if (table && !/^[a-z0-9./_]*$/.test(table))
    yield {
      at: component.place('table'),
      message: `table ${quote(table)} has other characters than a-z, 0-9, dots, slashes and _`,
    };
  // Bindings and the first version of the state store do not authenticate with IAM at start.
  const isUsedByAws =
    component.block === 'configuration' || (component.block === 'state' && component.version.text === 'v2');
  if (
    isUsedByAws &&
    isTruthy(component.text('useAWSIAM') ?? '') &&
    component.text('region') === '' &&
    component.text('awsRegion') === ''
  )
    yield { at: component.place('region'), message: 'useAWSIAM needs region', help: 'set region' };
}
