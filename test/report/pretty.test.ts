import { describe, expect, it } from 'vitest';
import { widthOf } from '../../src/report/columns.ts';
import { pretty } from '../../src/report/pretty.ts';
import { finding, kafka, kafkaSecrets, locate, plainView, report, source } from './synthetic.ts';

const deployment = source(
  'kind: Deployment\nmetadata:\n  annotations:\n    dapr.io/app-id: "orders"\n',
  'deploy/order processor.yaml',
);
const component = { apiVersion: 'dapr.io/v1alpha1', kind: 'Component', namespace: 'shop', name: 'orders' };

const misspelt = finding(locate(kafka, 'broker'), {
  help: 'write "brokers"',
  resource: component,
  related: [
    { location: locate(kafka, 'pubsub.kafka'), message: 'the type is given here' },
    { location: locate(deployment, '"orders"'), message: 'used by this app' },
  ],
  fix: { title: 'Rename it to brokers', edits: [{ at: locate(kafka, 'broker'), text: 'brokers' }] },
});

const many = source(Array.from({ length: 40 }, (_, index) => `key${index}: bad`).join('\n'), 'many.yaml');
const equal = (count: number) =>
  Array.from({ length: count }, (_, index) => finding(locate(many, 'bad', index), { message: 'the same' }));

/** The text without its colours and links. */
const bare = (text: string): string => text.replace(/\p{Cc}\[[0-9;]*m|\p{Cc}\]8;;[^\p{Cc}]*\p{Cc}\\/gu, '');

