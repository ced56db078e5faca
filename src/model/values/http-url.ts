/** What keeps a text from being an HTTP URL with a host for Go's net/url.Parse; undefined where nothing does. */
export const faultOfHttpUrl = (text: string): string | undefined => {
  if (/\p{Cc}/u.test(text.replaceAll(/[\u0080-\u009f]/g, ''))) return 'has a line break or another control character';
  const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(text) ?? [];
  // `example.com:8080` has what looks like a scheme, too.
  if (scheme === undefined || !/^https?$/i.test(scheme)) return 'must begin with https:// or http://';
  const [, authority = ''] = /^\/\/([^/?#]*)/.exec(rest) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host === '') return 'has no host';
  // Source: go 1.26 src/net/url/url.go shouldEscape.
  if (/[ \\^`{|}]/.test(host) || /^\[[^\]]*$/.test(host)) return 'has a host with characters that no host has';
  const port = /:([^\]:]*)$/.exec(host)?.[1];
  return port === undefined || /^[0-9]*$/.test(port) ? undefined : 'has a port that is no number';
};
