import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexer, parseAllDocuments } from 'yaml';
import { type Suppression, suppressionsIn } from '../../src/triage/suppressions.ts';
import { parse } from '../../src/yaml/parse.ts';

const read = (text: string, path = 'components.yaml'): readonly Suppression[] => suppressionsIn(parse({ path, text }));
const idsOf = ({ rules }: Suppression): string => rules.map(({ id }) => id).join();
/** What each suppression covers, as text. */
const scopes = (text: string): readonly string[] => read(text).map(({ scope }) => text.slice(scope.start, scope.end));
const invalid = (text: string): readonly (string | undefined)[] => read(text).map((suppression) => suppression.invalid);

describe('a comment on a line of its own', () => {
  it('covers the key on the next line and everything it holds', () => {
    expect(scopes('a: 1\n# daprlint-ignore invalid-port: legacy\nb:\n  c: 2\n  d: [3]\ne: 4\n')).toEqual([
      'b:\n  c: 2\n  d: [3]',
    ]);
  });

  it('covers a whole item, also when its first key is on the line of the dash', () => {
    expect(
      scopes('list:\n  # daprlint-ignore invalid-port\n  - name: brokers\n    value: kafka\n  - name: other\n'),
    ).toEqual(['name: brokers\n    value: kafka']);
    expect(scopes('list:\n  # daprlint-ignore invalid-port\n  - kafka\n  - rabbit\n')).toEqual(['kafka']);
  });

  it('covers a whole item whose content begins below its dash', () => {
    expect(
      scopes('list:\n  # daprlint-ignore invalid-port\n  - &first\n    name: brokers\n    value: kafka\n  - other\n'),
    ).toEqual(['name: brokers\n    value: kafka']);
    expect(scopes('list:\n  # daprlint-ignore invalid-port\n  - # broker\n    name: brokers\n  - other\n')).toEqual([
      'name: brokers',
    ]);
  });

  it('covers a block scalar', () => {
    expect(scopes('# daprlint-ignore invalid-port\nscript: |\n  one\n  two\nother: 1\n')).toEqual([
      'script: |\n  one\n  two',
    ]);
  });

  it('covers the value below it when that is on a line of its own', () => {
    expect(scopes('key:\n  # daprlint-ignore invalid-port\n  value\nother: 1\n')).toEqual([
      'key:\n  # daprlint-ignore invalid-port\n  value',
    ]);
  });

  it('reaches over further comments and empty lines', () => {
    expect(scopes('# daprlint-ignore invalid-port\n# why: legacy\n\n   \na: 1\nb: 2\n')).toEqual(['a: 1']);
  });

  it('is one of several above the same key', () => {
    const text =
      '# daprlint-ignore invalid-port: one\n# daprlint-ignore unknown-broker: two\n# daprlint-ignore ignored-topic\na: 1\nb: 2\n';
    expect(scopes(text)).toEqual(['a: 1', 'a: 1', 'a: 1']);
    expect(read(text).map(idsOf)).toEqual(['invalid-port', 'unknown-broker', 'ignored-topic']);
    expect(read(text).map(({ reason }) => reason)).toEqual(['one', 'two', undefined]);
  });

  it('works with the line ends of Windows', () => {
    const text =
      '# daprlint-ignore invalid-port: legacy\r\n\r\na: 1\r\nb: 2  # daprlint-ignore ignored-topic: known\r\nc: 3\r\n';
    expect(scopes(text)).toEqual(['a: 1', 'b: 2']);
    expect(read(text).map(({ reason }) => reason)).toEqual(['legacy', 'known']);
  });

  it('works behind a byte order mark', () => {
    expect(scopes('\uFEFF# daprlint-ignore invalid-port\na: 1\nb: 2\n')).toEqual(['a: 1']);
  });

  it('works within flow style', () => {
    expect(scopes('m: {\n  # daprlint-ignore invalid-port\n  a: 1, b: 2,\n  c: 3 }\n')).toEqual(['a: 1, b: 2']);
    expect(scopes('l: [\n  # daprlint-ignore invalid-port\n  { a: 1,\n    b: 2 },\n  3]\n')).toEqual([
      '{ a: 1,\n    b: 2 }',
    ]);
  });

  it('is invalid above nothing', () => {
    const nothing = 'it stands above nothing: the next line has no key or item';
    expect(invalid('a: 1\n# daprlint-ignore invalid-port')).toEqual([nothing]);
    expect(invalid('a: 1\n# daprlint-ignore invalid-port\n---\nb: 1\n')).toEqual([nothing]);
    expect(invalid('a: [\n  1,\n  # daprlint-ignore invalid-port\n]\nb: 1\n')).toEqual([nothing]);
    expect(read('a: 1\n# daprlint-ignore invalid-port')[0]?.rules).toEqual([]);
  });

  it('reaches over the line that begins the first document', () => {
    expect(scopes('# daprlint-ignore invalid-port\n---\na: 1\nb: 2\n')).toEqual(['a: 1']);
  });
});

