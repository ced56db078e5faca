import type { Range } from './location.ts';

/** A document with the comments and directives before it. */
export interface DocumentRange extends Range {
  /** Where its content ends: `end`, or the `...` before it. */
  readonly contentEnd: number;
}

interface Marker {
  readonly at: number;
  /** `...` rather than `---`. */
  readonly isEnd: boolean;
}

/**
 * The documents of a text. `---` and `...` at the start of a line end a
 * document whatever stands around them. (kubectl splits at `---` alone and drops what follows a `...`; here it counts.)
 */
export const documentRanges = (text: string): readonly DocumentRange[] => {
  const ranges: { start: number; contentEnd: number; end: number }[] = [];
  let start = 0;
  let isMarked = false;
  for (const { at, isEnd } of markers(text)) {
    const isEmpty = !isMarked && found(text, start, at) !== 'content';
    if (!isEnd && isEmpty) {
      isMarked = true;
      continue;
    }
    const end = isEnd ? lineEnd(text, at) : at;
    if (!isEmpty) ranges.push({ start, contentEnd: at, end });
    start = end;
    isMarked = !isEnd;
  }
  if (isMarked || found(text, start, text.length) !== 'nothing')
    ranges.push({ start, contentEnd: text.length, end: text.length });
  // Comments at the end belong to what they follow.
  const last = ranges.at(-1);
  if (last) last.end = text.length;
  return ranges;
};

function* markers(text: string): Generator<Marker> {
  const first = text.startsWith('\ufeff') ? 1 : 0;
  let start = text.startsWith('---', first) ? first : lineStarting(text, '---', 0);
  let end = text.startsWith('...', first) ? first : lineStarting(text, '...', 0);
  while (start >= 0 || end >= 0) {
    const isEnd = start < 0 || (end >= 0 && end < start);
    const at = isEnd ? end : start;
    if (at + 3 >= text.length || /\s/.test(text.charAt(at + 3))) yield { at, isEnd };
    if (isEnd) end = lineStarting(text, '...', at);
    else start = lineStarting(text, '---', at);
  }
}

/** The offset of the next line, after the one at an offset, that starts with a sign; -1 if there is none. */
const lineStarting = (text: string, sign: string, from: number): number => {
  const found = text.indexOf(`\n${sign}`, from);
  return found < 0 ? -1 : found + 1;
};

const lineEnd = (text: string, at: number): number => {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found + 1;
};

/** What there is in a range beside empty lines and comments. */
const found = (text: string, start: number, end: number): 'nothing' | 'directives' | 'content' => {
  let result: 'nothing' | 'directives' = 'nothing';
  let isLineStart = true;
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at);
    if (character === '\n') isLineStart = true;
    else if (character === '#' || (character === '%' && isLineStart)) {
      if (character === '%') result = 'directives';
      at = lineEnd(text, at) - 1;
      isLineStart = true;
    } else if (character === ' ' || character === '\t' || character === '\r' || (character === '\ufeff' && at === 0))
      isLineStart = false;
    else return 'content';
  }
  return result;
};
