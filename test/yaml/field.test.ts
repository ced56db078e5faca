import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentIn, shown } from './places.ts';

describe('a field', () => {
  it('never fails on what it is not', () => {
    const { root } = documentIn('a: 1\nb: [x]\nc: {d: true}\n');
    const a = root.get('a');
    expect([a.items, a.entries, a.get('x').get('z').exists, a.isMap, a.isList]).toEqual([[], [], false, false, false]);
    expect([root.get('b').entries, root.get('c').items, root.get('b').get('0').exists]).toEqual([[], [], false]);
    expect([root.get('b').text, root.get('b').written, root.get('none').value]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has one type, and keeps what is written', () => {
    const { root } = documentIn('a: 010\nb: on\nc: "010"\nd: ~\ne: 1.50\n');
    const types = root.entries.map(([, { number, boolean, text, hasValue, written }]) => [
      number,
      boolean,
      text,
      hasValue,
      written,
    ]);
    expect(types).toEqual([
      [8, undefined, undefined, true, '010'],
      [undefined, true, undefined, true, 'on'],
      [undefined, undefined, '010', true, '010'],
      [undefined, undefined, undefined, false, '~'],
      [1.5, undefined, undefined, true, '1.50'],
    ]);
  });

  it('tells its style', () => {
    const { root } = documentIn('a: x\nb: "x"\nc: \'x\'\nd: |\n  x\ne: >\n  x\nf: [x]\ng:\n  - x\n');
    expect(root.entries.map(([, { style }]) => style)).toEqual([
      'plain',
      'double',
      'single',
      'literal',
      'folded',
      'flow',
      'block',
    ]);
  });

  it('knows keys by the names of objects, too', () => {
    const { root } = documentIn('__proto__: {a: 1}\nconstructor: 2\ntoString: 3\n');
    expect(root.entries.map(([name]) => name)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(root.get('__proto__').get('a').value).toBe(1);
    expect(Object.keys(root.value as object)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(documentIn('a: 1\n').root.get('constructor').exists).toBe(false);
  });

  it('is found by `get` as it is by `entries`', () => {
    const key = fc.constantFrom('a', 'b', 'on', 'true', '1', '"1"', '<<', '"<<"');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, fc.constantFrom('1', 'x', '{a: 5}', '[{b: 6}]', '*m')), { maxLength: 6 }),
        (pairs) => {
          const { root } = documentIn(
            `m: &m {a: 7, c: 8}\nv:\n${pairs.map(([name, value]) => `  ${name}: ${value}\n`).join('')}`,
          );
          const map = root.get('v');
          for (const [name, field] of map.entries) {
            const found = map.get(name);
            expect([found.location, found.key.location, found.value, found.isAliased]).toEqual([
              field.location,
              field.key.location,
              field.value,
              field.isAliased,
            ]);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reaches from its key to its value', () => {
    const document = documentIn('a:\n  b: # why\n    - x\n  c: 1\n');
    const { start, end } = document.at(['a', 'b']).extent;
    expect(document.text.slice(start, end)).toBe('b: # why\n    - x');
    expect(shown(document.at(['a']).key)).toBe('1:1 a');
  });

  it('of a map of 20,000 keys is found in no time', () => {
    const count = 20_000;
    const lines = Array.from({ length: count }, (_, index) => `  key-${index}: value ${index}\n`);
    const { root } = documentIn(`data:\n${lines.join('')}`);
    const data = root.get('data');
    const before = performance.now();
    for (const [name, field] of data.entries)
      expect(data.get(name).location.range.start === field.location.range.start).toBe(true);
    // A look at every key for every key would take half a minute.
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