describe('a comment at the end of a line', () => {
  it('covers the key of that line and everything it holds', () => {
    expect(scopes('a: 1\nb: # daprlint-ignore invalid-port\n  c: 2\nd: 3\n')).toEqual([
      'b: # daprlint-ignore invalid-port\n  c: 2',
    ]);
    expect(scopes('a: "1"\t# daprlint-ignore invalid-port')).toEqual(['a: "1"']);
  });

  it('covers the item that begins on that line', () => {
    expect(scopes('- name: brokers # daprlint-ignore invalid-port\n  value: kafka\n- name: other\n')).toEqual([
      'name: brokers # daprlint-ignore invalid-port\n  value: kafka',
    ]);
    expect(scopes('- # daprlint-ignore invalid-port\n  name: brokers\n- name: other\n')).toEqual(['name: brokers']);
  });

  it('covers one key of an item on a later line', () => {
    expect(scopes('- name: brokers\n  value: kafka # daprlint-ignore invalid-port\n')).toEqual(['value: kafka']);
  });

  it('covers the block scalar whose head it stands at', () => {
    expect(
      scopes('script: | # daprlint-ignore invalid-port\n  # daprlint-ignore ignored-topic\n  two\nother: 1\n'),
    ).toEqual(['script: | # daprlint-ignore invalid-port\n  # daprlint-ignore ignored-topic\n  two']);
  });

  it('covers what ends on that line when nothing begins there', () => {
    expect(scopes('a: "one\n  two" # daprlint-ignore invalid-port\nb: 1\n')).toEqual(['a: "one\n  two"']);
    expect(scopes('a: [\n  1\n] # daprlint-ignore invalid-port\nb: 1\n')).toEqual(['a: [\n  1\n]']);
  });

  it('works on the last line of a file without a line end', () => {
    expect(scopes('a: 1\nb: 2 # daprlint-ignore invalid-port')).toEqual(['b: 2']);
  });

  it('covers the alias, and not what the alias stands for', () => {
    expect(scopes('a: &shared { x: 1 }\nb: *shared # daprlint-ignore invalid-port\n')).toEqual(['b: *shared']);
  });
});

describe('a comment', () => {
  it('is pointed at from its sign to its end, and each id by itself', () => {
    const text = 'a: 1 # daprlint-ignore invalid-port, unknown-broker: legacy  \r\nb: 2\n';
    const [found] = read(text);
    const at = found?.at.range;
    expect(text.slice(at?.start, at?.end)).toBe('# daprlint-ignore invalid-port, unknown-broker: legacy');
    expect(found?.rules.map(({ location: { range } }) => text.slice(range.start, range.end))).toEqual([
      'invalid-port',
      'unknown-broker',
    ]);
    expect(found).toMatchObject({ by: 'comment', reason: 'legacy' });
  });

  it('is none within a string or a block scalar', () => {
    for (const text of [
      'a: "x # daprlint-ignore invalid-port"\n',
      "a: 'x # daprlint-ignore invalid-port'\n",
      'a: |\n  x\n  # daprlint-ignore invalid-port\n',
      'a: >-\n  # daprlint-ignore invalid-port\n\nb: 1\n',
      'a: x# daprlint-ignore\n',
      '"# daprlint-ignore invalid-port": 1\n',
      'a: "one\n  # daprlint-ignore invalid-port\n  two"\n',
    ]) {
      expect(read(text), text).toEqual([]);
    }
  });

  it('is none in JSON', () => {
    expect(
      read('{"a": "# daprlint-ignore invalid-port", "b": ["x # daprlint-ignore-file invalid-port"]}', 'export.json'),
    ).toEqual([]);
  });

  it('counts only when it begins with the word: commented-out lines and prose are left alone', () => {
    expect(
      read('# a: 1 # daprlint-ignore invalid-port\nb: 1 # see daprlint-ignore\n# daprlint-ignored for years\nc: 1\n'),
    ).toEqual([]);
  });

  it('may do without a space', () => {
    expect(scopes('#daprlint-ignore invalid-port\na: 1\n')).toEqual(['a: 1']);
  });

  it('is invalid with an unknown ending, and says which there are', () => {
    expect(invalid('# daprlint-ignore-next-line invalid-port\na: 1\n')).toEqual([
      'daprlint-ignore-next-line is unknown; there are daprlint-ignore, daprlint-ignore-document and daprlint-ignore-file',
    ]);
  });

  it('is invalid without a rule, and suppresses nothing', () => {
    expect(read('# daprlint-ignore\na: 1\n')[0]).toMatchObject({
      rules: [],
      invalid: expect.stringMatching(/^it names no rule/),
    });
    expect(read('# daprlint-ignore: invalid-port\na: 1\n')[0]).toMatchObject({
      rules: [],
      invalid: expect.stringMatching(/^it names no rule/),
    });
  });

  it('is found wherever the lexer of the yaml package sees one', () => {
    const text = [
      '# daprlint-ignore r-1',
      'a: "# daprlint-ignore s" # daprlint-ignore r-2',
      'b:',
      '  - &x [1, # daprlint-ignore r-3',
      '     2] # daprlint-ignore r-4',
      '  - |2 # daprlint-ignore r-5',
      '      # daprlint-ignore s',
      '  # daprlint-ignore r-6',
      '  - >',
      '   x # daprlint-ignore s',
      '  - plain',
      '    continued # daprlint-ignore r-7',
      '  - {a: b#c, "d": \'# daprlint-ignore s\'} # daprlint-ignore r-8',
      '  - !!str x # daprlint-ignore r-9',
      '  - *x # daprlint-ignore r-10',
      '  -   # daprlint-ignore r-11',
      '   x: 1',
      '--- # daprlint-ignore r-12',
      'z: 1',
      '... # daprlint-ignore-document r-13',
      '',
    ].join('\n');
    const seen = [...new Lexer().lex(text)].filter(
      (token) => token.startsWith('#') && token.includes('daprlint-ignore'),
    );
    expect(read(text).map(({ at: { range } }) => text.slice(range.start, range.end))).toEqual(seen);
    expect(seen).toHaveLength(13);
  });
});

