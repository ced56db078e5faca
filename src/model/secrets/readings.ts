import { parse } from '../../yaml/parse.ts';
import { embeddedSecrets } from './sensitive.ts';

/** Of a longer secret only so much is known, in UTF-16 code units. */
export const longestReading = 2000;
/** A line of a longer secret, a private key for instance, gives something away from this length on. */
export const shortestLine = 8;
const mostLines = 200;

/** A secret as written, without its quotes, as read, as what it is the Base64 of, as a message may quote it, and line by line. */
export const readings = (written: string): readonly string[] => {
  const beginning = written.slice(0, 64 * longestReading);
  const bare = beginning.trim().replace(/^(["'])(.*)\1$/s, '$2');
  const read = valuesOf(beginning);
  const wholes = [bare, ...read].flatMap((value) => [value, ...unpacked(value)]);
  const values = [...new Set(wholes.flatMap((value) => [value, ...partsOf(value)]))];
  const lines = values.flatMap((value) =>
    value.includes('\n') ? value.split(/\r\n?|\n/, mostLines).map((line) => line.trim()) : [],
  );
  return [
    ...values,
    ...values.map((value) => value.trim()),
    ...values.map((value) => JSON.stringify(value).slice(1, -1)),
    ...lines.filter((line) => line.length >= shortestLine),
  ].flatMap((reading) => (isSaying(reading) ? [reading.slice(0, longestReading)] : []));
};

/** The secret within an address, a connection string or a header. */
const partsOf = (value: string): readonly string[] => {
  const text = value.slice(0, 4 * longestReading);
  const [, token = ''] = /^\s*(?:Basic|Bearer|Token|ApiKey)\s+(\S+)\s*$/i.exec(text) ?? [];
  const [pair = ''] = unpacked(token);
  return [
    ...embeddedSecrets(text).map(({ start, end }) => text.slice(start, end).replace(/^(["'])(.*)\1$/s, '$2')),
    ...(token === '' ? [] : [token]),
    ...(pair.includes(':') ? [pair, pair.slice(pair.indexOf(':') + 1)] : []),
  ];
};

/** What YAML reads where that is not what is written: escapes, lines that are folded or indented. */
const valuesOf = (written: string): readonly string[] =>
  /[\n\\]|''/.test(written)
    ? parse({ path: '', text: written }).flatMap(({ root }) => (root.written === undefined ? [] : [root.written]))
    : [];

/** Nothing, words that say nothing whatever they stand for, and what stands for a value that nobody knows yet. */
const isSaying = (reading: string): boolean =>
  reading !== '' && !/^(?:true|false|none|null|\$\([^()]*\))$/i.test(reading);

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text that another one is the Base64 of, as the values of a Secret are. */
const unpacked = (text: string): readonly string[] => {
  const packed = text.trim();
  if (packed.length < shortestLine || packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return [];
  try {
    const value = decoder.decode(Uint8Array.from(atob(packed), (character) => character.charCodeAt(0)));
    return /[^\P{Cc}\t\n\r]/u.test(value) ? [] : [value];
  } catch {
    return [];
  }
};

/** The Base64 of a text but for its last signs, which depend on what follows; nothing for a text that is no ASCII. */
export const packed = (text: string): string =>
  /^[\0-\x7f]*$/.test(text) ? btoa(text.slice(0, text.length - (text.length % 3))) : '';
