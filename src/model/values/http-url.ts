import { parseUrl } from './address.ts';

/** What keeps a text from being an HTTP URL with a host for Go; undefined where nothing does. */
export const faultOfHttpUrl = (text: string): string | undefined => {
  const url = parseUrl(text);
  if (url?.scheme === 'http' || url?.scheme === 'https') return url.host === '' ? 'has no host' : undefined;
  return url === undefined && /^https?:\/\//i.test(text) ? 'is no URL' : 'must begin with https:// or http://';
};
