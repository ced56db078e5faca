import type { Range } from '../../yaml/location.ts';
import { embeddedSecrets, looksSensitive } from './sensitive.ts';

/** How far the lines below a telling key belong to it. */
interface Below {
  readonly column: number;
  /** Nothing stands beside the key: a map may follow, and that is none. */
  readonly isOpen: boolean;
}

const header = /^(?:apiVersion|kind|metadata|name|namespace|type|data|stringData|labels|annotations|items)$/;

/**
 * Where secrets may stand in a text that is no YAML, or is not read as such: what follows a telling key on its line and
 * below it; in a Secret what follows any key, and every line without one. Rather too much than too little.
 */
export const guessedSecrets = (text: string, offset: number): readonly Range[] => {
  const isSecret = /\bkind["']?[ \t]*:[ \t]*["']?Secret(?:List)?\b/.test(text);
  const tells = (key: string): boolean => key === 'value' || looksSensitive(key) || (isSecret && !header.test(key));
  const ranges: Range[] = [];
  let below: Below | undefined;
  let isInKey = false;
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    const column = line.search(/\S/);
    if (column < 0) continue;
    const hide = (from: number): void => {
      ranges.push({ start: offset + start + from, end: offset + end });
    };
    const opensKey = line.includes('PRIVATE KEY-----');
    const isStructured = structure.test(line.slice(0, 400));
    if (below && isStructured && (below.isOpen || column <= below.column)) below = undefined;
    if (isInKey || opensKey || below || (isSecret && !isStructured)) hide(column);
    if (opensKey) isInKey = line.includes('BEGIN');
    if (below) continue;
    for (const range of embeddedSecrets(line)) ranges.push(moved(range, offset + start));
    const value = valueStart(line, tells);
    if (value === undefined) continue;
    hide(value);
    below = { column, isOpen: value === line.length };
  }
  return ranges.filter((range) => range.end > range.start);
};

/** A line that begins with a key, a dash, a comment or a mark, and so does not go on with a text. */
const structure = /^[ \t]*(?:-[ \t]+)*(?:["']?[\w./-]{1,200}["']?[ \t]*:(?:[ \t]|\r?$)|#|---|-[ \t]*\r?$|[[\]{}])/;

function* linesOf(text: string): Generator<Range> {
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    yield { start, end };
    start = end + 1;
  }
}

const moved = ({ start, end }: Range, by: number): Range => ({ start: start + by, end: end + by });

/** Where on a line the value of the first telling key begins. */
const valueStart = (line: string, tells: (key: string) => boolean): number | undefined => {
  for (let at = line.indexOf(':'); at >= 0; at = line.indexOf(':', at + 1)) {
    if (!tells(keyBefore(line, at))) continue;
    const value = line.slice(at + 1).search(/\S/);
    return value < 0 ? line.length : at + 1 + value;
  }
  return undefined;
};

const longestKey = 200;

/** The word that ends before a colon, without its quotes. */
const keyBefore = (line: string, colon: number): string => {
  let end = colon;
  while (end > 0 && /[ \t]/.test(line.charAt(end - 1))) end -= 1;
  if (/["']/.test(line.charAt(end - 1))) end -= 1;
  let start = end;
  while (start > 0 && end - start < longestKey && /[\w./-]/.test(line.charAt(start - 1))) start -= 1;
  return line.slice(start, end);
};
