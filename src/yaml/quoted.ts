import { type Cursor, codeAt, Declined, isBlank, isBreak, newline } from './cursor.ts';
import { Unreadable } from './unreadable.ts';

/** Reads a string in quotes; the cursor moves behind it. A line break in it may stand at any column, as with kubectl. */
export const readQuoted = (cursor: Cursor): string => {
  const { text, at: start } = cursor;
  const isSingle = text.charAt(start) === "'";
  const close = isSingle ? singleEnd(cursor) : doubleEnd(cursor);
  if (close < 0) {
    const range = { start, end: start + 1 };
    throw new Unreadable({ code: 'unclosed-quote', message: 'this string has no closing quote', range });
  }
  cursor.at = close + 1;
  const body = text.slice(start + 1, close);
  const hasBreak = body.includes('\n');
  if (isSingle) return (hasBreak ? folded(body) : body).replaceAll("''", "'");
  if (!hasBreak && !body.includes('\\')) return body;
  return fromJson(body) ?? unescaped(body, start + 1);
};

const singleEnd = ({ text, at, end }: Cursor): number => {
  let close = text.indexOf("'", at + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === 39) close = text.indexOf("'", close + 2);
  return close < end ? close : -1;
};

const doubleEnd = (cursor: Cursor): number => {
  const { text, end } = cursor;
  for (let at = cursor.at + 1; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92) at += 1;
    else if (code === 34) return at;
  }
  return -1;
};

/** Line breaks within a scalar: one is a space, each further one is a line break. */
const folded = (body: string): string =>
  body.replace(/[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*/g, (gap) => foldedGap(gap.split('\n').length - 1));

export const foldedGap = (breaks: number): string => (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1));

/** Most strings are JSON's too, which the engine reads fastest. */
const fromJson = (body: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(`"${body}"`);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
};

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const lengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

const unescaped = (body: string, offset: number): string => {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < body.length; ) {
    const code = body.charCodeAt(at);
    if (code === 92) {
      parts.push(body.slice(from, at));
      const [part, next] = readEscape(body, at + 1, offset);
      parts.push(part);
      from = at = next;
    } else if (isBreak(code)) {
      parts.push(trimmedEnd(body, from, at));
      const [breaks, next] = gapAt(body, at);
      parts.push(foldedGap(breaks));
      from = at = next;
    } else at += 1;
  }
  parts.push(body.slice(from));
  return parts.join('');
};

/** What an escape stands for, and where it ends. */
const readEscape = (body: string, at: number, offset: number): readonly [string, number] => {
  const name = body.charAt(at);
  const simple = escapes[name];
  if (simple !== undefined) return [simple, at + 1];
  const length = lengths[name];
  const digits = body.slice(at + 1, at + 1 + (length ?? 0));
  if (length !== undefined && digits.length === length && /^[0-9a-fA-F]+$/.test(digits)) {
    const point = Number.parseInt(digits, 16);
    if (point <= 0x10ffff) return [String.fromCodePoint(point), at + 1 + length];
  }
  if (!isBreak(body.charCodeAt(at))) throw new Declined(offset + at);
  // An escaped line break joins two lines.
  const [breaks, next] = gapAt(body, at);
  if (breaks > 1) throw new Declined(offset + at);
  return ['', next];
};

/** How many line breaks stand at an offset, and where the text goes on. */
const gapAt = (body: string, from: number): readonly [number, number] => {
  let at = from;
  let breaks = 0;
  for (; at < body.length; at += 1) {
    const code = body.charCodeAt(at);
    if (code === newline) breaks += 1;
    else if (!isBlank(code) && !isBreak(code)) break;
  }
  return [breaks, at];
};

const trimmedEnd = (body: string, from: number, to: number): string => {
  let end = to;
  while (end > from && isBlank(body.charCodeAt(end - 1))) end -= 1;
  return body.slice(from, end);
};

/** Whether a string in quotes stands here. */
export const isQuote = (cursor: Cursor): boolean => {
  const code = codeAt(cursor, cursor.at);
  return code === 34 || code === 39;
};
