import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/yaml/document.ts';
import { documentsIn, scalarsIn } from './places.ts';

const mebi = 1024 * 1024;
const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

/** Everything that rules and reports ask of a document. */
const expectUsable = (documents: readonly Document[], text: string): void => {
  let end = 0;
  for (const document of documents) {
    expect(document.range.start).toBeGreaterThanOrEqual(end);
    end = document.range.end;
    for (const { range, message } of document.problems) {
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThan(range.start);
      expect(range.start).toBeLessThanOrEqual(text.length);
      expect(message).not.toBe('');
    }
    expect(typeof document.isNotRendered).toBe('boolean');
    if (document.isBroken) continue;
    expect(() => JSON.stringify(document.root.value)).not.toThrow();
    for (const { location, path } of scalarsIn(document.root)) {
      expect(location.range.start).toBeLessThanOrEqual(location.range.end);
      expect(path.length).toBeLessThan(1000);
    }
  }
};

describe('arbitrary text', () => {
  it('never makes the parser throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.uint8Array({ maxLength: 60 }).map((bytes) => new TextDecoder().decode(bytes)),
        ),
        (text) => {
          expectUsable(documentsIn(text), text);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('made of the signs of YAML never does, either', () => {
    const sign = fc.constantFrom(
      ...'-?:,[]{}#&*!|>\'"%@`\\ \n\t\r.~<=ax1',
      '\n  ',
      '- ',
      ': ',
      '---\n',
      '...\n',
      '{{',
      '}}',
      '&a ',
      '*a',
      '<<: ',
      '!!int ',
      '%YAML 1.2\n',
      '\ufeff',
      '\u2028',
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
        const text = signs.join('');
        expectUsable(documentsIn(text), text);
      }),
      { numRuns: 3000 },
    );
  });
});

