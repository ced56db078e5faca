import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { checkstyle } from '../../src/report/checkstyle.ts';
import { junit } from '../../src/report/junit.ts';
import { xmlDocument } from '../../src/report/xml.ts';
import { finding, kafka, locate, plainView, report, source } from './synthetic.ts';

const full = finding(locate(kafka, 'broker'), {
  help: 'write <brokers> & "be happy"',
  resource: { apiVersion: 'dapr.io/v1alpha1', kind: 'Component', namespace: 'shop', name: 'orders' },
});
const info = finding(locate(source('a: 1\n', 'b\\c.yaml'), '1'), {
  rule: 'old-version',
  severity: 'info',
  field: '',
  message: ']]>',
});

describe('an XML document', () => {
  it('is well-formed, and read as it was meant, whatever its texts are', async () => {
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), { numRuns: 500, seed: 6 });
    const root = {
      name: 'a',
      attributes: { all: texts.join('') },
      content: texts.map((text) => ({ name: 'b', attributes: { c: text, d: undefined }, content: text })),
    };
    const { valid, errors } = await validateXML({
      xml: { fileName: 'a.xml', contents: xmlDocument(root) },
      normalization: 'c14n',
    });
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
  });

  it('keeps a text as it is, but for what no XML may hold', async () => {
    const text = ' a\tb\r\n::c <d> & "e" ]]> \u{1f389}##[f]\u0000\ud800\ufffe ';
    const { normalized } = await validateXML({
      xml: { fileName: 'a.xml', contents: xmlDocument({ name: 'a', attributes: { b: text }, content: text }) },
      normalization: 'c14n',
    });
    const told = text.replace('\u0000\ud800\ufffe', '\ufffd\ufffd\ufffd');
    const read = (written = ''): string =>
      written.replace(/&(?:#x(\w+)|lt|gt|amp|quot);/g, (whole, code?: string) =>
        code === undefined
          ? ({ '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' }[whole] ?? whole)
          : String.fromCodePoint(Number.parseInt(code, 16)),
      );
    const [, attribute, content] = /^<a b="([^"]*)">([^<]*)<\/a>\s*$/.exec(normalized) ?? [];
    expect(read(attribute)).toBe(told);
    expect(read(content)).toBe(told);
  });
});

describe('the JUnit report', () => {
  it('has a suite for each file, and a test for each finding that knows itself again', () => {
    expect(junit(report([full, full, info], { summary: { milliseconds: 1234 } }), plainView)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="daprlint" tests="3" failures="2" errors="0" time="1.234">
        <testsuite name="deploy/pubsub.yaml" tests="2" failures="2" errors="0" skipped="0" file="deploy/pubsub.yaml">
          <testcase name="deploy/pubsub.yaml shop/Component/orders spec.metadata[broker]" classname="daprlint.unknown-metadata">
            <failure type="error" message="pubsub.kafka has no metadata field &quot;broker&quot;">deploy/pubsub.yaml:9:13
      pubsub.kafka has no metadata field "broker"
      help: write &lt;brokers&gt; &amp; "be happy"
      docs: https://docs.dapr.io/unknown-metadata/</failure>
          </testcase>
          <testcase name="deploy/pubsub.yaml shop/Component/orders spec.metadata[broker] (2)" classname="daprlint.unknown-metadata">
            <failure type="error" message="pubsub.kafka has no metadata field &quot;broker&quot;">deploy/pubsub.yaml:9:13
      pubsub.kafka has no metadata field "broker"
      help: write &lt;brokers&gt; &amp; "be happy"
      docs: https://docs.dapr.io/unknown-metadata/</failure>
          </testcase>
        </testsuite>
        <testsuite name="b/c.yaml" tests="1" failures="0" errors="0" skipped="0" file="b/c.yaml">
          <testcase name="b/c.yaml" classname="daprlint.old-version">
            <system-out>info: b/c.yaml:1:4
      ]]&gt;</system-out>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('has a test that passes where nothing is wrong', () => {
    expect(junit(report([]), plainView)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="daprlint" tests="1" failures="0" errors="0">
        <testsuite name="daprlint" tests="1" failures="0" errors="0" skipped="0">
          <testcase name="no findings" classname="daprlint">
            <system-out>no problems in 7 objects of 2 files</system-out>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('gives a test the same name when its lines move', () => {
    const moved = source(`# one more line\n${kafka.text}`);
    const nameIn = (text: string): string | undefined => /<testcase name="([^"]*)"/.exec(text)?.[1];
    expect(nameIn(junit(report([finding(locate(moved, 'broker'))]), plainView))).toBe(
      nameIn(junit(report([finding(locate(kafka, 'broker'))]), plainView)),
    );
  });
});

describe('the Checkstyle report', () => {
  it('has the findings file by file', () => {
    expect(checkstyle(report([full, info]), plainView)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <checkstyle version="4.3">
        <file name="deploy/pubsub.yaml">
          <error line="9" column="13" severity="error" message="pubsub.kafka has no metadata field &quot;broker&quot;; help: write &lt;brokers&gt; &amp; &quot;be happy&quot;" source="daprlint.unknown-metadata"/>
        </file>
        <file name="b/c.yaml">
          <error line="1" column="4" severity="info" message="]]&gt;" source="daprlint.old-version"/>
        </file>
      </checkstyle>
      "
    `);
  });

  it('names no file where nothing is wrong', () => {
    expect(checkstyle(report([]), plainView)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3"/>\n',
    );
  });
});
