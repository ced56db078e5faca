/** Escapes and classes of characters. Source: go 1.26 src/regexp/syntax/parse.go parseEscape, parseClass. */
import { isUnicodeClass } from './unicode.ts';

/** What an escape stands for: one character, or several of them. */
export type Escape = { readonly next: number; readonly code?: number } | { readonly fault: string };

const posix = /^\[:(\^?)(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;
const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Reads `\n`, `\x{41}`, `\d`, `\p{Greek}` and the like. */
export const readEscape = (pattern: string, at: number): Escape => {
  const rest = pattern.slice(at, at + 400);
  if (rest === '\\') return { fault: 'ends with a backslash' };
  if (/^\\[pP]/.test(rest)) return readUnicode(rest, at);
  if (/^\\[dDsSwW]/.test(rest)) return { next: at + 2 };
  const octal = /^\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest)?.[0];
  if (octal !== undefined) return { next: at + octal.length, code: Number.parseInt(octal.slice(1), 8) };
  const [hex, wide, narrow] = /^\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/.exec(rest) ?? [];
  const code = Number.parseInt(wide ?? narrow ?? '', 16);
  if (hex !== undefined && code <= 0x10ffff) return { next: at + hex.length, code };
  const letter = rest[1] ?? '';
  if (Object.hasOwn(controls, letter)) return { next: at + 2, code: controls[letter] ?? 0 };
  if (/^[\0-\x7f]$/.test(letter) && !/[A-Za-z0-9]/.test(letter)) return { next: at + 2, code: letter.charCodeAt(0) };
  if (/[1-9]/.test(letter)) return { fault: `refers back with \\${letter}, which Go cannot` };
  return { fault: `has an escape that Go does not know: ${rest.slice(0, 2)}` };
};

const readUnicode = (rest: string, at: number): Escape => {
  const match = /^\\[pP](?:\{(\^?)([^}]*)\}|([^{]))/su.exec(rest);
  if (!match) return { fault: `has a class of characters without an end: ${rest.slice(0, 12)}` };
  const [written, , braced, letter = ''] = match;
  const name = braced ?? letter;
  return isUnicodeClass(name)
    ? { next: at + written.length }
    : { fault: `has a class of characters that Go does not know: ${written}` };
};

/** Reads `[a-z]`. */
export const faultOfClass = (pattern: string, at: number): { readonly next: number } | { readonly fault: string } => {
  let next = at + (pattern[at + 1] === '^' ? 2 : 1);
  for (let isFirst = true; isFirst || pattern[next] !== ']'; isFirst = false) {
    const rest = pattern.slice(next, next + 20);
    if (rest === '') return { fault: 'opens a bracket that is not closed' };
    const named = posix.exec(rest)?.[0];
    if (named !== undefined) {
      next += named.length;
      continue;
    }
    if (rest.startsWith('[:') && pattern.includes(':]', next + 2))
      return {
        fault: `has a class of characters that Go does not know: ${pattern.slice(next, pattern.indexOf(':]', next + 2) + 2)}`,
      };
    const low = readMember(pattern, next);
    if ('fault' in low) return low;
    const from = next;
    next = low.next;
    if (low.code === undefined || pattern[next] !== '-' || next + 1 >= pattern.length || pattern[next + 1] === ']')
      continue;
    const high = readMember(pattern, next + 1, true);
    if ('fault' in high) return high;
    next = high.next;
    if ((high.code ?? 0) < low.code)
      return { fault: `has a range that ends before it begins: ${pattern.slice(from, next)}` };
  }
  return { next: next + 1 };
};

/** One member of a class; the end of a range can only be one character. */
const readMember = (pattern: string, at: number, isEnd = false): Escape => {
  if (pattern[at] !== '\\') {
    const code = pattern.codePointAt(at) ?? 0;
    return { next: at + String.fromCodePoint(code).length, code };
  }
  const read = readEscape(pattern, at);
  if (isEnd && !('fault' in read) && read.code === undefined)
    return { fault: `has a range that ends with ${pattern.slice(at, read.next)}` };
  return read;
};
