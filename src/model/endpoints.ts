/** A host, and its port where one is written, with the offsets of both in their text. */
export interface Endpoint {
  readonly host: string;
  readonly port: number | undefined;
  readonly from: number;
  readonly to: number;
}

/** Whether metadata of a name say where a component connects to, over all types. */
export const isAddress = (name: string): boolean =>
  /^(?:brokers|servers?|issuer|connectionstring|.*(?:hosts?|hostname|urls?|address(?:es)?|addr|endpoints?))$/i.test(
    name,
  );

/** DNS has no longer names. */
const longestHost = 253;

/** Behind as many, no more are looked at. */
const mostHosts = 1000;

const portOf = (digits: string | undefined): number | undefined => (digits === undefined ? undefined : Number(digits));

/** `host=… port=…` of connection strings in words. */
const inWords = (text: string): Endpoint | undefined => {
  const match = /(?:^|[\s;])(?:host|server|data source)\s*=\s*(?:tcp:)?([^\s;,:]+)(?:[,:](\d+))?/i.exec(text);
  const [whole = '', host, digits] = match ?? [];
  if (!match || host === undefined || host.length > longestHost) return undefined;
  const from = match.index + whole.lastIndexOf(host);
  const port = digits ?? /(?:^|[\s;])port\s*=\s*(\d+)/i.exec(text)?.[1];
  return { host, port: portOf(port), from, to: from + host.length };
};

/** What comes before a host: a scheme, a user and password, the transport of a MySQL connection string. */
const before = /^\s*(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/]*@)?(?:(?:tcp|unix)\()?/i;

/** More is no list of hosts. */
const longestAddress = 20_000;

/** `tcp(host:3306)/`, as data sources of MySQL have it. */
const isParenthesised = (text: string): boolean => {
  const open = text.indexOf('(');
  return open >= 0 && text.indexOf(')/', open) >= 0;
};

/**
 * The hosts that an address names: one or several after commas, of URLs as of connection strings. None where it has
 * another form.
 */
export const endpointsIn = (text: string): readonly Endpoint[] => {
  if (text.length > longestAddress) return [];
  const worded = inWords(text);
  if (worded) return [worded];
  const isUrl = /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text);
  // Parameters say nothing of the host.
  const address = isUrl || isParenthesised(text) ? text.replace(/\?.*$/s, '') : text;
  if (!isUrl && address.includes('=')) return [];
  let start = 0;
  return address.split(',', mostHosts).flatMap((part) => {
    const from = start + (before.exec(part)?.[0].length ?? 0);
    start += part.length + 1;
    const [, host = '', digits] = /^(\[[^\]]*\]|[^:/?)\s]*)(?::(\d+))?/.exec(address.slice(from, start - 1)) ?? [];
    return host === '' || host.length > longestHost
      ? []
      : [{ host, port: portOf(digits), from, to: from + host.length }];
  });
};

/** Whether a host can be reached from within the cluster only: a Service's name, or this machine. */
export const isInCluster = (host: string): boolean =>
  !host.includes('.') ||
  /\.svc(?:\.[\w.-]+)?$|\.cluster\.local$|^127\.|\.local$/i.test(host) ||
  isServiceAndNamespace(host);

/** `service.namespace`: two words, of which the second is no common top-level domain, nor that of a country. */
const isServiceAndNamespace = (host: string): boolean =>
  /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]{2,}$/.test(host) &&
  !/\.(?:com|org|net|info|biz|edu|gov|mil|int|dev|app|cloud|tech|online|site|store|shop|xyz|example|test)$/.test(host);

/** Whether a host is this very machine. */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost|127\.[\d.]+|::1|\[::1\]|host\.docker\.internal)$/i.test(host);

/** The name and namespace of the Service that a host may stand for. */
export interface ServiceName {
  readonly name: string;
  /** Undefined for the namespace that the question comes from. */
  readonly namespace: string | undefined;
  /** One of its pods is meant, by a name of its own. */
  readonly isPod: boolean;
  /** `service.namespace` alone: it may be a pod of a Service, or a host of another domain. */
  readonly isLoose: boolean;
}

const label = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** What a host is to the DNS of a cluster: `kafka`, `kafka.shop`, `kafka.shop.svc`, `kafka-0.kafka.shop.svc.cluster.local`. */
export const serviceNamed = (host: string): ServiceName | undefined => {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  const svc = labels.indexOf('svc');
  const own = svc < 0 ? labels : labels.slice(0, svc);
  if (own.some((word) => !label.test(word)) || !isInCluster(host) || isLoopback(host)) return undefined;
  const [name, namespace] = own.slice(-2);
  if (name === undefined || (svc >= 0 && namespace === undefined)) return undefined;
  if (own.length > (svc < 0 ? 2 : 3)) return undefined;
  return { name, namespace, isPod: own.length === 3, isLoose: svc < 0 && own.length === 2 };
};
