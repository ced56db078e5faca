/** Addresses as Go reads them from text. */

export interface HostPort {
  /** Without the brackets of an IPv6 address; may be empty. */
  readonly host: string;
  /** What is behind the last colon, a number or not; may be empty. */
  readonly port: string;
}

/** `host:port` apart; undefined where Go gives an error. Source: go 1.26 src/net/ipsock.go SplitHostPort. */
export const splitHostPort = (text: string): HostPort | undefined => {
  const colon = text.lastIndexOf(':');
  if (colon < 0) return undefined;
  const end = text.startsWith('[') ? text.indexOf(']') : undefined;
  if (end === -1 || (end !== undefined && end + 1 !== colon)) return undefined;
  const host = end === undefined ? text.slice(0, colon) : text.slice(1, end);
  if (end === undefined && host.includes(':')) return undefined;
  if (text.includes('[', end === undefined ? 0 : 1) || text.includes(']', end === undefined ? 0 : end + 1))
    return undefined;
  return { host, port: text.slice(colon + 1) };
};

/** Whether a text is the number of a port, 1 to 65535. */
export const isPort = (text: string): boolean => /^[1-9][0-9]{0,4}$/.test(text) && Number(text) <= 65_535;

export interface Address {
  /** In lower case; empty where there is none. */
  readonly scheme: string;
  /** Host and port as they are written, without the user. */
  readonly host: string;
}

/**
 * What a URL says of where it leads; undefined where Go gives an error. Much that browsers refuse or repair is a URL for Go.
 * Source: go 1.26 src/net/url/url.go Parse.
 */
export const parseUrl = (text: string): Address | undefined => {
  const [, whole = '', fragment = ''] = /^([^#]*)#?(.*)$/s.exec(text) ?? [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\0-\x1f\x7f]/.test(whole) || !isEscaped(fragment)) return undefined;
  if (whole.startsWith(':')) return undefined;
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(whole)?.[1] ?? '';
  const [rest = ''] = (scheme === '' ? whole : whole.slice(scheme.length + 1)).split('?');
  if (!rest.startsWith('/')) {
    if (scheme === '' && (rest.split('/')[0] ?? '').includes(':')) return undefined;
    return scheme !== '' || isEscaped(rest) ? { scheme: scheme.toLowerCase(), host: '' } : undefined;
  }
  const hasHost = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  const [, authority = '', path = ''] = hasHost ? (/^\/\/([^/]*)(.*)$/s.exec(rest) ?? []) : ['', '', rest];
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? '' : authority.slice(0, at);
  const host = authority.slice(at + 1);
  if (!isEscaped(path) || !isEscaped(user) || !/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) return undefined;
  return isHost(host, scheme.toLowerCase()) ? { scheme: scheme.toLowerCase(), host } : undefined;
};

/** Whether a text is a URL for Go, be it relative. */
export const isUrl = (text: string): boolean => parseUrl(text) !== undefined;

/** Whether each % begins an escape. */
const isEscaped = (text: string): boolean => !/%(?![0-9a-fA-F]{2})/.test(text);

const isHost = (host: string, scheme: string): boolean => {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) return false;
  if (bracket === 0) {
    const [, address = '', port] = /^\[(.*)\](?::([0-9]*))?$/s.exec(host) ?? [undefined, ''];
    return (port === undefined || port !== null) && isAddress6(address);
  }
  const colon = scheme === 'http' || scheme === 'https' ? host.indexOf(':') : host.lastIndexOf(':');
  if (colon >= 0 && !/^:[0-9]*$/.test(host.slice(colon))) return false;
  return isHostText(host);
};

/** Only what is not ASCII may be escaped in a host, and the percent sign itself. */
const isHostText = (text: string): boolean =>
  isEscaped(text) && !/%(?!25)[0-7]/.test(text) && !/[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\x80-\u{10ffff}]/u.test(text);

const isAddress6 = (text: string): boolean => {
  const [address = '', ...zone] = text.split('%25');
  if (!/^[0-9a-fA-F:.]+$/.test(address) || (text.includes('%25') && zone.join('%25') === '')) return false;
  if (!isHostText(zone.join('%25')) && !/^(?:[A-Za-z0-9\-_.~]|%20)+$/.test(zone.join('%25'))) return false;
  try {
    return new URL(`http://[${address}]/`).hostname !== '';
  } catch {
    return false;
  }
};
