import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, lines, overlaps, type Position, type Source } from '../../src/yaml/location.ts';

const text = fc
  .array(fc.constantFrom('a', 'é', '😀', ' ', '\n', '\r\n', '\r', '\u2028', '\x85', '#'), { maxLength: 40 })
  .map((parts) => parts.join(''));

/** Line by line and character by character, as one would count by hand. */
const counted = (written: string, offset: number, start: Position): Position => {
  let { line, column } = start;
  for (let at = 0; at < offset; at += 1) {
    const isBreak = written[at] === '\n' || (written[at] === '\r' && written[at + 1] !== '\n');
    line += isBreak ? 1 : 0;
    column = isBreak ? 1 : column + 1;
  }
  return { line, column };
};

describe('lines', () => {
  it('are where a person counts them, whatever ends them', () => {
    fc.assert(
      fc.property(
        text,
        fc.option(fc.record({ line: fc.integer({ min: 1, max: 9 }), column: fc.integer({ min: 1, max: 9 }) }), {
          nil: undefined,
        }),
        (written, start) => {
          const source: Source = { path: 'any.yaml', text: written, ...(start && { start }) };
          const table = lines(source);
          for (let offset = 0; offset <= written.length; offset += 1) {
            const position = counted(written, offset, start ?? { line: 1, column: 1 });
            expect(table.position(offset)).toEqual(position);
            expect(table.indexOf(offset)).toBe(position.line - (start?.line ?? 1));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('have ranges without their breaks, which together are the text', () => {
    fc.assert(
      fc.property(text, (written) => {
        const table = lines({ path: 'any.yaml', text: written });
        const ranges = Array.from({ length: table.count }, (_, index) => table.range(index));
        expect(ranges.map(({ start, end }) => written.slice(start, end))).toEqual(written.split(/\r\n|\r|\n/));
      }),
      { numRuns: 300 },
    );
  });

  it('are found once for a source', () => {
    const source: Source = { path: 'any.yaml', text: 'a\nb' };
    expect(lines(source)).toBe(lines(source));
  });
});

describe('a range', () => {
  it('contains itself, and what lies within it', () => {
    expect(contains({ start: 2, end: 5 }, { start: 2, end: 5 })).toBe(true);
    expect(contains({ start: 2, end: 5 }, { start: 4, end: 6 })).toBe(false);
  });

  it('overlaps where a character is shared, not where two meet', () => {
    expect(overlaps({ start: 0, end: 3 }, { start: 2, end: 4 })).toBe(true);
    expect(overlaps({ start: 0, end: 3 }, { start: 3, end: 4 })).toBe(false);
  });
});