/** What is expected of a text made to hurt: the code of its first problem, or none. */
const attacks: readonly (readonly [string, () => string, string | undefined])[] = [
  ['8 MB of one plain word', () => 'x'.repeat(8 * mebi), undefined],
  ['8 MB of words on one line', () => `a: ${'word '.repeat(2 * mebi)}`, undefined],
  ['8 MB in double quotes', () => `a: "${'x'.repeat(8 * mebi)}"`, undefined],
  ['8 MB of escapes', () => `a: "${'\\n'.repeat(4 * mebi)}"`, undefined],
  ['8 MB in quotes that are never closed', () => `a: "${'x y\n  '.repeat(mebi)}`, 'unclosed-quote'],
  ['8 MB of quotes', () => '"'.repeat(8 * mebi), 'too-large'],
  ['8 MB of [', () => '['.repeat(8 * mebi), 'too-deep'],
  ['8 MB of {', () => '{'.repeat(8 * mebi), 'too-large'],
  ['8 MB of [{', () => '[{'.repeat(4 * mebi), 'too-large'],
  ['8 MB of dashes', () => '- '.repeat(4 * mebi), 'too-deep'],
  ['8 MB of a: a: a:', () => 'a: '.repeat(3 * mebi), 'too-large'],
  ['8 MB of anchors', () => '&a '.repeat(3 * mebi), 'too-large'],
  ['8 MB of tags', () => '!a '.repeat(3 * mebi), 'too-large'],
  ['8 MB of explicit keys', () => '? '.repeat(4 * mebi), 'too-large'],
  ['100,000 explicit keys within each other', () => '? '.repeat(100_000), 'unreadable-key'],
  ['90,000 brackets behind an anchor', () => `&a ${'['.repeat(90_000)}`, 'BAD_INDENT'],
  ['80,000 closed brackets behind an anchor', () => `&a ${'['.repeat(40_000)}${']'.repeat(40_000)}`, 'too-deep'],
  ['a list of 2,000 dashes behind an anchor', () => `&a\n${'- '.repeat(2000)}`, 'too-deep'],
  ['8 MB of empty lines', () => '\n'.repeat(8 * mebi), undefined],
  ['8 MB of empty lines in a block scalar', () => `a: |\n${'\n'.repeat(8 * mebi)}b: 1\n`, undefined],
  ['8 MB of comments', () => '# x\n'.repeat(2 * mebi), undefined],
  ['8 MB of tabs', () => `a:\n${'\t'.repeat(8 * mebi)}b: 1\n`, 'TAB_AS_INDENT'],
  ['8 MB of NUL', () => '\0'.repeat(8 * mebi), 'not-text'],
  ['8 MB of ${', () => `a: ${'${'.repeat(4 * mebi)}`, undefined],
  ['8 MB of ${ in a broken text', () => `a: ${'${'.repeat(4 * mebi)}\nb: [`, 'unclosed-bracket'],
  ['8 MB of placeholders in a broken text', () => `a: ${`\${A}`.repeat(2 * mebi)}\nb: [`, 'unclosed-bracket'],
  [
    '8 MB of blanks and placeholders in a broken text',
    () => `${'  ((a))'.repeat(mebi)} b\nb: [`,
    'MULTILINE_IMPLICIT_KEY',
  ],
  ['8 MB of <% in a broken text', () => `a: ${'<%'.repeat(4 * mebi)}\nb: [`, 'unclosed-bracket'],
  ['8 MB of <% and % in a broken text', () => `a: ${'<% % '.repeat(mebi)}\nb: [`, 'unclosed-bracket'],
  ['8 MB of @ in a broken text', () => `a: b${'@'.repeat(8 * mebi)}\nb: [`, 'unclosed-bracket'],
  ['8 MB of @a in a broken text', () => `a: b${'@aaaa'.repeat(mebi)}\nb: [`, 'unclosed-bracket'],
  ['8 MB of braces in a comment', () => `# ${'{{'.repeat(4 * mebi)}\na: [`, 'unclosed-bracket'],
  ['a key of 8 MB', () => `${'x'.repeat(8 * mebi)}: 1\n`, 'KEY_OVER_1024_CHARS'],
  ['a block scalar of a million lines', () => `a: |\n${'  some text\n'.repeat(mebi)}b: 1\n`, undefined],
  ['10,000 levels of indentation', () => many(10_000, (index) => `${' '.repeat(index)}a:\n`), 'too-deep'],
  ['10,000 levels of brackets', () => '['.repeat(10_000) + ']'.repeat(10_000), 'too-deep'],
  ['a list of a million items', () => '- a\n'.repeat(1_000_000), undefined],
  ['a million tiny tokens', () => `[${'a,'.repeat(1_000_000)}]`, undefined],
  ['a map of 300,000 equal keys', () => 'a: 1\n'.repeat(300_000), undefined],
  ['200,000 documents', () => '---\n'.repeat(200_000), undefined],
  ['100,000 broken documents', () => '---\na: [1\n'.repeat(100_000), 'unclosed-bracket'],
  ['500,000 ends of documents', () => '...\n'.repeat(500_000), undefined],
  ['30,000 errors', () => 'a: b: c\n'.repeat(30_000), 'BLOCK_AS_IMPLICIT_KEY'],
  ['50,000 errors', () => 'a: b: c\n'.repeat(50_000), 'too-large'],
  ['50,000 lines that begin with a tab', () => '\ta: 1\n'.repeat(50_000), 'TAB_AS_INDENT'],
  ['400,000 directives', () => '%A b\n'.repeat(400_000), 'too-large'],
  [
    'a billion laughs',
    () =>
      `a: &a [x]\n${many(
        12,
        (index) =>
          `b${index}: &b${index} [${Array(10)
            .fill(index === 0 ? '*a' : `*b${index - 1}`)
            .join(', ')}]\n`,
      )}`,
    'excessive-aliases',
  ],
  ['a map that holds itself', () => 'a: &a\n  b: *a\n', 'excessive-aliases'],
  ['a map that merges itself', () => 'a: &a\n  <<: *a\n  b: 1\n', 'excessive-aliases'],
  [
    'a chain of 10,000 anchors',
    () => `a0: &a0 x\n${many(10_000, (index) => `a${index + 1}: &a${index + 1} [*a${index}]\n`)}`,
    'excessive-aliases',
  ],
  [
    'a chain of 5,000 merges',
    () => `a0: &a0 {k: 1}\n${many(5000, (index) => `a${index + 1}: &a${index + 1}\n  <<: *a${index}\n`)}`,
    'excessive-aliases',
  ],
  [
    'a chain of 400 anchors',
    () => `a0: &a0 x\n${many(400, (index) => `a${index + 1}: &a${index + 1} [*a${index}]\n`)}`,
    undefined,
  ],
];

