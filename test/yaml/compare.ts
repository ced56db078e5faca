import { expect } from 'vitest';
import { compose } from '../../src/yaml/compose.ts';
import { Declined } from '../../src/yaml/cursor.ts';
import type { Range } from '../../src/yaml/location.ts';
import { type Node, NodeTable } from '../../src/yaml/nodes.ts';
import { readDocument } from '../../src/yaml/quick.ts';
import { documentRanges } from '../../src/yaml/split.ts';
import { Unreadable } from '../../src/yaml/unreadable.ts';

/** Nodes to compare: where nothing is written, the readers need not agree on the place. */
const comparable = (table: NodeTable): readonly Node[] =>
  table.nodes.map((node) => (node.end > node.start ? node : { ...node, start: -1, end: -1 }));

export type Outcome = 'same' | 'declined' | 'lenient';

/** What the quick reader does where the full one finds no fault. */
const compare = (text: string, range: Range): Outcome => {
  const quick = new NodeTable();
  const full = new NodeTable();
  try {
    if (readDocument(text, range.start, range.end, quick).end < range.end) return 'declined';
  } catch (error) {
    if (error instanceof Declined) return 'declined';
    expect(error).toBeInstanceOf(Unreadable);
    return 'declined';
  }
  if (compose(text, range, full).problems.length > 0) return 'lenient';
  expect(comparable(quick)).toEqual(comparable(full));
  expect(quick.duplicateKeys).toEqual(full.duplicateKeys);
  expect(quick.refusals).toEqual(full.refusals);
  return 'same';
};

/** The same of each document of a text. */
export const outcomesOf = (text: string): readonly Outcome[] =>
  documentRanges(text).map(({ start, contentEnd }) => compare(text, { start, end: contentEnd }));

/**
 * Where the library errs, and the quick reader reads as kubectl does: a comment that stands left of the value it precedes,
 * blanks behind a block scalar that says its indentation, a line that ends in an escaped quote with the next one too far left.
 */
export const isMisread = (text: string): boolean =>
  /[-:?][ \t]*(?:#.*)?\r?\n\s*#|[|>][-+]?[1-9]|(?:\\"|'')[ \t]*\r?\n/.test(text);
