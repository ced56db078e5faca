import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMisread, type Outcome, outcomesOf } from './compare.ts';

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
