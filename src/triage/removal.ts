import { lines, type Range, type Source } from '../yaml/location.ts';

/** What to take out so that a comment is gone: its line, where it has one of its own. */
export const removalOfComment = (source: Source, { start, end }: Range, isAlone: boolean): Range => {
  if (isAlone) return wholeLines(source, { start, end });
  return { start: source.text.slice(0, start).trimEnd().length, end };
};

/** What to take out so that a key or an item is gone with all it holds; undefined where other things would go with it. */
export const removalOfEntry = (source: Source, extent: Range): Range | undefined => {
  const { text } = source;
  // The end of a block scalar is the start of the next line.
  const end = extent.start + text.slice(extent.start, extent.end).trimEnd().length;
  const line = lines(source).range(lines(source).indexOf(extent.start));
  const last = lines(source).range(lines(source).indexOf(end));
  const [before, after] = [text.slice(line.start, extent.start), text.slice(end, last.end)];
  if (/^[ \t]*(?:-[ \t]+)?$/.test(before) && /^[ \t]*(?:#.*)?$/.test(after))
    return wholeLines(source, { start: line.start, end });
  const comma = /^\s*,[ \t]*/.exec(text.slice(end));
  if (comma) return { start: extent.start, end: end + comma[0].length };
  const separator = /,\s*$/.exec(text.slice(0, extent.start));
  return separator ? { start: extent.start - separator[0].length, end } : undefined;
};

/** The range of one of several in a list with commas, with the comma that goes with it. */
export const removalAmong = (all: readonly Range[], index: number): Range | undefined => {
  const [before, own, after] = [all[index - 1], all[index], all[index + 1]];
  if (!own) return undefined;
  if (after) return { start: own.start, end: after.start };
  return before && { start: before.end, end: own.end };
};

/** From the start of its first line to the start of the line after it; of the last line with the line break before it. */
const wholeLines = (source: Source, { start, end }: Range): Range => {
  const table = lines(source);
  const first = table.indexOf(start);
  const next = table.indexOf(end) + 1;
  if (next < table.count) return { start: table.range(first).start, end: table.range(next).start };
  return { start: first === 0 ? 0 : table.range(first - 1).end, end: source.text.length };
};
