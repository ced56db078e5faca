import { parseDuration } from './duration.ts';

/** Values of these parameters are read as a boolean, and nothing else. */
const switches: ReadonlySet<string> = new Set([
  'allowAllFiles',
  'allowCleartextPasswords',
  'allowFallbackToPlaintext',
  'allowNativePasswords',
  'allowOldPasswords',
  'checkConnLiveness',
  'clientFoundRows',
  'columnsWithAlias',
  'interpolateParams',
  'multiStatements',
  'parseTime',
  'rejectReadOnly',
]);
const times: ReadonlySet<string> = new Set(['timeout', 'readTimeout', 'writeTimeout']);

/**
 * What is wrong with the address of a MySQL server, as the end of a sentence about it; undefined where the driver takes it.
 * Source: go-sql-driver/mysql v1.8.1 dsn.go ParseDSN, normalize.
 */
export const faultOfMysqlDsn = (text: string): string | undefined => {
  const slash = text.lastIndexOf('/');
  if (slash < 0) return text === '' ? undefined : 'has no / before the name of the database';
  return faultOfAddress(text.slice(0, slash)) ?? faultOfParameters(text.slice(slash + 1));
};

/** `user:password@tcp(host:3306)`: the password may hold any character. */
const faultOfAddress = (text: string): string | undefined => {
  const address = text.slice(text.lastIndexOf('@') + 1);
  const [network = ''] = address.split('(', 1);
  if (network !== address && !address.endsWith(')')) return 'has no ) right before the /';
  const isAddressed = network !== address && address.length > network.length + 2;
  return isAddressed || ['', 'tcp', 'unix'].includes(network) ? undefined : 'has no tcp(…) around the host';
};

const faultOfParameters = (text: string): string | undefined => {
  const start = text.indexOf('?');
  if (start < 0) return undefined;
  for (const parameter of text.slice(start + 1).split('&')) {
    const [name = '', ...rest] = parameter.split('=');
    const value = rest.join('=');
    if (rest.length === 0) continue;
    if (switches.has(name) && !/^(?:1|0|true|false|TRUE|FALSE|True|False)$/.test(value))
      return `has no boolean for ${name}`;
    if (times.has(name) && parseDuration(value) === undefined) return `has no duration for ${name}`;
  }
  return undefined;
};
