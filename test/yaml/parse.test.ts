import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Field } from '../../src/yaml/field.ts';
import { lines } from '../../src/yaml/location.ts';
import { parse } from '../../src/yaml/parse.ts';

const read = (text: string): Field => {
  const [document] = parse({ path: 'a.yaml', text });
  if (!document) throw new Error('no document');
  return document.root;
};

const shown = ({ location: { source, range } }: Pick<Field, 'location'>): string =>
  source.text.slice(range.start, range.end);

describe('a plain scalar is read as kubectl reads it', () => {
  it.each([
    ['yes', true],
    ['No', false],
    ['on', true],
    ['OFF', false],
    ['y', true],
    ['N', false],
    ['true', true],
    ['yEs', 'yEs'],
    ['010', 8],
    ['0o10', 8],
    ['0b11', 3],
    ['0x1F', 31],
    ['1_000', 1000],
    ['1e3', 1000],
    ['08', 8],
    ['.5', 0.5],
    ['+1', 1],
    ['1:30', '1:30'],
    ['0x', '0x'],
    ['2027-03-01', '2027-03-01'],
    ['1.18.3', '1.18.3'],
    ['~', null],
    ['', null],
    ['null', null],
    ["'yes'", 'yes'],
    ['"010"', '010'],
    ['!!str 1', '1'],
    ['10s', '10s'],
  ])('%s', (text, value) => {
    expect(read(`v: ${text}\n`).get('v').value).toEqual(value);
  });

  it('and so is a key', () => {
    expect(read('on: 1\n010: 2\n"off": 3\n').entries.map(([key]) => key)).toEqual(['true', '8', 'off']);
  });
});

describe('a value carries its place', () => {
  it('in every style, with any line end', () => {
    const text = 'a: plain\r\nb: "dou ble"\r\nc:\r\n  - x: 1 # note\r\n    z: [p, {q: r}]\r\nd: |\r\n  block\r\n';
    const root = read(text);
    expect(shown(root.get('b'))).toBe('"dou ble"');
    const item = root.get('c').items[0] as Field;
    expect(shown(item.get('x'))).toBe('1');
    expect(shown((item.get('z').items[1] as Field).get('q'))).toBe('r');
    expect(root.get('d').text).toBe('block\n');
    expect(lines(root.document.source).position(item.get('x').location.range.start)).toEqual({ line: 4, column: 8 });
  });

  it('where nothing is written, the closest key that is', () => {
    const root = read('spec:\n  metadata:\n    name: a\n');
    expect(shown(root.get('spec').get('type'))).toBe('spec');
    expect(shown(root.get('spec').get('metadata').get('x').get('y'))).toBe('metadata');
    expect(root.get('spec').get('type').exists).toBe(false);
  });

  it('of an alias or a merged key, where the alias stands', () => {
    const root = read('base: &b { x: 1, z: 2 }\nuse:\n  <<: *b\n  z: 3\nalso: *b\n');
    expect(root.get('use').value).toEqual({ z: 3, x: 1 });
    expect(shown(root.get('use').get('x'))).toBe('*b');
    expect(root.get('also').get('x').isAliased).toBe(true);
    expect(root.get('use').get('z').isAliased).toBe(false);
  });

  it('and its path names items by their name', () => {
    const root = read('spec:\n  metadata:\n    - name: brokers\n      value: a\n');
    expect(String((root.get('spec').get('metadata').items[0] as Field).get('value'))).toBe(
      'spec.metadata[brokers].value',
    );
  });
});

describe('for any data', () => {
  const key = fc.stringMatching(/^[a-z][a-zA-Z0-9/.-]{0,12}$/);
  const data = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.boolean(),
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.constant(null),
      tie('list'),
      tie('map'),
    ),
    list: fc.array(tie('node'), { maxLength: 4 }),
    map: fc.dictionary(key, tie('node'), { maxKeys: 4 }),
  })).map;

  it('what is written in YAML 1.1 or JSON is read back, and every string stands where its field says', () => {
    fc.assert(
      fc.property(data, fc.boolean(), fc.boolean(), (value, isJson, indentSeq) => {
        const text = isJson
          ? JSON.stringify(value, undefined, 2)
          : stringify(value, { version: '1.1', indentSeq, lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE' });
        const [document] = parse({ path: 'a.yaml', text });
        if (!document || document.isBroken) return Object.keys(value as object).length === 0;
        expect(document.root.value).toEqual(JSON.parse(JSON.stringify(value)));
        const visit = (field: Field): void => {
          for (const item of field.items) visit(item);
          for (const [, child] of field.entries) visit(child);
          if (field.style === 'double' && field.text !== undefined)
            expect(read(`v: ${shown(field)}\n`).get('v').text).toBe(field.text);
        };
        visit(document.root);
        return true;
      }),
      { numRuns: 300 },
    );
  });

  it('and for any text at all, nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ unit: fc.constantFrom(...'a:-[]{}&*!|>\'"%@#?, \n\t\r'), maxLength: 60 }),
        (any, signs) => {
          for (const text of [any, signs])
            for (const document of parse({ path: 'a.yaml', text })) if (!document.isBroken) void document.root.value;
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('hostile input is a problem within seconds, never a crash', () => {
  it.each([
    ['100,000 open brackets', () => `a: ${'['.repeat(100_000)}`, 'too-deep'],
    ['3,000 levels', () => Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 'too-deep'],
    ['an alias that holds itself', () => 'a: &a [*a]', 'excessive-aliases'],
    [
      'an alias bomb',
      () =>
        `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 8 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(',')}]`).join('\n')}`,
      'excessive-aliases',
    ],
    ['a binary', () => 'PK\0\0', 'not-text'],
    ['an unknown anchor', () => 'a: *nowhere', 'unknown-anchor'],
  ])('%s', (_, text, code) => {
    const [document] = parse({ path: 'a.yaml', text: text() });
    expect(document?.problems[0]?.code).toBe(code);
  });
});

describe('a file that is no UTF-8', () => {
  const told = (text: string, undecodableAt?: number): readonly (string | undefined)[] => {
    const [document] = parse({ path: 'a.yaml', text, ...(undecodableAt !== undefined && { undecodableAt }) });
    return [document?.problems[0]?.message, document?.problems[0]?.help];
  };

  it('is told to be saved as such', () => {
    expect(told('name: M\ufffdller\n', 7)).toEqual(['the file is not valid UTF-8', 'save it as UTF-8']);
  });

  it('looks like UTF-16 where every other character is NUL', () => {
    const wide = ['the file looks like UTF-16 without a byte order mark', 'save it as UTF-8'];
    const text = [...'apiVersion: dapr.io/v1alpha1\r\nkind: Component\r\n'];
    expect(told(text.map((character) => `${character}\0`).join(''))).toEqual(wide);
    expect(told(text.map((character) => `\0${character}`).join(''))).toEqual(wide);
  });

  it('is binary otherwise', () => {
    expect(told('\0\0\0\0\0\0')).toEqual(['the file is binary', undefined]);
    expect(told('PK\u0003\u0004\0\0')).toEqual(['the file is binary', undefined]);
  });
});
