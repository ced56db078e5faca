/**
 * Regular expressions as Go takes them, in the syntax of RE2: no look-around, no back references.
 * Source: go 1.26 src/regexp/syntax/parse.go.
 */
import { type Escape, faultOfClass, readEscape } from './regexp/class.ts';

/** Repetitions within repetitions may not come to more copies than this. */
const mostCopies = 1000;
const deepest = 1000;

/** What is between two parentheses, as far as it has been read. */
interface Group {
  /** How many copies the last item asks for; undefined where there is nothing to repeat. */
  item: number | undefined;
  most: number;
}

/** What is wrong with a pattern, as the end of a sentence about it; undefined where Go compiles it. */
export const faultOfPattern = (pattern: string): string | undefined => {
  const groups: Group[] = [{ item: undefined, most: 0 }];
  let wasRepeat = false;
  for (let at = 0; at < pattern.length; ) {
    const group = groups.at(-1) ?? { item: undefined, most: 0 };
    const step = readStep(pattern, at, group, wasRepeat);
    if ('fault' in step) return step.fault;
    if (step.kind === 'open') groups.push({ item: undefined, most: 0 });
    else if (step.kind === 'close') {
      groups.pop();
      const outer = groups.at(-1);
      if (!outer) return 'closes a parenthesis that is not open';
      add(outer, Math.max(group.most, group.item ?? 0));
    }
    if (groups.length > deepest) return 'is nested too deeply';
    wasRepeat = step.kind === 'repeat';
    at = step.next;
  }
  return groups.length > 1 ? 'opens a parenthesis that is not closed' : undefined;
};

const add = (group: Group, copies = 0): void => {
  group.most = Math.max(group.most, group.item ?? 0);
  group.item = copies;
};

type Step =
  | { readonly kind: 'open' | 'close' | 'repeat' | 'other'; readonly next: number }
  | { readonly fault: string };

const readStep = (pattern: string, at: number, group: Group, wasRepeat: boolean): Step => {
  switch (pattern[at]) {
    case '(':
      return pattern[at + 1] === '?' ? readQuestion(pattern, at) : { kind: 'open', next: at + 1 };
    case ')':
      return { kind: 'close', next: at + 1 };
    case '|':
      group.most = Math.max(group.most, group.item ?? 0);
      group.item = undefined;
      return { kind: 'other', next: at + 1 };
    case '[': {
      const read = faultOfClass(pattern, at);
      if ('fault' in read) return read;
      add(group);
      return { kind: 'other', next: read.next };
    }
    case '*':
    case '+':
    case '?':
      return repeat(pattern, at, at + 1, group, wasRepeat);
    case '{':
      return readCount(pattern, at, group, wasRepeat);
    case '\\':
      return readBackslash(pattern, at, group);
    default:
      add(group);
      return { kind: 'other', next: at + String.fromCodePoint(pattern.codePointAt(at) ?? 0).length };
  }
};

const repeat = (pattern: string, at: number, end: number, group: Group, wasRepeat: boolean, copies?: number): Step => {
  const next = pattern[end] === '?' ? end + 1 : end;
  const written = pattern.slice(at, next);
  if (wasRepeat) return { fault: `repeats what is repeated already: ${written}` };
  if (group.item === undefined) return { fault: `has nothing to repeat before ${written}` };
  if (copies !== undefined) group.item = copies === 0 ? 0 : copies * Math.max(1, group.item);
  return { kind: 'repeat', next };
};

/** `{2}`, `{2,}` or `{2,5}`; a brace that begins none of them stands for itself. */
const readCount = (pattern: string, at: number, group: Group, wasRepeat: boolean): Step => {
  const counts = /\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}/y;
  counts.lastIndex = at;
  const match = counts.exec(pattern);
  if (!match) {
    add(group);
    return { kind: 'other', next: at + 1 };
  }
  const [written, least = '', comma, most] = match;
  const min = Number(least);
  const max = comma === undefined ? min : most === undefined ? undefined : Number(most);
  if (min > mostCopies || (max ?? 0) > mostCopies || (max !== undefined && min > max))
    return { fault: `repeats too often, or less often than it must: ${written}` };
  const copies = max ?? Math.max(1, min);
  const step = repeat(pattern, at, counts.lastIndex, group, wasRepeat, copies);
  if ('fault' in step) return step;
  if ((min >= 2 || (max ?? 0) >= 2) && (group.item ?? 0) > mostCopies)
    return { fault: `comes to more than ${mostCopies} copies: ${written}` };
  return step;
};

/** `(?:`, `(?i)`, `(?P<name>`: what Go knows of Perl. */
const readQuestion = (pattern: string, at: number): Step => {
  const rest = pattern.slice(at, at + 200);
  const named = /\(\?P?<[A-Za-z0-9_]+>/y;
  named.lastIndex = at;
  if (named.test(pattern)) return { kind: 'open', next: named.lastIndex };
  const flags = /^\(\?[imsU]*(?:-[imsU]+)?([:)])/.exec(rest);
  if (flags) return { kind: flags[1] === ':' ? 'open' : 'other', next: at + flags[0].length };
  if (/^\(\?<?[=!]/.test(rest)) return { fault: `looks ahead or behind with ${rest.slice(0, 4)}, which Go cannot` };
  return { fault: `has a group that Go does not know: ${rest.slice(0, 6)}` };
};

const readBackslash = (pattern: string, at: number, group: Group): Step => {
  const letter = pattern[at + 1] ?? '';
  if (letter === 'Q') {
    const end = pattern.indexOf('\\E', at + 2);
    const next = end === -1 ? pattern.length : end + 2;
    if ((end === -1 ? pattern.length : end) > at + 2) add(group);
    return { kind: 'other', next };
  }
  if (letter !== '' && 'AbBz'.includes(letter)) {
    add(group);
    return { kind: 'other', next: at + 2 };
  }
  const read: Escape = readEscape(pattern, at);
  if ('fault' in read) return read;
  add(group);
  return { kind: 'other', next: read.next };
};
