import { describe, expect, it } from 'vitest';
import { parse } from '../../src/yaml/parse.ts';
import { formatPath } from '../../src/yaml/path.ts';
import { documentIn, documentsIn, shown } from './places.ts';

/** Where the field at a path stands, in a text that is one document. */
const placeOf = (text: string, ...path: readonly (string | number)[]): string => shown(documentIn(text).at(path));
const readAt = (text: string, ...path: readonly (string | number)[]): unknown => documentIn(text).at(path).value;

describe('a scalar stands where it is written', () => {
  it('with its quotes', () => {
    expect(placeOf('a: "x"  # y\n', 'a')).toBe('1:4 "x"');
    expect(placeOf("a:   'it''s'\n", 'a')).toBe("1:6 'it''s'");
  });

  it('without the comment and the blanks behind it', () => {
    expect(placeOf('a: x y   # z\n', 'a')).toBe('1:4 x y');
    expect(placeOf('a: x y\t\r\nb: 1\r\n', 'a')).toBe('1:4 x y');
  });

  it('below a comment between key and value', () => {
    expect(placeOf('a:\n  # why\n  x\n', 'a')).toBe('3:3 x');
    expect(placeOf('a: # why\n  - x # because\n', 'a', 0)).toBe('2:5 x');
  });

  it('over several lines, plain or in quotes', () => {
    expect(placeOf('a: x\n  y\n\n  z\nb: 1\n', 'a')).toBe('1:4 x\n  y\n\n  z');
    expect(readAt('a: x\n  y\n\n  z\nb: 1\n', 'a')).toBe('x y\nz');
    expect(placeOf('a: "x\n  y\\\n  z"\n', 'a')).toBe('1:4 "x\n  y\\\n  z"');
    expect(readAt('a: "x\n  y\\\n  z"\n', 'a')).toBe('x yz');
    expect(placeOf("a: 'x\n\n  y'\nb: 1\n", 'a')).toBe("1:4 'x\n\n  y'");
  });

  it('in a block from its sign to its last character', () => {
    expect(placeOf('a: |\n  x\n  y\n\nb: 1\n', 'a')).toBe('1:4 |\n  x\n  y');
    expect(placeOf('a: >- # folded\n  x\n  y\nb: 1\n', 'a')).toBe('1:4 >- # folded\n  x\n  y');
    expect(placeOf('a:\n  - |2-\n     x\n    y\n', 'a', 0)).toBe('2:5 |2-\n     x\n    y');
    expect(readAt('a:\n  - |2-\n     x\n    y\n', 'a', 0)).toBe(' x\ny');
    expect(placeOf('a: |\nb: 1\n', 'a')).toBe('1:4 |');
    expect(placeOf('a: |+ # nothing\n\nb: 1\n', 'a')).toBe('1:4 |+');
  });

  it('behind its anchor and its tag', () => {
    expect(placeOf('a: &x !!str 5\n', 'a')).toBe('1:13 5');
    expect(placeOf('a: !custom &x\n  b: 1\n', 'a', 'b')).toBe('2:6 1');
    expect(placeOf('a: &x [1, 2]\n', 'a')).toBe('1:7 [1, 2]');
  });

  it('alone in its document', () => {
    expect(shown(documentIn('--- # here\n5\n').root)).toBe('2:1 5');
    expect(documentIn('"x"').root.value).toBe('x');
  });
});

describe('what is empty or missing', () => {
  it('is an empty value at its key', () => {
    expect(placeOf('a:\nb: 1\n', 'a')).toBe('1:1 a');
    expect(placeOf('a: # later\nb: 1\n', 'a')).toBe('1:1 a');
    expect(placeOf('a: {b: , c: 1}\n', 'a', 'b')).toBe('1:5 b');
    expect(placeOf('a: &x\nb: *x\n', 'a')).toBe('1:1 a');
    expect(documentIn('a:\n').at(['a']).hasValue).toBe(false);
    expect(documentIn('a:\n').at(['a']).exists).toBe(true);
  });

  it('is an empty item at its dash', () => {
    expect(placeOf('a:\n  -\n  - x\n', 'a', 0)).toBe('2:3 -');
    expect(placeOf('a:\n  - &x y\n  -   # none\n  - x\n', 'a', 1)).toBe('3:3 -');
  });

  it('is an absent field at the closest key that is written', () => {
    const text = 'spec:\n  auth:\n    secretStore: x\nlist:\n- name: n\n';
    expect(placeOf(text, 'spec', 'auth', 'nothing')).toBe('2:3 auth');
    expect(placeOf(text, 'spec', 'nothing', 'at', 'all')).toBe('1:1 spec');
    expect(placeOf(text, 'list', 0, 'value')).toBe('5:3 name');
    expect(placeOf(text, 'list', 7)).toBe('4:1 list');
    expect(placeOf(text, 'nothing')).toBe('1:1 spec');
    expect(documentIn(text).at(['spec', 'nothing']).exists).toBe(false);
    expect(documentIn(text).at(['spec', 'nothing']).value).toBe(undefined);
  });

  it('is a document without content as a whole', () => {
    expect(documentsIn('')).toEqual([]);
    expect(documentsIn('# only\n\n# comments\n')).toEqual([]);
    expect(documentsIn('\ufeff')).toEqual([]);
    expect(shown(documentIn('---\n# nothing\n').root)).toBe('1:1 ---\n# nothing\n');
    expect(documentIn('---\n').root.hasValue).toBe(false);
  });
});

