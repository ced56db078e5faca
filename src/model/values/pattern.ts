/**
 * Regular expressions as Go reads them: RE2's syntax, without looking around and looking back.
 * Source: go 1.26 src/regexp/syntax/parse.go Parse with the flags of Perl.
 */

/** What stops the reading of a pattern, as the end of a sentence about it. */
class PatternFault extends Error {}

const fail = (message: string): never => {
  throw new PatternFault(message);
};

/** The most that repetitions may multiply to. */
const most = 1_000;

/** What is wrong with a pattern, as the end of a sentence about it; undefined where Go takes it. */
export const faultOfPattern = (text: string): string | undefined => {
  const reader: Reader = { rest: [...text].slice(0, 10_000), names: new Set() };
  try {
    alternatives(reader, 0);
    return reader.rest[0] === ')' ? 'has a ) that closes nothing' : undefined;
  } catch (fault) {
    if (!(fault instanceof PatternFault)) throw fault;
    return fault.message;
  }
};

/** The characters still to be read, and the names that groups have taken. */
interface Reader {
  readonly rest: string[];
  readonly names: Set<string>;
}

const ahead = ({ rest }: Reader, text: string): boolean => rest.slice(0, text.length).join('') === text;

/** Takes what a pattern matches at the front, which must not be longer than a few hundred characters. */
const take = ({ rest }: Reader, pattern: RegExp): RegExpExecArray | undefined => {
  const match = pattern.exec(rest.slice(0, 300).join(''));
  if (match) rest.splice(0, [...match[0]].length);
  return match ?? undefined;
};

/** Reads up to the end or a closing bracket; gives how often its most repeated part is repeated. */
const alternatives = (reader: Reader, depth: number): number => {
  if (depth > 500) fail('is nested too deeply');
  let weight = 1;
  /** The repetitions of the last atom; none at the beginning of an alternative. */
  let last: number | undefined;
  let isRepeated = false;
  while (reader.rest.length > 0 && reader.rest[0] !== ')') {
    if (take(reader, /^\|/)) last = undefined;
    else {
      const times = repetition(reader);
      if (times === undefined) {
        last = atom(reader, depth) ?? last;
        isRepeated = false;
      } else {
        if (last === undefined) fail('repeats nothing at its beginning, or after ( or |');
        if (isRepeated) fail('repeats a repetition');
        last = (last ?? 1) * times;
        if (times > 1 && last > most) fail(`repeats more than ${most} times`);
        isRepeated = true;
      }
    }
    weight = Math.max(weight, last ?? 1);
  }
  return weight;
};

/** A repetition at the front, as the number of its times; undefined where there is none. */
const repetition = (reader: Reader): number | undefined => {
  if (take(reader, /^[*+?]\??/)) return 1;
  const counted = take(reader, /^\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}\??/);
  if (!counted) return undefined;
  const [, least = '0', comma, greatest] = counted;
  const max = comma === undefined ? Number(least) : greatest === undefined ? undefined : Number(greatest);
  if (Number(least) > most || (max ?? 0) > most) fail(`repeats more than ${most} times`);
  if (max !== undefined && max < Number(least)) fail('has a repetition whose end is below its beginning');
  return Math.max(1, max ?? Number(least));
};

/** One atom at the front, as its weight; undefined for one that only sets flags. */
const atom = (reader: Reader, depth: number): number | undefined => {
  if (ahead(reader, '(')) return group(reader, depth);
  if (ahead(reader, '[')) characterClass(reader);
  else if (take(reader, /^\\Q/)) {
    const end = reader.rest.join('').indexOf('\\E');
    reader.rest.splice(0, end === -1 ? reader.rest.length : end + 2);
  } else if (!take(reader, /^\\[AbBz]/) && !classEscape(reader)) character(reader);
  return 1;
};

const group = (reader: Reader, depth: number): number | undefined => {
  if (take(reader, /^\((?!\?)/)) return closed(reader, depth);
  const name = take(reader, /^\(\?P?<(\w+)>/)?.[1];
  if (name !== undefined) {
    if (reader.names.has(name)) fail(`has two groups with the name ${name}`);
    reader.names.add(name);
    return closed(reader, depth);
  }
  const flags = take(reader, /^\(\?(?:[imsU]*(?:-[imsU]+)?)([:)])/);
  if (!flags) return fail(`has ${reader.rest.slice(0, 3).join('')}, which there is not`);
  return flags[1] === ')' ? undefined : closed(reader, depth);
};

const closed = (reader: Reader, depth: number): number => {
  const weight = alternatives(reader, depth + 1);
  if (!take(reader, /^\)/)) fail('has a ( that is not closed');
  return weight;
};

const posix = /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;

const characterClass = (reader: Reader): void => {
  take(reader, /^\[\^?/);
  for (let isFirst = true; isFirst || reader.rest[0] !== ']'; isFirst = false) {
    if (reader.rest.length === 0) fail('has a [ that is not closed');
    if (take(reader, posix)) continue;
    if (take(reader, /^\[:\^?\w+:\]/)) fail('has a class of characters that there is not');
    if (classEscape(reader)) continue;
    const low = character(reader);
    if (!take(reader, /^-(?!\]|$)/)) continue;
    const high = character(reader);
    if (low !== undefined && high !== undefined && low > high) fail('has a range whose end is below its beginning');
  }
  take(reader, /^\]/);
};

/** `\d` and the like, and Unicode's classes. */
const classEscape = (reader: Reader): boolean => {
  if (take(reader, /^\\[dDsSwW]/)) return true;
  const unicode = take(reader, /^\\[pP](?:\{\^?([^{}]*)\}|([^{]))/s);
  if (!unicode) return false;
  const name = unicode[1] ?? unicode[2] ?? '';
  if (!isUnicodeClass(name)) fail(`has a class of characters that there is not: ${unicode[0]}`);
  return true;
};

const isUnicodeClass = (name: string): boolean =>
  name === 'Any' ||
  [name, capitalised(name), `Script=${capitalised(name)}`].some((each) => {
    try {
      return /^[\w=]+$/.test(each) && new RegExp(`\\p{${each}}`, 'u') !== undefined;
    } catch {
      return false;
    }
  });

const capitalised = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/** One character, escaped or not, as its code; undefined for one whose code does not matter. */
const character = (reader: Reader): number | undefined => {
  if (reader.rest[0] !== '\\') return reader.rest.shift()?.codePointAt(0);
  if (reader.rest.length === 1) fail('ends with a single backslash');
  const code = take(reader, /^\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/);
  const number = Number.parseInt(code?.[1] ?? code?.[2] ?? '', 16);
  if (code && number <= 0x10ffff) return number;
  if (take(reader, /^\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/) || take(reader, /^\\[afnrtv]/)) return undefined;
  // Letters and digits that are none of these stand for nothing, other signs for themselves.
  const sign = take(reader, /^\\([!-~ \t\n])/)?.[1];
  if (code || sign === undefined || /[A-Za-z0-9]/.test(sign))
    return fail(`has \\${sign ?? code?.[0].slice(1) ?? reader.rest[1]}, which there is not`);
  return sign.codePointAt(0);
};
