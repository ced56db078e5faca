import { endpointsIn, isInCluster, isLoopback } from '../endpoints.ts';

/*
 * What rules may know of a value of a Secret: not the value, but a text that says the same of how safe a connection is. The scheme,
 * whether the host is this machine, in the cluster or beyond, and the parameters about TLS; no user, password, name or path.
 */

/** What stands for a host in the cluster, and for every value of which nothing is to be known but that it is there. */
export const unnamed = 'x';
/** A host beyond the cluster, in no more letters than any has: what is kept takes no more room than what was there. */
const beyond = 'a.io';
const given = 'x';

/** Stands in an audit for a value that is not kept. It is one that nobody knows yet, so rules about values say nothing. */
const withheld = ['$(withheld)', '$(w)'] as const;

/** What stands for a value of some length, no longer than that. */
export const withheldFor = (length: number): string => withheld.find((mark) => mark.length <= length) ?? '$(w)';

export const isWithheld = (text: string | undefined): boolean => withheld.some((mark) => mark === text);

const schemes = new Set(
  'http https amqp amqps mqtt mqtts tcp tcps ssl tls ws wss pulsar pulsar+ssl couchbase couchbases mongodb mongodb+srv postgres postgresql mysql sqlserver redis rediss nats sb file oci'.split(
    ' ',
  ),
);
/** The parameters that are about TLS, in every kind of connection string. */
const parameters = new Set([
  ...['sslmode', 'sslrootcert', 'encrypt', 'trustservercertificate', 'tls', 'ssl', 'ssl verify', 'sslinsecure'],
  ...['defaultendpointsprotocol', 'usedevelopmentemulator', 'usedevelopmentstorage', 'tls_skip_verify'],
  ...['tlsallowinvalidcertificates', 'tlsallowinvalidhostnames', 'tlsinsecure'],
]);
/** The values of those that say something, and the words of switches. */
const words = new Set(
  'true false yes no y n on off t f 1 0 disable allow prefer require verify-ca verify-full enable optional strict mandatory skip-verify preferred custom none mtls http https amqp amqps 25 465'.split(
    ' ',
  ),
);

/** More is no connection string. */
const longest = 8192;
const inScheme = /^([a-z][a-z0-9+.-]*):\/\//i;
const inWords = /[\w-] ?=/;
const hostKey = /^(?:host|server|data source)$/i;
/** A host of several labels, or an address, with or without a port. */
const bareHost = /^(?:(?:[a-z0-9-]+\.)+(?:[a-z]{2,}|\d{1,3})|localhost|\[[0-9a-f:]+\])(?::\d{1,5})?$/;

/** What a text says of a connection, as such a text; undefined where it says nothing. Of what it has made it makes the same. */
export const derivedFrom = (text: string): string | undefined => {
  if (text.length > longest || text.trim().includes('\n')) return undefined;
  const trimmed = text.trim().replaceAll(/\s+/g, ' ');
  if (trimmed === '') return undefined;
  if (words.has(trimmed.toLowerCase())) return trimmed.toLowerCase();
  if (inScheme.test(trimmed)) return fromUrl(trimmed);
  if (/(?:tcp|unix)\([^)]*\)\//.test(trimmed)) return fromMysql(trimmed);
  if (/^\?|^[\w.]+=[^;\s&]*&/.test(trimmed)) return `?${pairsIn(trimmed.replace(/^\?/, '').split('&')).join('&')}`;
  if (trimmed.includes(';') && inWords.test(trimmed)) return fromPairs(trimmed.split(';'), ';');
  if (/^[\w-]+ ?=/.test(trimmed)) return fromPairs(trimmed.split(/ (?=[\w-]+ ?=)/), ' ');
  const parts = trimmed.split(',');
  return parts.every((part) => bareHost.test(part.trim()))
    ? parts.map((part) => placeOf(part.trim())).join()
    : undefined;
};

/** What is to be known of where a host is. */
const placeOf = (address: string): string => {
  const [endpoint] = endpointsIn(address);
  if (!endpoint) return '';
  return isLoopback(endpoint.host) ? 'localhost' : isInCluster(endpoint.host) ? unnamed : beyond;
};

const fromUrl = (text: string): string | undefined => {
  const mark = text.lastIndexOf('?');
  const address = mark < 0 ? text : text.slice(0, mark);
  const parts: string[] = [];
  // A user and a password may have commas.
  for (const part of address.replace(/(:\/\/)[^/]*@/g, '$1').split(',')) {
    const [, scheme] = inScheme.exec(part.trim()) ?? [];
    if (scheme !== undefined && !schemes.has(scheme.toLowerCase())) return undefined;
    parts.push(`${scheme === undefined ? '' : `${scheme.toLowerCase()}://`}${placeOf(part.trim())}`);
  }
  const pairs = mark < 0 ? [] : pairsIn(text.slice(mark + 1).split('&'));
  return `${parts.join()}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
};

const fromMysql = (text: string): string => {
  const [, transport = '', address = ''] = /(tcp|unix)\(([^)]*)\)\//.exec(text) ?? [];
  const mark = text.lastIndexOf('?');
  const pairs = mark < 0 ? [] : pairsIn(text.slice(mark + 1).split('&'));
  const place = transport === 'tcp' ? placeOf(address) : '';
  return `${transport}(${place})/${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
};

const fromPairs = (pairs: readonly string[], separator: string): string => {
  const known = pairs.flatMap((pair) => {
    const [key = '', ...rest] = pair.split('=');
    const [name, value] = [key.trim().toLowerCase(), rest.join('=').trim()];
    if (hostKey.test(name)) return `${name}=${placeOf(value.replace(/^tcp:/i, '').replace(/,\d+$/, ''))}`;
    if (name === 'endpoint') return `endpoint=${inScheme.test(value) ? (fromUrl(value) ?? given) : given}`;
    return pairsIn([pair]);
  });
  return (known.length > 0 ? known : [`x=${given}`]).join(separator);
};

/** Of parameters those about TLS, with what they say. */
const pairsIn = (pairs: readonly string[]): readonly string[] =>
  pairs.flatMap((pair) => {
    const [key = '', ...rest] = pair.split('=');
    const name = key.trim().toLowerCase();
    if (!parameters.has(name)) return [];
    const value = rest
      .join('=')
      .trim()
      .replace(/^'(.*)'$/, '$1')
      .toLowerCase();
    return `${name}=${value === '' || words.has(value) ? value : given}`;
  });