describe('comments in any well-formed text', () => {
  const piece = fc.constantFrom(
    'a: ',
    'b:',
    '- ',
    '  ',
    '    ',
    '"x ',
    "'y ",
    '"',
    "'",
    '|',
    '>-',
    '[',
    ']',
    '{',
    '}',
    ', ',
    'word',
    ' ',
    '&x ',
    '!t ',
    '#',
    ' # daprlint-ignore r',
    '---',
    ': ',
  );
  const line = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

  it('are those that the lexer of the yaml package sees', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (written) => {
        const text = written.join('\n');
        const documents = parse({ path: 'any.yaml', text });
        fc.pre(documents.length > 0 && documents.every(({ isBroken, root }) => !isBroken && root.style === 'block'));
        // Where kubectl accepts what the package does not, its lexer is no judge.
        fc.pre([...parseAllDocuments(text, { uniqueKeys: false })].every(({ errors }) => errors.length === 0));
        const seen = [...new Lexer().lex(text)]
          .filter((token) => /^#\s*daprlint-ignore(?![\w-])/.test(token))
          .map((token) => token.trimEnd());
        const found = suppressionsIn(documents).map(({ at: { range } }) => text.slice(range.start, range.end));
        if (seen.length > 0) compared += 1;
        expect(found).toEqual(seen);
      }),
      { numRuns: 1000 },
    );
    expect(compared).toBeGreaterThan(50);
  });
});

describe('a comment for a document', () => {
  it('covers its document alone, wherever it stands in it', () => {
    const text = 'a: 1\n---\nb: 1\nc:\n  d: 1 # daprlint-ignore-document invalid-port: vendored\n---\ne: 1\n';
    expect(scopes(text)).toEqual(['---\nb: 1\nc:\n  d: 1 # daprlint-ignore-document invalid-port: vendored\n']);
  });

  it('covers a document that is not well-formed', () => {
    expect(scopes('# daprlint-ignore-document invalid-yaml: a template\na: [1\n')).toEqual([
      '# daprlint-ignore-document invalid-yaml: a template\na: [1\n',
    ]);
  });
});

