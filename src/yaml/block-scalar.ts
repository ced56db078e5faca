import { type Cursor, codeAt, Declined, isBlank, isBreak, toContent } from './cursor.ts';
import type { NodeId } from './nodes.ts';

interface Header {
  readonly isFolded: boolean;
  readonly chomping: 'clip' | 'strip' | 'keep';
  /** The columns that the text stands further right than its parent, where the header says so. */
  readonly indent: number | undefined;
}

/** Reads `|` or `>` with the lines below it, and moves to the content that follows. */
export const readBlockScalar = (cursor: Cursor, parent: number): NodeId => {
  const { table, at: start } = cursor;
  const header = readHeader(cursor);
  const behind = cursor.at;
  skipComment(cursor);
  const { lines, end } = readLines(cursor, parent, header);
  const id = table.addScalar(
    header.isFolded ? 'folded' : 'literal',
    start,
    end ?? behind,
    chomped(lines, header, start),
  );
  cursor.hasComment = false;
  cursor.breaks = 0;
  toContent(cursor);
  return id;
};

const readHeader = (cursor: Cursor): Header => {
  const [whole = '', style, before = '', indent, after = ''] =
    /^([|>])([+-]?)([1-9]?)([+-]?)/.exec(cursor.text.slice(cursor.at, cursor.at + 4)) ?? [];
  if (before !== '' && after !== '') throw new Declined(cursor.at);
  cursor.at += whole.length;
  const sign = before + after;
  const chomping = sign === '-' ? 'strip' : sign === '+' ? 'keep' : 'clip';
  return { isFolded: style === '>', chomping, indent: indent ? Number(indent) : undefined };
};

const skipComment = (cursor: Cursor): void => {
  const from = cursor.at;
  while (isBlank(codeAt(cursor, cursor.at))) cursor.at += 1;
  if (codeAt(cursor, cursor.at) === 35 && cursor.at > from) while (!isBreak(codeAt(cursor, cursor.at))) cursor.at += 1;
  if (codeAt(cursor, cursor.at) === 13) cursor.at += 1;
  if (codeAt(cursor, cursor.at) !== 10) throw new Declined(cursor.at);
  cursor.at = Math.min(cursor.at + 1, cursor.end);
};

/** The lines without their indentation, and where the last one that is not empty ends. */
const readLines = (
  cursor: Cursor,
  parent: number,
  header: Header,
): { readonly lines: readonly string[]; readonly end: number | undefined } => {
  const { text, end: limit } = cursor;
  // How far a document's own scalar is indented, the readers do not agree.
  if (header.indent !== undefined && parent < 0) throw new Declined(cursor.at);
  let indent = header.indent === undefined ? -1 : parent + header.indent;
  const lines: string[] = [];
  let end: number | undefined;
  let widest = 0;
  while (cursor.at < limit) {
    const start = cursor.at;
    let at = start;
    while (codeAt(cursor, at) === 32) at += 1;
    const next = text.indexOf('\n', at);
    const stop = next < 0 || next >= limit ? limit : next;
    const last = text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop;
    const columns = at - start;
    if (at === last) {
      widest = Math.max(widest, columns);
      // The readers do not agree on blanks where a file ends.
      if (columns > 0 && stop === limit) throw new Declined(at);
      lines.push(indent >= 0 ? text.slice(start + indent, at) : '');
    } else {
      if (codeAt(cursor, at) === 9 && (indent < 0 || columns < indent)) throw new Declined(at);
      if (indent < 0 && columns > parent) {
        if (widest > columns) throw new Declined(at);
        indent = columns;
      }
      if (indent < 0 || columns < indent) break;
      lines.push(text.slice(start + indent, last));
      end = last;
    }
    cursor.at = Math.min(stop + 1, limit);
  }
  while (end !== undefined && (isBlank(text.charCodeAt(end - 1)) || isBreak(text.charCodeAt(end - 1)))) end -= 1;
  return { lines, end };
};

const chomped = (lines: readonly string[], { isFolded, chomping }: Header, start: number): string => {
  let count = lines.length;
  while (count > 0 && lines[count - 1] === '') count -= 1;
  if (count === 0) {
    if (chomping === 'keep' && lines.length > 0) throw new Declined(start);
    return '';
  }
  const content = count === lines.length ? lines : lines.slice(0, count);
  const text = isFolded ? foldLines(content) : content.join('\n');
  if (chomping === 'strip') return text;
  return `${text}\n${chomping === 'keep' ? '\n'.repeat(lines.length - count) : ''}`;
};

/** A line break between two lines is a space, unless one of them stands further right; empty lines between them stay. */
const foldLines = (lines: readonly string[]): string => {
  const parts: string[] = [];
  let breaks = 0;
  let wasFurther = false;
  for (const line of lines) {
    if (line === '') {
      breaks += 1;
      continue;
    }
    const isFurther = isBlank(line.charCodeAt(0));
    const isFirst = parts.length === 0;
    if (!isFirst && (isFurther || wasFurther)) breaks += 1;
    if (breaks > 0) parts.push('\n'.repeat(breaks));
    else if (!isFirst) parts.push(' ');
    parts.push(line);
    breaks = 0;
    wasFurther = isFurther;
  }
  return parts.join('');
};
