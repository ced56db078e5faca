import { type Component, defineRule, type Problem, type Problems, parseInteger, quote, yaml } from '../../src/rule.ts';

const types = /^(?:state|configuration|bindings)\.(?:postgres(?:ql)?|cockroachdb|yugabyte(?:db)?)$/;

export const invalidPostgresqlSetting = defineRule({
  id: 'invalid-postgresql-setting',
  severity: 'error',
  summary: 'PostgreSQL component refuses its connection string',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 common/authentication/postgresql/metadata.go:129,283, common/component/postgresql/v1/metadata.go:62; jackc/pgx v5 pgconn/config.go, pgxpool/pool.go',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-postgresql-v2/',
  effect: 'rejected',
  supersedes: ['missing-tls'],
  covers: ['postgresql-state-store-component.spec.connectionstring'],
  each: 'component',

  *check(component): Problems {
    if (!types.test(component.typeName) || !component.isStarted) return;
    for (const problem of [...connection(component), ...values(component)])
      yield { ...problem, ...component.certainty };
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
      `,
      because: 'fields of their own make up for a connection string',
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

function* values(component: Component): Generator<Problem> {
  const port = component.text('port');
  const url = /^postgres(?:ql)?:\/\//.test(component.text('connectionString') ?? '')
    ? component.text('connectionString')
    : undefined;
  if (port && component.text('host') === '' && component.text('hostaddr') === '' && url && portOf(url))
    yield {
      at: component.place('port'),
      message: 'port is put behind the port of connectionString',
      help: 'say it in one place',
    };
}