describe('a text made to hurt', () => {
  it.each(attacks)('of %s is judged within seconds', (_, make, code) => {
    const text = make();
    const before = performance.now();
    const documents = documentsIn(text);
    const seconds = (performance.now() - before) / 1000;
    const [broken] = documents.filter(({ isBroken }) => isBroken);
    expect(broken?.problems[0]?.code).toBe(code);
    expect(documents.slice(0, 1000).filter(({ isNotRendered }) => isNotRendered).length).toBeLessThanOrEqual(1000);
    if (!broken) for (const { root } of documents.slice(0, 10)) expect(root.value).not.toBe(undefined);
    // Each takes a second or two; the machine may have other things to do.
    expect(seconds).toBeLessThan(10);
  });

  it('of JSON is read as fast', () => {
    const item = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x', labels: { app: 'y' } },
      data: { text: 'x'.repeat(60), lines: 'a\nb' },
    };
    const text = JSON.stringify({ kind: 'List', items: Array.from({ length: 50_000 }, () => item) }, null, '\t');
    const before = performance.now();
    const [document] = documentsIn(text);
    expect((performance.now() - before) / 1000).toBeLessThan(10);
    expect(document?.at(['items', 49_999]).value).toEqual(item);
  });
});

/** As much of each as the full reader takes on: 100,000 signs. */
const slowest: readonly (readonly [string, string])[] = [
  ['commas', `{${', '.repeat(99_990)}`],
  ['quotes', '"'.repeat(99_998)],
  ['closing brackets', '] '.repeat(99_999)],
  ['anchors', '&a '.repeat(99_999)],
  ['tabs', '\ta: 1\n'.repeat(49_999)],
  ['aliases', '*a '.repeat(99_999)],
];

/** Seconds of work, however many others are at work on the machine. */
const secondsOf = (work: () => void): number => {
  const { user } = process.cpuUsage();
  work();
  return (process.cpuUsage().user - user) / 1e6;
};

describe('a text that only the full reader can read', () => {
  it.each(slowest)('takes it about a second where it is full of %s', (_, text) => {
    const seconds = secondsOf(() => {
      expect(documentsIn(text)[0]?.problems[0]?.code).not.toBe('too-large');
    });
    expect(seconds).toBeLessThan(4);
  });

  it.each(slowest)('is not begun where it has more of them: %s', (_, text) => {
    const seconds = secondsOf(() => {
      expect(documentsIn(text.repeat(5))[0]?.problems.map(({ code }) => code)).toEqual(['too-large']);
    });
    expect(seconds).toBeLessThan(1);
  });

  it('may be larger than anything written by hand', () => {
    const service = (index: number): string =>
      `service-${index}:\n  <<: *defaults\n  image: registry.example.com/shop/service-${index}:1.0.${index}\n  dapr:\n    enabled: true\n    appPort: 8080\n`;
    const [document] = documentsIn(`defaults: &defaults\n  replicas: 2\n${many(5000, service)}`);
    expect(document?.problems).toEqual([]);
    expect(document?.at(['service-4999', 'replicas']).value).toBe(2);
  });
});

describe('an export of a cluster', () => {
  it('is never too large for the number of its objects', () => {
    const object = (index: number): string =>
      `- apiVersion: dapr.io/v1alpha1\n  kind: Component\n  metadata:\n    name: store-${index}\n    labels:\n      app: x\n  spec:\n    type: state.redis\n    version: v1\n    metadata:\n    - name: redisHost\n      value: redis:6379\n`;
    const [document] = documentsIn(`apiVersion: v1\nkind: List\nitems:\n${many(30_000, object)}`);
    expect(document?.problems).toEqual([]);
    expect(document?.at(['items']).items.length).toBe(30_000);
    expect(document?.at(['items', 29_999, 'metadata', 'name']).value).toBe('store-29999');
  });
});