describe('lists and maps', () => {
  it('have items on the line of the dash', () => {
    const text = 'metadata:\n- name: a\n  value: 1\n-   name: b\n    value: 2\n';
    expect(placeOf(text, 'metadata', 1, 'value')).toBe('5:12 2');
    expect(shown(documentIn(text).at(['metadata', 1]).key)).toBe('4:5 name');
    expect(formatPath(documentIn(text).at(['metadata', 1, 'value']).path)).toBe('metadata[b].value');
    expect(shown(documentIn(text).at(['metadata', 0]))).toBe('2:3 name: a\n  value: 1');
  });

  it('nest on one line', () => {
    expect(readAt('- - a\n  - b\n- - - c\n')).toEqual([['a', 'b'], [['c']]]);
    expect(placeOf('- - a\n  - b\n', 0, 1)).toBe('2:5 b');
  });

  it('may be written in flow, over lines, with comments', () => {
    const text = 'a: {b: 1, # one\n  "c": [x,\n    z], d: {}}\ne: 1\n';
    expect(readAt(text)).toEqual({ a: { b: 1, c: ['x', 'z'], d: {} }, e: 1 });
    expect(placeOf(text, 'a', 'c', 1)).toBe('3:5 z');
    expect(placeOf(text, 'a', 'd')).toBe('3:12 {}');
    expect(placeOf(text, 'a')).toBe('1:4 {b: 1, # one\n  "c": [x,\n    z], d: {}}');
  });

  it('may be written in flow at any column, as with kubectl', () => {
    expect(readAt('a: [\nx,\nz\n]\nb: "1\n2"\n')).toEqual({ a: ['x', 'z'], b: '1 2' });
  });

  it('have keys in quotes, with colons, with blanks before the colon', () => {
    const document = documentIn('"a: b" : 1\n\'c\': 2\nd/e:f: 3\nh i: 4\n');
    expect(document.root.value).toEqual({ 'a: b': 1, c: 2, 'd/e:f': 3, 'h i': 4 });
    expect(shown(document.at(['a: b']).key)).toBe('1:1 "a: b"');
    expect(shown(document.at(['d/e:f']))).toBe('3:8 3');
  });

  it('have keys that are written out', () => {
    const document = documentIn('? a\n: 1\n? "b c"\n: - x\n');
    expect(document.root.value).toEqual({ a: 1, 'b c': ['x'] });
    expect(shown(document.at(['b c']).key)).toBe('3:3 "b c"');
    expect(shown(document.at(['b c', 0]))).toBe('4:5 x');
  });

  it('of a deep List are found by their path', () => {
    const text =
      'kind: List\nitems:\n- kind: List\n  items:\n  - kind: Component\n    spec:\n      metadata:\n      - name: x\n';
    expect(placeOf(text, 'items', 0, 'items', 0, 'spec', 'metadata', 0, 'name')).toBe('8:15 x');
  });

  it('keep the last of equal keys, and tell of the others', () => {
    const document = documentIn('on: 1\na: {b: 1}\ntrue: 2\na: {c: 2}\n"a": 3\n');
    expect(document.root.value).toEqual({ true: 2, a: 3 });
    const told = document.duplicateKeys.map(({ key, first }) => `${shown(key)} after ${shown(first)}`);
    expect(told).toEqual(['3:1 true after 1:1 on', '4:1 a after 2:1 a', '5:1 "a" after 2:1 a']);
  });
});

