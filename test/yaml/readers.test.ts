import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

type Outcome = 'same' | 'declined' | 'lenient';

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

const outcomesOf = (text: string): readonly Outcome[] =>
  documentRanges(text).map(({ start, contentEnd }) => compare(text, { start, end: contentEnd }));

/**
 * Where the library errs, and the quick reader reads as kubectl does: a comment that stands left of the value it precedes,
 * blanks behind a block scalar that says its indentation, a line that ends in an escaped quote with the next one too far left.
 */
const isMisread = (text: string): boolean =>
  /[-:?][ \t]*(?:#.*)?\r?\n\s*#|[|>][-+]?[1-9]|(?:\\"|'')[ \t]*\r?\n/.test(text);

describe('the quick reader', () => {
  const known = Object.keys(
    JSON.parse(readFileSync(new URL('kubectl-scalars.json', import.meta.url), 'utf8')) as object,
  );
  const folder = new URL('../../fixtures/', import.meta.url);
  const manifests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));

  it('sees what the full reader sees in every text with a verdict of kubectl', () => {
    const outcomes = known.filter((text) => !isMisread(text)).flatMap(outcomesOf);
    expect(outcomes.filter((outcome) => outcome === 'same').length).toBeGreaterThan(700);
  });

  it('reads ordinary manifests itself', () => {
    const outcomes = manifests.flatMap(outcomesOf);
    expect(outcomes.filter((outcome) => outcome === 'same').length).toBeGreaterThan(outcomes.length * 0.7);
  });

  it('sees what the full reader sees, or leaves it to that one, whatever is done to a text', () => {
    const piece = fc.constantFrom(
      '\n',
      '\n  ',
      '\n\n',
      ' ',
      '  ',
      ': ',
      ':',
      '- ',
      '-',
      '#',
      ' # c',
      '"',
      "'",
      '|\n',
      '>\n   ',
      '|-\n  ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '\\',
      '\t',
      'a',
      'key: v\n',
      '~',
      '&a ',
      '*a',
      '!!str ',
      '? ',
      '\r\n',
      '---\n',
      '...\n',
      '1',
      "''",
      '\\n',
      '%',
      'é',
      '\n- ',
      '\n#x\n',
      '\n     \n',
      '? a\n: ',
      '|+\n',
      ' \n',
      '<<: ',
      '{{ x }}',
      '\\\n',
    );
    const edit = fc.record({ at: fc.nat(10_000), cut: fc.nat(4), piece: fc.option(piece, { nil: '' }) });
    const seed = fc.constantFrom(...known, ...manifests.map((text) => text.slice(0, 600)));
    const counts: Record<Outcome, number> = { same: 0, declined: 0, lenient: 0 };
    fc.assert(
      fc.property(seed, fc.array(edit, { minLength: 1, maxLength: 3 }), (from, edits) => {
        let text = from;
        for (const { at, cut, piece: written } of edits) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + written + text.slice(place + cut);
        }
        fc.pre(!isMisread(text) && !/\r(?!\n)|\ufeff/.test(text));
        for (const outcome of outcomesOf(text)) counts[outcome] += 1;
      }),
      { numRuns: 3000 },
    );
    expect(counts.same).toBeGreaterThan(500);
  });
});
