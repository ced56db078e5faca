import type { Document } from '../yaml/document.ts';
import { lines, type Range } from '../yaml/location.ts';
import type { Node } from '../yaml/nodes.ts';

/** A comment from its `#` to the end of its line. */
export interface Comment {
  readonly range: Range;
  /** Nothing else stands on its line. */
  readonly isAlone: boolean;
}

/** The comments of a document that begin with a word, in order; a `#` within a scalar begins none. */
export function* commentsWith(word: string, { source, range, table }: Document): Generator<Comment> {
  const { text } = source;
  const lineTable = lines(source);
  const isInScalar = scalarFinder(
    table.nodes.filter(({ kind }) => kind === 'scalar'),
    (node, at) => {
      // Beside the `|` of a block scalar there may be a comment, on the lines below there is none.
      return (
        (node.style === 'literal' || node.style === 'folded') && lineTable.indexOf(node.start) === lineTable.indexOf(at)
      );
    },
  );
  for (let at = text.indexOf(word, range.start); at >= 0 && at < range.end; ) {
    const line = lineTable.range(lineTable.indexOf(at));
    const start = firstComment(text, line, isInScalar);
    if (
      start !== undefined &&
      text
        .slice(start + 1, line.end)
        .trimStart()
        .startsWith(word)
    ) {
      const end = start + text.slice(start, line.end).trimEnd().length;
      yield { range: { start, end }, isAlone: text.slice(line.start, start).trim() === '' };
    }
    at = text.indexOf(word, line.end);
  }
}

const firstComment = (text: string, line: Range, isInScalar: (at: number) => boolean): number | undefined => {
  for (let at = text.indexOf('#', line.start); at >= 0 && at < line.end; at = text.indexOf('#', at + 1)) {
    if ((at === line.start || /\s/.test(text.charAt(at - 1))) && !isInScalar(at)) return at;
  }
  return undefined;
};

/** Whether an offset lies in one of the scalars; they never overlap, and stand in the order of the text. */
const scalarFinder = (
  scalars: readonly Node[],
  isBeside: (node: Node, at: number) => boolean,
): ((at: number) => boolean) => {
  const sorted = [...scalars].sort((a, b) => a.start - b.start || a.end - b.end);
  return (at) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.start ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const before = sorted[low - 1];
    return before !== undefined && at < before.end && !isBeside(before, at);
  };
};