describe('aliases and merges', () => {
  it('are where the alias stands, and say that they are shared', () => {
    const document = documentIn('a: &x\n  b: 1\nc: *x\n');
    expect(shown(document.at(['c', 'b']))).toBe('3:4 *x');
    expect(document.at(['c', 'b']).isAliased).toBe(true);
    expect(document.at(['c', 'b']).value).toBe(1);
    expect(document.at(['a', 'b']).isAliased).toBe(false);
    expect(shown(document.at(['c', 'nothing']))).toBe('3:4 *x');
  });

  it('are chains, keys, and the last anchor of a name', () => {
    expect(readAt('a: &x 1\nb: &x 2\nc: *x\n', 'c')).toBe(2);
    expect(readAt('a: &x [1]\nb: &y [*x, *x]\nc: *y\n', 'c')).toEqual([[1], [1]]);
    expect(readAt('a: &x on\n*x : 1\n')).toEqual({ a: true, true: 1 });
  });

  it('merge where they stand: what is written later wins', () => {
    const base = 'x: &x {a: 1, b: 2}\nz: &z {b: 3, c: 4}\n';
    expect(readAt(`${base}v:\n  <<: *x\n  b: 9\n`, 'v')).toEqual({ a: 1, b: 9 });
    expect(readAt(`${base}v:\n  b: 9\n  <<: *x\n`, 'v')).toEqual({ a: 1, b: 2 });
    expect(readAt(`${base}v:\n  <<: [*x, *z]\n`, 'v')).toEqual({ a: 1, b: 2, c: 4 });
    expect(readAt(`${base}v:\n  <<: *x\n  <<: *z\n`, 'v')).toEqual({ a: 1, b: 3, c: 4 });
  });

  it('merge fields under the path that kubectl sees, at the alias', () => {
    const document = documentIn('x: &x {a: 1}\nv:\n  <<: [*x, {b: 2}]\n  c: 3\n');
    const merged = document.at(['v', 'a']);
    expect([shown(merged), merged.isAliased, formatPath(merged.path)]).toEqual(['3:8 *x', true, 'v.a']);
    const inline = document.at(['v', 'b']);
    expect([shown(inline), inline.isAliased, formatPath(inline.path)]).toEqual(['3:16 2', false, 'v.b']);
    expect(document.at(['v']).entries.map(([name]) => name)).toEqual(['b', 'a', 'c']);
    expect(document.at(['v', '<<']).exists).toBe(false);
  });

  it('are no merge in quotes', () => {
    expect(readAt('a: {"<<": {b: 1}}\n')).toEqual({ a: { '<<': { b: 1 } } });
  });
});

