import { parseInteger } from './number.ts';

/** The words that pgx knows for a setting. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  sslmode: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
  target_session_attrs: ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'],
};
const isUrl = (text: string): boolean => /^postgres(?:ql)?:\/\//.test(text);

/** The port that a postgres:// URL names. */
export const portOfPostgresUrl = (url: string): string | undefined =>
  isUrl(url) ? /^[^/]*\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^/?#:@,]*):([^/?#@,]*)(?=[/?#]|$)/.exec(url)?.[1] : undefined;

/**
 * What is wrong with the address of a PostgreSQL server, as the end of a sentence about it; undefined where pgx takes it.
 * `isGiven` tells of `host`, `user` and the like whether the component has them, or may have them, in a field of their own.
 * Source: components-contrib v1.18.4 common/authentication/postgresql/metadata.go:117; jackc/pgx v5 pgconn/config.go, pgxpool/pool.go.
 */
export const faultOfPostgresDsn = (text: string, isGiven: (name: string) => boolean): string | undefined => {
  if (!isUrl(text) && !hasPairs(text) && !fields.some(isGiven))
    return 'is neither key=value pairs nor a postgres:// URL';
  return (
    faultOfSettings(text) ??
    (isUrl(text) ? faultOfHost(text) : faultOfQuotes(text, isGiven)) ??
    faultOfPort(text, isGiven)
  );
};

/** The fields that make up for it. */
const fields = ['host', 'hostaddr', 'port', 'database', 'user', 'password', 'sslRootCert'];
const hasPairs = (text: string): boolean => text.split(' ').some((part) => part.includes('='));

const settingIn = (text: string, name: string): string | undefined =>
  new RegExp(`${isUrl(text) ? '[?&]' : '(?:^| )'}${name}=([^ &#]*)`).exec(text)?.[1];

const faultOfSettings = (text: string): string | undefined => {
  for (const [name, words] of Object.entries(allowed)) {
    const word = settingIn(text, name);
    if (word && !words.includes(word)) return `has ${name} "${word}", which is none of ${words.join(', ')}`;
  }
  const timeout = settingIn(text, 'connect_timeout');
  if (timeout && parseInteger(timeout) === undefined)
    return `has connect_timeout "${timeout}", which is no number of seconds`;
  const pool = settingIn(text, 'pool_max_conns');
  return pool !== undefined && (parseInteger(pool) ?? 0) < 1
    ? `has pool_max_conns "${pool}", which is less than one`
    : undefined;
};

/** The text is split at every space, also within quotes. */
const faultOfQuotes = (text: string, isGiven: (name: string) => boolean): string | undefined => {
  const [, name] = /(\w+)='[^' ]* [^']*'/.exec(text) ?? [];
  return name === undefined || isGiven(name)
    ? undefined
    : 'has a space within quotes; only a postgres:// URL can have one, as %20';
};

const faultOfHost = (url: string): string | undefined =>
  /^[^/]*\/\/[^/?#]*\s/.test(url) ? 'has a space in front of its host' : undefined;

const faultOfPort = (text: string, isGiven: (name: string) => boolean): string | undefined => {
  const port = isUrl(text) ? portOfPostgresUrl(text) : settingIn(text, 'port');
  if (!port || isGiven('port')) return undefined;
  const isPort = port.split(',').every((each) => /^\d+$/.test(each) && Number(each) <= 65_535 && Number(each) > 0);
  return isPort ? undefined : `has port "${port}", which is none`;
};
