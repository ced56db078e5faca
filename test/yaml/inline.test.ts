import { describe, expect, it } from 'vitest';
import { documentsWithin } from '../../src/yaml/inline.ts';
import { parse } from '../../src/yaml/parse.ts';

/** What the documents under `patch` hold, with the text that stands where the value of the first one does. */
const within = (text: string) => {
  const field = parse({ path: 'a.yaml', text })[0]?.at(['patch']);
  const documents = field ? documentsWithin(field) : [];
  const range = documents[0]?.root.items[0]?.get('value' as never).location.range;
  return { values: documents.map(({ root }) => root.value), written: range && text.slice(range.start, range.end) };
};

describe('a text that holds documents', () => {
  const operation = { op: 'add', path: '/a/b', value: 'köln 🐳' };

  it.each([
    ['literal', 'patch: |-\n  - op: add\n    path: /a/b\n    value: köln 🐳\n', 'köln 🐳'],
    ['literal with a width', 'patch: |2-\n  - op: add\n    path: /a/b\n    value: köln 🐳\n', 'köln 🐳'],
    ['with Windows line breaks', 'patch: |\r\n  - op: add\r\n    path: /a/b\r\n    value: köln 🐳\r\n', 'köln 🐳'],
    ['folded', 'patch: >-\n  - op: add\n    path: /a/b\n    value: köln 🐳\n', 'köln 🐳'],
    ['folded JSON', 'patch: >\n  [{"op": "add",\n  "path": "/a/b", "value":\n  "köln 🐳"}]\n', '"köln 🐳"'],
    ['JSON in quotes', `patch: '[{"op":"add","path":"/a/b","value":"köln 🐳"}]'`, '"köln 🐳"'],
    ['quotes in quotes', `patch: '[{op: add, path: ''/a/b'', value: ''köln 🐳''}]'`, "''köln 🐳''"],
    ['escapes', 'patch: "- op: add\\n  path: \\x2Fa/b\\n  value: k\\u00f6ln \\U0001F433\\n"', 'k\\u00f6ln \\U0001F433'],
    ['breaks with escapes', 'patch: "- op: add\n\n  \\  path: /a/\\\n  b\n\n  \\  value: köln 🐳"', 'köln 🐳'],
    ['an alias', 'a: &a |\n  - op: add\n    path: /a/b\n    value: köln 🐳\npatch: *a', 'köln 🐳'],
  ])('is read as it is meant, and knows where it is written: %s', (_, text, written) => {
    expect(within(text)).toEqual({ values: [[operation]], written });
  });

  it('may hold several, or none', () => {
    expect(within('patch: |\n  a: 1\n  ---\n  b: 2\n').values).toEqual([{ a: 1 }, { b: 2 }]);
    for (const text of ['patch: ""', 'patch: |\n', 'patch: |\n  a: [\n', 'patch: [1]', 'other: 1'])
      expect(within(text).values).toEqual([]);
  });
});