describe('the documents of a file', () => {
  it('end at --- and ..., and have the comments before them', () => {
    const documents = documentsIn('# one\na: 1\n--- # two\nb: 2\n...\n# three\n---\nc: 3\n# end\n');
    expect(documents.map(({ root }) => root.value)).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
    expect(documents.map(({ text }) => text)).toEqual([
      '# one\na: 1\n',
      '--- # two\nb: 2\n...\n',
      '# three\n---\nc: 3\n# end\n',
    ]);
    expect(documents.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('end there within strings, too, but not at words that begin so', () => {
    const [first, second] = documentsIn('a: |\n  x\n---\nb: 1\n');
    expect([first?.root.value, second?.root.value]).toEqual([{ a: 'x\n' }, { b: 1 }]);
    expect(documentsIn('a: "x\n---\nb: 1\n').map(({ isBroken }) => isBroken)).toEqual([true, false]);
    expect(documentIn('---a: 1\n----: 2\n').root.value).toEqual({ '---a': 1, '----': 2 });
    expect(documentIn('a: |\n ---\n --- x\n').root.value).toEqual({ a: '---\n--- x\n' });
  });

  it('may begin with directives, a byte order mark, or content beside the marker', () => {
    expect(
      documentsIn('%YAML 1.1\n%TAG !e! tag:example.org,2000:\n---\na: !e!x 1\n...\n%YAML 1.1\n---\nb: 2\n').map(
        ({ root }) => root.value,
      ),
    ).toEqual([{ a: '1' }, { b: 2 }]);
    expect(documentIn('%YAML 1.1\na: 1\n').isBroken).toBe(true);
    expect(placeOf('\ufeff---\na: 1\n', 'a')).toBe('2:4 1');
    expect(placeOf('\ufeffa: 1\n', 'a')).toBe('1:5 1');
    expect(documentIn('--- |\n  x\n').root.value).toBe('x\n');
    expect(placeOf('--- {a: 1}\n', 'a')).toBe('1:9 1');
  });

  it('are judged each for itself', () => {
    const documents = documentsIn('a: [1\n---\nb: 2\n---\nc: 3\n  d: 4\n');
    expect(documents.map(({ isBroken }) => isBroken)).toEqual([true, false, true]);
    expect(documents[1]?.root.value).toEqual({ b: 2 });
    expect(documents[2]?.problems[0]?.range.start).toBeGreaterThan(18);
  });

  it('are the objects of a stream of JSON, as kubectl has it', () => {
    const documents = documentsIn('{"a": 1}\n{"a": 2} {"a": {"b": 3}}\n');
    expect(documents.map(({ root }) => root.value)).toEqual([{ a: 1 }, { a: 2 }, { a: { b: 3 } }]);
    expect(documents.map(({ text }) => text).join('')).toBe('{"a": 1}\n{"a": 2} {"a": {"b": 3}}\n');
    expect(documents.map((document) => shown(document.at(['a'])))).toEqual(['1:7 1', '2:7 2', '2:16 {"b": 3}']);
    expect(documentIn('{a: 1}\n{b: 2}\n').isBroken).toBe(true);
  });

  it('have places in the slice of a larger file', () => {
    const [document] = parse({ path: 'big.yaml', text: '  a: 1\n  b: 2\n', start: { line: 100, column: 3 } });
    expect(document && [shown(document.at(['a'])), shown(document.at(['b']))]).toEqual(['100:8 1', '101:6 2']);
  });

  it('may have lines that end in a lone carriage return', () => {
    expect(documentIn('a: 1\rb:\r  - x\r').root.value).toEqual({ a: 1, b: ['x'] });
    expect(placeOf('a: 1\rb: 2\r', 'b')).toBe('2:4 2');
  });
});

describe('what is wrong is told where it stands', () => {
  const told = (text: string): readonly string[] =>
    documentsIn(text).flatMap(({ source, problems }) =>
      problems.slice(0, 1).map(({ message, range }) => `${shown({ location: { source, range } })}: ${message}`),
    );

  it('at the quote or bracket that is never closed', () => {
    expect(told('a: "x\nb: 1\n')).toEqual(['1:4 ": this string has no closing quote']);
    expect(told("a: 'it''s\n")).toEqual(["1:4 ': this string has no closing quote"]);
    expect(told('a: &x "y\nb: 1\n')).toEqual(['1:7 ": this string has no closing quote']);
    expect(told('a: [1,\n  {b: 2\n')).toEqual(['2:3 {: this { is never closed']);
  });

  it('and never at a string that is closed', () => {
    expect(told('a: "x"\nword\nb: 1\n').join()).not.toContain('closing quote');
  });

  it('at what kubectl refuses although it is YAML', () => {
    expect(told('a: .inf\n')).toEqual(['1:4 .inf: the value is no number that JSON has']);
    expect(told('a: 1\n~: 2\n')).toEqual(['2:1 ~: the key is null; kubectl reads only keys that can be strings']);
    expect(told('? [a]\n: 2\n')).toEqual(['1:3 [a]: the key is a list; kubectl reads only keys that can be strings']);
    expect(told('a: !!int x\n')).toEqual(['1:10 x: the value does not fit its tag !!int']);
    expect(told('a: {<<: 5}\n')).toEqual(['1:9 5: a merge (<<) takes a map or a list of maps']);
    expect(told('a: x\x07y\n')).toEqual(['1:5 \x07: a control character stands here, which YAML does not allow']);
  });

  it('at an alias without an anchor', () => {
    expect(told('a: 1\nb: *x\n')).toEqual(['2:4 *x: *x refers to no anchor']);
    expect(told('*x : 1\n')).toEqual(['1:1 *x: *x refers to no anchor']);
  });

  it('at the first sign of what is no text', () => {
    expect(told('a: b\0c')).toEqual(['1:5 \0: the file is binary']);
    const [document] = parse({ path: 'any.yaml', text: 'a: \ufffd\n', undecodableAt: 3 });
    expect(document?.problems).toEqual([
      {
        code: 'not-text',
        message: 'the file is not valid UTF-8',
        help: 'save it as UTF-8',
        range: { start: 3, end: 4 },
      },
    ]);
    expect(document?.isNotRendered).toBe(false);
  });
});

describe('a part of a string', () => {
  it('is found in a string that is written as it is read', () => {
    expect(shown(documentIn('a: "redis://user:pass@host"\n').at(['a']).part(13, 17))).toBe('1:18 pass');
    expect(shown(documentIn('a: x=1\n').at(['a']).part(2, 3))).toBe('1:6 1');
  });

  it('is the whole where escapes or line breaks blur the count', () => {
    expect(shown(documentIn('a: "x\\ty"\n').at(['a']).part(1, 2))).toBe('1:4 "x\\ty"');
    expect(shown(documentIn('a: x\n  y\n').at(['a']).part(2, 3))).toBe('1:4 x\n  y');
  });
});
