import { type Location, lines, type Range, type Source } from '../yaml/location.ts';
import { type CodeLine, codeLine } from './code-line.ts';
import { widthOf } from './columns.ts';
import { inside } from './region.ts';
import { wrap } from './wrap.ts';

/** A range to underline: the primary one with carets, others with dashes and a label. */
export interface Mark {
  readonly range: Range;
  readonly label?: string;
  readonly primary?: boolean;
}

/** How the parts of a frame are coloured. */
export interface FramePaint {
  readonly gutter: (text: string) => string;
  readonly primary: (text: string) => string;
  readonly secondary: (text: string) => string;
}

export interface FrameStyle {
  /** Columns for the whole frame. */
  readonly width: number;
  /** Ranges that are shown as •••: in order, neither touching nor overlapping. */
  readonly secrets: readonly Range[];
  /** Lines shown before and after a marked one; 1 if not said. */
  readonly context?: number;
  /** Columns for line numbers, if frames are to stand in one line. */
  readonly digits?: number;
  readonly paint?: FramePaint;
}

const plain: FramePaint = { gutter: (text) => text, primary: (text) => text, secondary: (text) => text };

/** A mark with the line it begins on, and what it has of it. */
interface Placed extends Mark {
  readonly line: number;
}

/** Columns that the line numbers of a frame around these places need. */
export const digitsOf = (places: readonly Location[], context = 1): number =>
  Math.max(1, ...places.map(({ source, range }) => String(numberOf(source, lineOf(source, range) + context)).length));

/** The lines around some ranges of a source, with line numbers, and each range underlined. */
export const codeFrame = (source: Source, marks: readonly Mark[], style: FrameStyle): string => {
  const { context = 1, paint = plain } = style;
  const digits =
    style.digits ??
    digitsOf(
      marks.map(({ range }) => ({ source, range })),
      context,
    );
  const room = Math.max(20, style.width - digits - 3);
  const bar = (label: string, text: string): string =>
    `${paint.gutter(`${label.padStart(digits)} |`)}${text === '' ? '' : ` ${text}`}`;
  const rows: string[] = [bar('', '')];
  const placed = marks.map((mark) => place(source, mark));
  let before: number | undefined;
  for (const index of shownLines(source, placed, context)) {
    if (before !== undefined && index > before + 1) rows.push(paint.gutter('...'));
    before = index;
    for (const view of viewsOf(source, index, placed, style.secrets, room)) {
      rows.push(bar(String(numberOf(source, index)), view.line.text.trimEnd()));
      for (const mark of view.marks) rows.push(...underlined(view.line, mark, room, paint).map((row) => bar('', row)));
    }
  }
  return rows.join('\n');
};

const lineOf = (source: Source, range: Range): number => lines(source).indexOf(inside(range, source.text).start);

const numberOf = (source: Source, index: number): number => index + (source.start?.line ?? 1);

/** Of a range over several lines only the first is underlined; the label tells where it ends. */
const place = (source: Source, mark: Mark): Placed => {
  const known = lines(source);
  const { start, end } = inside(mark.range, source.text);
  const line = known.indexOf(start);
  const last = known.indexOf(Math.max(start, end - 1));
  const label = [mark.label, last > line ? `… to line ${numberOf(source, last)}` : undefined]
    .filter((part) => part !== undefined)
    .join(' ');
  const { end: lineEnd } = known.range(line);
  const range = { start: Math.min(start, lineEnd), end: Math.min(end, lineEnd) };
  return { range, line, primary: mark.primary ?? false, ...(label !== '' && { label }) };
};

/** The marked lines with their context; a single line left out between two is shown too. */
const shownLines = (source: Source, placed: readonly Placed[], context: number): readonly number[] => {
  const marked = new Set(placed.map(({ line }) => line));
  const shown = new Set<number>(marked);
  for (const line of marked) {
    for (const step of [-1, 1]) {
      for (let index = line + step; Math.abs(index - line) <= context && isContext(source, index); index += step)
        shown.add(index);
    }
  }
  for (const index of [...shown]) if (shown.has(index + 2)) shown.add(index + 1);
  return [...shown].sort((a, b) => a - b);
};

/** An empty line says nothing, and a `---` belongs to another document. */
const isContext = (source: Source, index: number): boolean => {
  const known = lines(source);
  if (index < 0 || index >= known.count) return false;
  const { start, end } = known.range(index);
  const head = source.text.slice(start, Math.min(end, start + 400));
  return head.trim() !== '' && !head.startsWith('---');
};

interface LineView {
  readonly line: CodeLine;
  readonly marks: readonly Placed[];
}

/** Mostly one; where marks stand far apart on a long line, one window for each. */
const viewsOf = (
  source: Source,
  index: number,
  placed: readonly Placed[],
  secrets: readonly Range[],
  room: number,
): readonly LineView[] => {
  const marks = placed.filter(({ line }) => line === index).sort((a, b) => Number(b.primary) - Number(a.primary));
  if (marks.length === 0) return [{ line: codeLine(source, index, secrets, room), marks }];
  const views: { line: CodeLine; marks: Placed[] }[] = [];
  for (const mark of marks) {
    const view = views.find(({ line }) => line.shows(mark.range));
    if (view) view.marks.push(mark);
    else views.push({ line: codeLine(source, index, secrets, room, mark.range), marks: [mark] });
  }
  return views;
};

const underlined = (line: CodeLine, mark: Placed, room: number, paint: FramePaint): readonly string[] => {
  const { from, to } = line.spanOf(mark.range) ?? { from: 0, to: 1 };
  const color = mark.primary ? paint.primary : paint.secondary;
  const underline = ' '.repeat(from) + color((mark.primary ? '^' : '-').repeat(Math.max(1, Math.min(to, room) - from)));
  if (mark.label === undefined) return [underline];
  const beside = room - to - 1;
  if (widthOf(mark.label) <= beside) return [`${underline} ${color(mark.label)}`];
  const indent = Math.max(0, Math.min(from, room - 40));
  return [underline, ...wrap(mark.label, room - indent).map((text) => ' '.repeat(indent) + color(text))];
};