describe('the report for people', () => {
  it('shows what is wrong, where, what belongs to it, what to do and where to read on', () => {
    expect(pretty(report([misspelt], { summary: { milliseconds: 412 } }), plainView)).toMatchInlineSnapshot(`
      "error[unknown-metadata]: pubsub.kafka has no metadata field "broker"
        --> deploy/pubsub.yaml:9:13 (Component shop/orders)
         |
       5 | spec:
       6 |   type: pubsub.kafka
         |         ------------ the type is given here
       7 |   version: v1
       8 |   metadata:
       9 |     - name: broker
         |             ^^^^^^
      10 |       value: "kafka:9092"
         |
        --> deploy/order processor.yaml:4:21
         |
       3 |   annotations:
       4 |     dapr.io/app-id: "orders"
         |                     -------- used by this app
         |
         = help: write "brokers"
         = docs: https://docs.dapr.io/unknown-metadata/

      found 1 error in 7 objects of 2 files (412 ms)
      1 fixable with --fix
      "
    `);
  });

  it('fits a narrow terminal', () => {
    const text = pretty(report([misspelt]), { ...plainView, width: 10 });
    expect(text).toMatchInlineSnapshot(`
      "error[unknown-metadata]: pubsub.kafka
        has no metadata field "broker"
        --> deploy/pubsub.yaml:9:13
            (Component shop/orders)
         |
       5 | spec:
       6 |   type: pubsub.kafka
         |         ------------
         | the type is given here
       7 |   version: v1
       8 |   metadata:
       9 |     - name: broker
         |             ^^^^^^
      10 |       value: "kafka:9092"
         |
        --> deploy/order processor.yaml:4:21
         |
       3 |   annotations:
       4 |     dapr.io/app-id: "orders"
         |                     --------
         | used by this app
         |
         = help: write "brokers"
         = docs: https://docs.dapr.io/unknown-metadata/

      found 1 error in 7 objects of 2 files
      1 fixable with --fix
      "
    `);
    for (const line of text.split('\n')) expect(line.includes('https://') || widthOf(line) <= 40).toBe(true);
  });

  it('breaks long texts between words, and leaves long words whole', () => {
    const address = `https://example.com/${'a'.repeat(90)}`;
    const text = pretty(
      report([finding(locate(kafka, 'v1'), { message: `${'word '.repeat(30)}${address} 漢字${'漢字'.repeat(60)}` })]),
      plainView,
    );
    expect(text).toContain(`\n  ${address}\n`);
    for (const line of text.split('\n')) expect(line.includes(address) || widthOf(line) <= 80).toBe(true);
  });

  it('names the page of a rule once', () => {
    const text = pretty(report([misspelt, finding(locate(kafka, 'v1'))]), plainView);
    expect(text.match(/docs: /g)).toHaveLength(1);
  });

  it('makes the rule a link to its page where the terminal has links', () => {
    const text = pretty(report([misspelt]), { ...plainView, links: true });
    expect(text).toContain(
      'error[\u001b]8;;https://docs.dapr.io/unknown-metadata/\u001b\\unknown-metadata\u001b]8;;\u001b\\]: pubsub',
    );
    expect(text).not.toContain('docs:');
  });

  it('says the same with colour as without', () => {
    const all = report([
      misspelt,
      finding(locate(kafka, 'v1'), { severity: 'warning' }),
      finding(locate(kafka, 'name'), { severity: 'info' }),
    ]);
    const colored = pretty(all, { ...plainView, color: true });
    expect(colored).toContain('\u001b[31m');
    expect(bare(colored)).toBe(pretty(all, plainView));
    expect(pretty(all, plainView)).not.toContain('\u001b');
  });

  it('gathers many equal findings after the third', () => {
    expect(pretty(report(equal(7), { rules: [] }), plainView)).toMatchInlineSnapshot(`
      "error[unknown-metadata]: the same
       --> many.yaml:1:7
        |
      1 | key0: bad
        |       ^^^
      2 | key1: bad

      error[unknown-metadata]: the same
       --> many.yaml:2:7
        |
      1 | key0: bad
      2 | key1: bad
        |       ^^^
      3 | key2: bad

      error[unknown-metadata]: the same
       --> many.yaml:3:7
        |
      2 | key1: bad
      3 | key2: bad
        |       ^^^
      4 | key3: bad
        |
        = also: the same at 4 more places:
            many.yaml:4:7
            many.yaml:5:7
            many.yaml:6:7
            many.yaml:7:7

      found 7 errors in 7 objects of 2 files
      "
    `);
  });

  it('tells every finding in full where there are only some equal ones', () => {
    expect(pretty(report(equal(5)), plainView)).not.toContain('the same at');
  });

  it('lists no more than twenty of the places it gathers', () => {
    const text = pretty(report(equal(40)), plainView);
    expect(text).toContain('= also: the same at 37 more places; --format json lists all, the first 20 are:');
    expect(text).toContain('many.yaml:23:8\n');
    expect(text).not.toContain('many.yaml:24:8');
  });

  it('shows five related places, and counts the rest', () => {
    const related = Array.from({ length: 9 }, (_, index) => ({
      location: locate(many, 'bad', index * 4),
      message: `place ${index}`,
    }));
    const text = pretty(report([finding(locate(kafka, 'v1'), { related })]), plainView);
    expect(text).toContain('place 4');
    expect(text).not.toContain('place 5');
    expect(text).toContain('= note: 4 more related places; --format json lists them');
  });

  it('never prints a secret, neither in the code nor in a message', () => {
    const leaking = finding(locate(kafka, '"s3cr3t-9"'), {
      message: 'the password "s3cr3t-9" is written in plain text',
      help: 'move s3cr3t-9 to a secret store',
      fix: { title: 'Quote s3cr3t-9', edits: [{ at: locate(kafka, '"s3cr3t-9"'), text: "'s3cr3t-9'" }] },
      related: [{ location: locate(deployment, '"orders"'), message: 'logs in with s3cr3t-9' }],
    });
    const text = pretty(report([leaking], { secrets: kafkaSecrets }), plainView);
    expect(text).not.toContain('s3cr3t');
    expect(text).toContain('error[unknown-metadata]: the password "•••" is written in plain text\n');
    expect(text).toContain('value: •••\n   |              ^^^\n');
  });

  it('sends no escape sequence of a file to the terminal, whether in text, path, name or message', () => {
    const evil = source('a: "\u001b]0;owned\u0007"\n', 'a\u001b[2Jb\n.yaml');
    const text = pretty(
      report([
        finding(locate(evil, 'owned'), {
          message: 'line one\nline \u001b[1mtwo\u009b',
          help: '\u202ehelp',
          resource: { ...component, name: 'x\u001b[8m', namespace: '\r' },
        }),
      ]),
      plainView,
    );
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).toContain('--> a␛[2Jb .yaml:1:9 (Component  /x␛[8m)');
    expect(text).toContain('error[unknown-metadata]: line one line ␛[1mtwo�');
  });

  it('writes no line that a GitHub workflow takes for a command', () => {
    const evil = source('a: "##[add-mask]x"\n');
    const text = pretty(
      report([finding(locate(evil, 'add-mask'), { message: `${'x'.repeat(60)} ::stop-commands::token` })]),
      plainView,
    );
    expect(text).not.toContain('##[');
    expect(text).not.toMatch(/^\s*::/m);
  });

  it('cuts a message that never ends', () => {
    expect(
      pretty(report([finding(locate(kafka, 'v1'), { message: 'x'.repeat(1_000_000) })]), plainView).length,
    ).toBeLessThan(3000);
  });

  it('ends with a line that counts, and one that says what can be fixed', () => {
    const findings = [
      ...equal(2),
      finding(locate(kafka, 'v1'), { severity: 'warning', fix: { title: 'Drop it', unsafe: true, edits: [] } }),
      finding(locate(kafka, 'name'), { severity: 'info' }),
    ];
    const last = (text: string): string | undefined => text.trimEnd().split('\n\n').at(-1);
    expect(
      last(
        pretty(report(findings, { summary: { notRendered: 1, suppressed: 3, milliseconds: 1234 } }), {
          ...plainView,
          width: 200,
        }),
      ),
    ).toBe(
      'found 2 errors, 1 warning and 1 info in 7 objects of 2 files (1.2 s); 3 suppressed; 1 template not rendered\n1 fixable with --fix --unsafe-fixes',
    );
  });

  it('says so when there is nothing wrong', () => {
    expect(pretty(report([], { summary: { milliseconds: 95_000, files: 1 } }), plainView)).toBe(
      'no problems in 7 objects of 1 file (1 min 35 s)\n',
    );
  });

  it("says so when there is nothing of Dapr's", () => {
    expect(pretty(report([], { summary: { dapr: 0 } }), plainView)).toBe("nothing of Dapr's in 2 files\n");
    expect(pretty(report(equal(1), { summary: { dapr: 0 } }), plainView)).toContain(
      "found 1 error in 7 objects of 2 files; nothing of Dapr's in it",
    );
  });
});
