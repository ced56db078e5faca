import type { Range, Source } from '../yaml/location.ts';
import { longestText } from './harmless.ts';

/** What the secrets of a source read like, so that a message that quotes one can be found out. */
export interface SecretTexts {
  readonly isEmpty: boolean;
  readonly all: ReadonlySet<string>;
  /** Of the texts that are long enough to be told from other words: their lengths by how they begin, the longest first. */
  readonly lengths: ReadonlyMap<string, readonly number[]>;
}

const shortestFound = 4;
/** A line of a longer secret, a private key for instance, gives something away from this length on. */
const shortestLine = 8;
const mostLines = 200;

/** Words that say nothing, whatever they stand for. */
const empty = /^(?:true|false|none|null)$/i;

export const secretTexts = ({ text }: Source, secrets: readonly Range[]): SecretTexts => {
  const all = new Set<string>();
  const lengths = new Map<string, Set<number>>();
  for (const { start, end } of secrets) {
    for (const secret of readings(text.slice(start, Math.min(end, start + 64 * longestText)))) {
      if (secret === '' || empty.test(secret)) continue;
      all.add(secret);
      const head = secret.slice(0, shortestFound);
      if (secret.length >= shortestFound) lengths.set(head, (lengths.get(head) ?? new Set()).add(secret.length));
    }
  }
  return {
    isEmpty: all.size === 0,
    all,
    lengths: new Map([...lengths].map(([head, of]) => [head, [...of].sort((a, b) => b - a)])),
  };
};

/** A secret as written, without its quotes, as read, and line by line. */
const readings = (written: string): readonly string[] => {
  const trimmed = written.trim();
  const bare = trimmed.replace(/^(["'])(.*)\1$/s, '$2');
  const lines = bare.includes('\n') ? bare.split(/\r\n?|\n/, mostLines).map((line) => line.trim()) : [];
  return [bare, unescaped(trimmed, bare), ...lines.filter((line) => line.length >= shortestLine)].map((reading) =>
    reading.slice(0, longestText),
  );
};

const unescaped = (quoted: string, bare: string): string => {
  if (quoted.startsWith("'")) return bare.replaceAll("''", "'");
  if (!quoted.startsWith('"') || !bare.includes('\\')) return bare;
  try {
    return String(JSON.parse(`"${bare}"`));
  } catch {
    return bare;
  }
};

/** A text with a mark in the place of every secret that it repeats. */
export const withoutSecrets = (text: string, secrets: readonly SecretTexts[], mark: string): string => {
  if (secrets.length === 0) return text;
  if (secrets.some(({ all }) => all.has(text.trim()))) return mark;
  return withoutQuoted(withoutLong(text, secrets, mark), secrets, mark);
};

const withoutLong = (text: string, secrets: readonly SecretTexts[], mark: string): string => {
  let result = '';
  let from = 0;
  for (let at = 0; at + shortestFound <= text.length; at += 1) {
    const head = text.slice(at, at + shortestFound);
    const length = Math.max(
      0,
      ...secrets.map(({ all, lengths }) => lengths.get(head)?.find((size) => all.has(text.slice(at, at + size))) ?? 0),
    );
    if (length === 0) continue;
    result += text.slice(from, at) + mark;
    // Of a very long secret only the beginning is known: all that follows may be the rest of it.
    from = length < longestText ? at + length : text.length;
    at = from - 1;
  }
  return result + text.slice(from);
};

/** Shorter secrets are found in many words: they count only where they are quoted. */
const withoutQuoted = (text: string, secrets: readonly SecretTexts[], mark: string): string =>
  text.replace(/(["'`])([^"'`]{1,3})\1/g, (whole, quote: string, inner: string) =>
    secrets.some(({ all }) => all.has(inner)) ? quote + mark + quote : whole,
  );
