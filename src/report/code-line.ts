import { firstEndingAfter, lines, type Range, type Source } from '../yaml/location.ts';
import { graphemes, isPlain, widthOf } from './columns.ts';
import { harmless } from './harmless.ts';
import { partsOf } from './redaction.ts';
import { concealed } from './secret-texts.ts';

/** Columns of what is shown of a line, from 0, the end exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A line as it can be printed: a window of it if it is long. */
export interface CodeLine {
  readonly text: string;
  /** Where a range of the source stands in the text, at least one column wide; undefined if it begins outside of the window. */
  readonly spanOf: (range: Range) => Span | undefined;
  /** Whether all that this line has of a range can be seen. */
  readonly shows: (range: Range) => boolean;
}

/** The smallest piece that is shown or left out as a whole. */
interface Cell extends Range, Span {
  readonly text: string;
}

const tabStop = 4;
/** More marks than this on one character are mischief. */
const longestGrapheme = 40;

/** A line of a source in at most `room` columns, around the beginning of `focus`; `secrets` are disjoint. */
export const codeLine = (
  source: Source,
  index: number,
  secrets: readonly Range[],
  room: number,
  focus?: Range,
): CodeLine => {
  const line = lines(source).range(index);
  const secret = secrets[firstEndingAfter(secrets, line.start)];
  const isOpen = !secret || secret.start >= line.end;
  if (isOpen && line.end - line.start <= room) {
    const text = source.text.slice(line.start, line.end);
    if (isPlain(text)) return plainLine(text, line);
  }
  const near = vicinity(source.text, line, focus?.start ?? line.start, room);
  const cells = cellsOf(source.text, near, secrets);
  const cut = { left: near.start > line.start, right: near.end < line.end };
  return windowOn(cells, cut, room, line, focus && spanIn(cells, focus, near.end));
};

/** A line that is shown as it is written: a column for each character, all of them in sight. */
const plainLine = (text: string, line: Range): CodeLine => {
  const spanOf = ({ start, end }: Range): Span | undefined => {
    if (start < line.start || start > line.end) return undefined;
    const from = start - line.start;
    return { from, to: Math.max(from + 1, Math.min(end, line.end) - line.start) };
  };
  return { text, spanOf, shows: (range) => spanOf(range) !== undefined };
};

/** Enough of the line to fill the room on both sides: a line of many megabytes must not be gone through. */
const vicinity = (text: string, line: Range, around: number, room: number): Range => {
  const reach = 4 * room + 100;
  const middle = Math.min(Math.max(around, line.start), line.end);
  const start = Math.max(line.start, middle - reach);
  const end = Math.min(line.end, middle + reach);
  return { start: splitsPair(text, start) ? start - 1 : start, end: splitsPair(text, end) ? end + 1 : end };
};

const splitsPair = (text: string, at: number): boolean =>
  /^[\udc00-\udfff]$/.test(text.charAt(at)) && /^[\ud800-\udbff]$/.test(text.charAt(at - 1));

const cellsOf = (text: string, range: Range, secrets: readonly Range[]): readonly Cell[] => {
  const cells: Cell[] = [];
  let column = 0;
  const add = (shown: string, start: number, end: number): void => {
    const to = column + widthOf(shown);
    cells.push({ text: shown, start, end, from: column, to });
    column = to;
  };
  for (const part of partsOf(secrets, range)) {
    if (part.secret) {
      add(concealed, part.range.start, part.range.end);
      continue;
    }
    let at = part.range.start;
    for (const grapheme of graphemes(text.slice(at, part.range.end))) {
      add(shownAs(grapheme, column), at, at + grapheme.length);
      at += grapheme.length;
    }
  }
  return cells;
};

const shownAs = (grapheme: string, column: number): string => {
  if (grapheme === '\t') return ' '.repeat(tabStop - (column % tabStop));
  // A byte order mark is no part of what the author sees.
  if (grapheme === '\ufeff' && column === 0) return '';
  return grapheme.length > longestGrapheme ? '\ufffd' : harmless(grapheme);
};

const spanIn = (cells: readonly Cell[], range: Range, end: number): Span | undefined => {
  const first = cells.findIndex((cell) => cell.end > range.start);
  const cell = cells[first];
  if (!cell) {
    const last = cells.at(-1);
    return range.start >= end ? { from: last?.to ?? 0, to: (last?.to ?? 0) + 1 } : undefined;
  }
  let to = cell.to;
  for (let index = first; index < cells.length && (cells[index]?.start ?? 0) < range.end; index += 1)
    to = cells[index]?.to ?? to;
  return range.end <= cell.start && range.start < cell.start
    ? undefined
    : { from: cell.from, to: Math.max(to, cell.from + 1) };
};

const windowOn = (
  cells: readonly Cell[],
  cut: { readonly left: boolean; readonly right: boolean },
  room: number,
  line: Range,
  focus: Span | undefined,
): CodeLine => {
  const { first, end } = visibleCells(cells, cut, room, focus);
  const shown = cells.slice(first, end);
  const before = cut.left || first > 0 ? '…' : '';
  const after = cut.right || end < cells.length ? '…' : '';
  const shift = before.length - (shown[0]?.from ?? 0);
  const from = shown[0]?.start ?? line.start;
  const to = after === '' ? line.end : (shown.at(-1)?.end ?? line.end);
  const spanOf = (range: Range): Span | undefined => {
    if (range.start < from || range.start > to || (range.start === to && after !== '')) return undefined;
    const span = spanIn(shown, range, to);
    return span && { from: span.from + shift, to: span.to + shift };
  };
  return {
    text: before + shown.map(({ text }) => text).join('') + after,
    spanOf,
    shows: (range) => spanOf(range) !== undefined && Math.min(range.end, line.end) <= to,
  };
};

const visibleCells = (
  cells: readonly Cell[],
  cut: { readonly left: boolean; readonly right: boolean },
  room: number,
  focus: Span = { from: 0, to: 1 },
): { readonly first: number; readonly end: number } => {
  const total = cells.at(-1)?.to ?? 0;
  // A caret may stand one column behind the last character.
  if (!cut.left && !cut.right && total <= room) return { first: 0, end: cells.length };
  let from = 0;
  if (cut.left || focus.to > room - 1) {
    const lead = Math.max(0, Math.min(Math.floor(room / 3), room - 2 - (focus.to - focus.from)));
    const latest = cut.right ? total : Math.max(0, total - (room - 1));
    from = Math.min(Math.max(0, focus.from - lead), latest);
  }
  const found = cells.findIndex((cell) => cell.from >= from);
  const first = found < 0 ? cells.length : found;
  const start = cells[first]?.from ?? total;
  const left = cut.left || first > 0 ? 1 : 0;
  let end = first;
  while (
    end < cells.length &&
    (cells[end]?.to ?? 0) - start <= room - left - (end === cells.length - 1 && !cut.right ? 0 : 1)
  )
    end += 1;
  return { first, end };
};