describe('a comment for a file', () => {
  it('covers all documents of the file', () => {
    const text = '# daprlint-ignore-file invalid-port: generated\na: 1\n---\nb: 1\n';
    expect(scopes(text)).toEqual([text]);
  });

  it('may stand below other comments and the first document mark', () => {
    const text = '# Copyright\n\n%YAML 1.2\n--- # first\n# daprlint-ignore-file invalid-port\na: 1\n';
    expect(invalid(text)).toEqual([undefined]);
    expect(scopes(text)).toEqual([text]);
  });

  it('is invalid below the first content, in a later document, and in a later slice of a large file', () => {
    const late = 'daprlint-ignore-file works only above the first content of a file';
    expect(invalid('a: 1\n# daprlint-ignore-file invalid-port\nb: 1\n')).toEqual([late]);
    expect(invalid('a: 1\n---\n# daprlint-ignore-file invalid-port\nb: 1\n')).toEqual([late]);
    const slice = {
      path: 'export.yaml',
      text: '# daprlint-ignore-file invalid-port\na: 1\n',
      start: { line: 90, column: 1 },
    };
    expect(suppressionsIn(parse(slice))[0]?.invalid).toBe(late);
  });
});

describe('the annotation', () => {
  const component = (value: string): string =>
    `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\n  annotations:\n    daprlint.dev/ignore: ${value}\n`;

  it('covers its resource', () => {
    const text = component('"invalid-port, unknown-broker: legacy until 2027-03-01"');
    const [found] = read(text);
    expect(found).toMatchObject({
      by: 'annotation',
      reason: 'legacy',
      until: '2027-03-01',
      scope: { start: 0, end: text.length },
    });
    expect(found?.rules.map(({ location: { range } }) => text.slice(range.start, range.end))).toEqual([
      'invalid-port',
      'unknown-broker',
    ]);
    expect(text.slice(found?.at.range.start, found?.at.range.end)).toBe(
      '"invalid-port, unknown-broker: legacy until 2027-03-01"',
    );
  });

  it('covers one item of a list, in YAML and in JSON', () => {
    const item = (name: string, annotations: object): object => ({
      apiVersion: 'dapr.io/v1alpha1',
      kind: 'Component',
      metadata: { name, annotations },
    });
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [item('a', {}), item('b', { 'daprlint.dev/ignore': 'invalid-port: known' })],
    };
    const text = JSON.stringify(list, undefined, 2);
    expect(
      read(text, 'export.json').map(({ scope }) => JSON.parse(text.slice(scope.start, scope.end)).metadata.name),
    ).toEqual(['b']);
  });

  it('covers a workload from its own metadata and from its pod template', () => {
    const text = [
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata:',
      '  annotations: { daprlint.dev/ignore: invalid-port }',
      'spec:',
      '  template:',
      '    metadata:',
      '      annotations:',
      '        daprlint.dev/ignore: "unknown-broker: legacy"',
      '',
    ].join('\n');
    expect(read(text).map(idsOf)).toEqual(['invalid-port', 'unknown-broker']);
    expect(scopes(text)).toEqual([text, text]);
  });

  it('is found once on a Pod, and in the template of a CronJob', () => {
    expect(
      read('apiVersion: v1\nkind: Pod\nmetadata:\n  annotations: { daprlint.dev/ignore: invalid-port }\n'),
    ).toHaveLength(1);
    const cron =
      'apiVersion: batch/v1\nkind: CronJob\nspec: { jobTemplate: { spec: { template: { metadata: { annotations: { daprlint.dev/ignore: a-b } } } } } }\n';
    expect(read(cron).map(idsOf)).toEqual(['a-b']);
  });

  it('may have a line for each reason', () => {
    expect(
      read(component('|\n      invalid-port: one\n\n      unknown-broker: two\n')).map(({ reason }) => reason),
    ).toEqual(['one', 'two']);
  });

  it('is invalid when it names no rule, and passed over while it is a template', () => {
    expect(invalid(component('""'))).toEqual([expect.stringMatching(/^it names no rule/)]);
    expect(invalid(component('true'))).toEqual([undefined]);
    expect(invalid(component('[invalid-port]'))).toEqual([expect.stringMatching(/^it names no rule/)]);
    expect(read(component('"{{ .Values.ignore }}"'))).toEqual([]);
  });

  it('counts only on objects', () => {
    expect(read('metadata:\n  annotations:\n    daprlint.dev/ignore: invalid-port\n')).toEqual([]);
  });
});

describe('any text', () => {
  it('without the words is not looked at', () => {
    expect(read('a: 1 # daprlint\n')).toEqual([]);
    expect(read('')).toEqual([]);
  });

  it('is read in a moment, however many comments it has', () => {
    const start = performance.now();
    expect(read('# daprlint-ignore invalid-port\n'.repeat(20_000))).toEqual([]);
    expect(read(`${'# daprlint-ignore invalid-port\n'.repeat(20_000)}a: 1\n`)).toHaveLength(20_000);
    expect(read(`a: "${'# daprlint-ignore invalid-port '.repeat(20_000)}"\n`)).toHaveLength(0);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
