import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFrame, type Mark } from '../../src/report/code-frame.ts';
import { widthOf } from '../../src/report/columns.ts';
import { disjoint, type Range, type Source } from '../../src/yaml/location.ts';
import { kafka, locate, source } from './synthetic.ts';

const frameOf = (within: Source, marks: readonly Mark[], width = 60, secrets: readonly Range[] = []): string =>
  `\n${codeFrame(within, marks, { width, secrets: disjoint(secrets) })}\n`;

const primary = (within: Source, text: string, skip = 0): Mark => ({
  range: locate(within, text, skip).range,
  primary: true,
});

/** What stands above the carets. */
const underlined = (frame: string): string => {
  const rows = frame.split('\n');
  const at = rows.findIndex((row) => /^ *\| *\^/.test(row));
  const caretRow = rows[at] ?? '';
  const from = caretRow.indexOf('^');
  const to = caretRow.lastIndexOf('^') + 1;
  let column = 0;
  let text = '';
  for (const { segment } of new Intl.Segmenter('en').segment(rows[at - 1] ?? '')) {
    if (column >= from && column < to) text += segment;
    column += widthOf(segment);
  }
  return text;
};

describe('a code frame', () => {
  it('underlines the exact range, with line numbers and a line before and after', () => {
    expect(frameOf(kafka, [primary(kafka, 'broker')])).toMatchInlineSnapshot(`
      "
         |
       8 |   metadata:
       9 |     - name: broker
         |             ^^^^^^
      10 |       value: "kafka:9092"
      "
    `);
  });

  it('shows a related place in the same frame, with its label', () => {
    const mark = { range: locate(kafka, 'pubsub.kafka').range, label: 'the type is given here' };
    expect(frameOf(kafka, [primary(kafka, 'authType'), mark])).toMatchInlineSnapshot(`
      "
         |
       5 | spec:
       6 |   type: pubsub.kafka
         |         ------------ the type is given here
       7 |   version: v1
      ...
      10 |       value: "kafka:9092"
      11 |     - name: authType
         |             ^^^^^^^^
      12 |       value: password
      "
    `);
  });

  it('underlines two places of one line in two rows, the primary one first', () => {
    const mark = { range: locate(kafka, 'name', 1).range, label: 'its key' };
    expect(frameOf(kafka, [mark, primary(kafka, 'broker')])).toMatchInlineSnapshot(`
      "
         |
       8 |   metadata:
       9 |     - name: broker
         |             ^^^^^^
         |       ---- its key
      10 |       value: "kafka:9092"
      "
    `);
  });

  it('underlines the first line of a longer range and says where it ends', () => {
    const start = kafka.text.indexOf('metadata:\n    -');
    expect(frameOf(kafka, [{ range: { start, end: kafka.text.length }, primary: true }])).toMatchInlineSnapshot(`
      "
        |
      7 |   version: v1
      8 |   metadata:
        |   ^^^^^^^^^ … to line 14
      9 |     - name: broker
      "
    `);
  });

  it('does not count the line break at the end of a range as a further line', () => {
    const start = kafka.text.indexOf('kind');
    expect(frameOf(kafka, [{ range: { start, end: start + 16 }, primary: true }])).not.toContain('to line');
  });

  it('puts a label that does not fit beside its place below it', () => {
    const mark = {
      range: locate(kafka, 'pubsub.kafka').range,
      label: 'this component type knows only what its metadata.yaml lists',
    };
    expect(frameOf(kafka, [mark], 40)).toMatchInlineSnapshot(`
      "
        |
      5 | spec:
      6 |   type: pubsub.kafka
        |         ------------
        | this component type knows only what
        | its metadata.yaml lists
      7 |   version: v1
      "
    `);
  });

  it('expands tabs, so that carets stand below what they mean', () => {
    const tabs = source('a:\n\tb:\tbad\n');
    expect(frameOf(tabs, [primary(tabs, 'bad')])).toMatchInlineSnapshot(`
      "
        |
      1 | a:
      2 |     b:  bad
        |         ^^^
      "
    `);
  });

  it.each(['名前: 漢字 bad', '🎉👩‍👩‍👧🇫🇷: bad', 'e\u0301e\u0301: bad', 'ﾊﾝｶｸ: bad', '⚠️ ✅: bad', '한국어: bad'])(
    'measures %s',
    (text) => {
      const wide = source(text);
      expect(underlined(frameOf(wide, [primary(wide, 'bad')]))).toBe('bad');
    },
  );

  it('underlines wide characters in their whole width', () => {
    const wide = source('name: 漢字\n');
    expect(frameOf(wide, [primary(wide, '漢字')])).toMatchInlineSnapshot(`
      "
        |
      1 | name: 漢字
        |       ^^^^
      "
    `);
  });

  it('puts a caret behind a line where a range is empty', () => {
    const text = source('value:\nnext: 1\n');
    expect(frameOf(text, [{ range: { start: 6, end: 6 }, primary: true }])).toMatchInlineSnapshot(`
      "
        |
      1 | value:
        |       ^
      2 | next: 1
      "
    `);
  });

  it('works on an empty text', () => {
    expect(frameOf(source(''), [{ range: { start: 0, end: 0 }, primary: true }])).toMatchInlineSnapshot(`
      "
        |
      1 |
        | ^
      "
    `);
  });

  it('leaves out empty lines around, and other documents', () => {
    const text = source('a: 1\n---\nb: bad\n\nc: 3\n');
    expect(frameOf(text, [primary(text, 'bad')])).toMatchInlineSnapshot(`
      "
        |
      3 | b: bad
        |    ^^^
      "
    `);
  });

  it('counts lines from where a slice begins in its file', () => {
    const slice: Source = { path: 'export.yaml', text: 'a: 1\nb: bad\n', start: { line: 1200, column: 1 } };
    expect(frameOf(slice, [primary(slice, 'bad')])).toMatchInlineSnapshot(`
      "
           |
      1200 | a: 1
      1201 | b: bad
           |    ^^^
      "
    `);
  });

  it('reads Windows line ends as line ends', () => {
    const text = source('a: 1\r\nb: bad\r\nc: 2\r\n');
    expect(frameOf(text, [primary(text, 'bad')])).toBe(
      frameOf(source('a: 1\nb: bad\nc: 2\n'), [primary(source('a: 1\nb: bad\nc: 2\n'), 'bad')]),
    );
  });

  it('cuts a long line to a window around the range', () => {
    const long = source(`start ${'x'.repeat(500)} bad ${'y'.repeat(500)} end`);
    const frame = frameOf(long, [primary(long, 'bad')], 50);
    expect(frame).toMatchInlineSnapshot(`
      "
        |
      1 | …xxxxxxxxxxxxxx bad yyyyyyyyyyyyyyyyyyyyyyyyy…
        |                 ^^^
      "
    `);
    expect(underlined(frame)).toBe('bad');
  });

  it('cuts only the end of a long line if the range stands at its beginning', () => {
    const long = source(`bad ${'y'.repeat(500)}`);
    expect(frameOf(long, [primary(long, 'bad')], 40)).toMatchInlineSnapshot(`
      "
        |
      1 | bad yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
        | ^^^
      "
    `);
  });

  it('shows the end of a long line where the range stands there', () => {
    const long = source(`${'y'.repeat(500)} bad`);
    const frame = frameOf(long, [primary(long, 'bad')], 40);
    expect(frame).toMatchInlineSnapshot(`
      "
        |
      1 | …yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy bad
        |                                  ^^^
      "
    `);
    expect(underlined(frame)).toBe('bad');
  });

  it('shows two windows of one line for places that are far apart', () => {
    const long = source(`{"one":1,"x":"${'x'.repeat(500)}","two":2}`);
    const mark = { range: locate(long, '"one"').range, label: 'first' };
    expect(frameOf(long, [primary(long, '"two"'), mark], 50)).toMatchInlineSnapshot(`
      "
        |
      1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","two":2}
        |                                       ^^^^^
      1 | {"one":1,"x":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        |  ----- first
      "
    `);
  });

  it('is quick on a single line of fifty megabytes', () => {
    const huge = source(`{"k":"${'x'.repeat(25_000_000)}","bad":1,"y":"${'y'.repeat(25_000_000)}"}`);
    const marks = [primary(huge, '"bad"')];
    frameOf(huge, marks);
    const before = performance.now();
    for (let count = 0; count < 100; count += 1) frameOf(huge, marks, 80, [{ start: 10, end: 20_000_000 }]);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  it('conceals secrets, and moves the carets accordingly', () => {
    const text = source('url: amqp://user:hunter2@host:5672/bad path\n');
    const frame = frameOf(text, [primary(text, 'bad')], 60, [locate(text, 'hunter2').range]);
    expect(frame).toMatchInlineSnapshot(`
      "
        |
      1 | url: amqp://user:•••@host:5672/bad path
        |                                ^^^
      "
    `);
    expect(underlined(frame)).toBe('bad');
  });

  it('underlines a concealed secret in the width of what is shown', () => {
    const text = source('password: hunter2-hunter2\nnext: 1\n');
    const secret = locate(text, 'hunter2-hunter2').range;
    expect(frameOf(text, [{ range: secret, primary: true }], 60, [secret])).toMatchInlineSnapshot(`
      "
        |
      1 | password: •••
        |           ^^^
      2 | next: 1
      "
    `);
    expect(underlined(frameOf(text, [primary(text, '2-h')], 60, [secret]))).toBe('•••');
  });

  it('conceals each line of a secret of several lines, its indentation too', () => {
    const text = source('key: |\n  BEGIN\n  abc\n  END\nnext: bad\n');
    const secret = { start: 5, end: text.text.indexOf('\nnext') };
    expect(
      frameOf(text, [primary(text, 'bad'), { range: locate(text, 'key').range }], 60, [secret]),
    ).toMatchInlineSnapshot(`
      "
        |
      1 | key: •••
        | ---
      2 | •••
      3 | •••
      4 | •••
      5 | next: bad
        |       ^^^
      "
    `);
  });

  it('makes escape sequences, direction marks and broken characters harmless', () => {
    const text = source('a: \u001b[31m\u0007\u009b2J \u202etxt\u2028 \ud800 \u200b bad\u0000\u007f\n');
    const frame = frameOf(text, [primary(text, 'bad')]);
    expect(frame).toMatchInlineSnapshot(`
      "
        |
      1 | a: ␛[31m␇�2J �txt� � � bad␀␡
        |                        ^^^
      "
    `);
    expect(underlined(frame)).toBe('bad');
  });

  it('paints the gutter and the underlines, not the code', () => {
    const paint = {
      gutter: (text: string) => `<g>${text}</g>`,
      primary: (text: string) => `<p>${text}</p>`,
      secondary: (text: string) => text,
    };
    const text = source('a: bad\n');
    expect(codeFrame(text, [primary(text, 'bad')], { width: 40, secrets: [], paint })).toBe(
      '<g>  |</g>\n<g>1 |</g> a: bad\n<g>  |</g>    <p>^^^</p>',
    );
  });
});

describe('for any text and ranges a code frame', () => {
  const characters = [
    'a',
    'b',
    ':',
    ' ',
    '\t',
    '\n',
    '\r',
    '漢',
    '🎉',
    'é',
    '\u0301',
    '\u001b',
    '\u202e',
    '\u200d',
    '\ud83c',
  ];
  const ordinary = fc.string({ unit: fc.constantFrom(...characters), maxLength: 40 });
  const secret = fc.stringMatching(/^[ѪѭѱѮ\n ]{1,20}$/u);
  const pieces = fc.array(fc.tuple(ordinary, secret), { maxLength: 8 });
  const places = fc.array(fc.tuple(fc.integer({ min: -5, max: 400 }), fc.integer({ min: -5, max: 400 })), {
    minLength: 1,
    maxLength: 4,
  });
  const widths = fc.integer({ min: 1, max: 120 });

  it('never shows a secret, nor a character that a terminal obeys, nor a row wider than asked for', () => {
    fc.assert(
      fc.property(pieces, places, widths, (parts, marks, width) => {
        let text = '';
        const secrets: Range[] = [];
        for (const [before, hidden] of parts) {
          text += before;
          secrets.push({ start: text.length, end: text.length + hidden.length });
          text += hidden;
        }
        const frame = codeFrame(
          source(text),
          marks.map(([start, end], index) => ({ range: { start, end }, primary: index === 0, label: 'label' })),
          { width, secrets: disjoint(secrets) },
        );
        expect(frame).not.toMatch(/[ѪѭѱѮ]/);
        expect(frame.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
        for (const row of frame.split('\n')) expect(widthOf(row)).toBeLessThanOrEqual(Math.max(width, 30) + 1);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), places, widths, (text, marks, width) => {
        const ranges = marks.map(([start, end]) => ({ range: { start, end } }));
        expect(codeFrame(source(text), ranges, { width, secrets: [] })).toContain('|');
      }),
      { numRuns: 300 },
    );
  });

  it('underlines what a range of ordinary characters holds', () => {
    const words = fc.stringMatching(/^[a-z漢字🎉 ]{0,200}$/u);
    fc.assert(
      fc.property(words, words, fc.integer({ min: 30, max: 120 }), (before, after, width) => {
        const text = source(`${before}«X»${after}`);
        expect(underlined(`\n${codeFrame(text, [primary(text, '«X»')], { width, secrets: [] })}`)).toBe('«X»');
      }),
      { numRuns: 300 },
    );
  });
});
