import { describe, expect, it } from 'vitest';
import { type JsonReport, json } from '../../src/report/json.ts';
import { finding, kafka, kafkaSecrets, locate, plainView, report, source } from './synthetic.ts';

const parsed = (given: Parameters<typeof json>[0]): JsonReport => JSON.parse(json(given, plainView)) as JsonReport;

describe('the JSON report', () => {
  it('has exactly the shape that was promised', () => {
    const full = finding(locate(kafka, 'broker'), {
      help: 'write "brokers"',
      resource: { apiVersion: 'dapr.io/v1alpha1', kind: 'Component', namespace: 'shop', name: 'orders' },
      related: [{ location: locate(kafka, 'pubsub.kafka'), message: 'the type is given here' }],
      fix: { title: 'Rename it', edits: [{ at: locate(kafka, 'broker'), text: 'brokers' }] },
    });
    expect(json(report([full]), plainView)).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "findings": [
          {
            "rule": "unknown-metadata",
            "severity": "error",
            "effect": "ignored",
            "message": "pubsub.kafka has no metadata field \\"broker\\"",
            "help": "write \\"brokers\\"",
            "path": "deploy/pubsub.yaml",
            "line": 9,
            "column": 13,
            "endLine": 9,
            "endColumn": 19,
            "field": "spec.metadata[broker]",
            "resource": {
              "apiVersion": "dapr.io/v1alpha1",
              "kind": "Component",
              "namespace": "shop",
              "name": "orders"
            },
            "related": [
              {
                "path": "deploy/pubsub.yaml",
                "line": 6,
                "column": 9,
                "message": "the type is given here"
              }
            ],
            "fingerprint": "0123456789abcdef",
            "fix": {
              "title": "Rename it",
              "safe": true,
              "edits": [
                {
                  "path": "deploy/pubsub.yaml",
                  "startLine": 9,
                  "startColumn": 13,
                  "endLine": 9,
                  "endColumn": 19,
                  "text": "brokers"
                }
              ]
            }
          }
        ],
        "summary": {
          "errors": 1,
          "warnings": 0,
          "infos": 0,
          "files": 2,
          "resources": 7,
          "notRendered": 0
        }
      }
      "
    `);
  });

  it('has the same shape when there is nothing to say', () => {
    expect(parsed(report([]))).toEqual({
      version: 1,
      findings: [],
      summary: { errors: 0, warnings: 0, infos: 0, files: 2, resources: 7, notRendered: 0 },
    });
  });

  it('counts what the baseline knows and what has not changed, where that is told', () => {
    const whole = report([]);
    const { summary } = parsed({ ...whole, summary: { ...whole.summary, baselined: 3, unchanged: 0 } });
    expect(summary).toMatchObject({ errors: 0, baselined: 3, unchanged: 0 });
  });

  it('leaves out what is not known, and says whether a fix is safe', () => {
    const [found] = parsed(
      report([finding(locate(kafka, 'v1'), { fix: { title: 'Drop it', unsafe: true, edits: [] } })]),
    ).findings;
    expect(Object.keys(found ?? {})).not.toContain('help');
    expect(Object.keys(found ?? {})).not.toContain('resource');
    expect(found?.fix).toEqual({ title: 'Drop it', safe: false, edits: [] });
  });

  it('counts columns in UTF-16 code units, from where a slice begins', () => {
    const slice = { ...source('a: 🎉 bad'), start: { line: 10, column: 5 } };
    expect(parsed(report([finding(locate(slice, 'bad'))])).findings[0]).toMatchObject({
      line: 10,
      column: 11,
      endLine: 10,
      endColumn: 14,
    });
  });

  it('holds no secret, and no edit that would write a concealed one', () => {
    const at = locate(kafka, '"s3cr3t-9"');
    const given = report(
      [
        finding(at, {
          message: 'the password s3cr3t-9 is plain',
          fix: { title: 'Quote it', edits: [{ at, text: "'s3cr3t-9'" }] },
        }),
      ],
      {
        secrets: kafkaSecrets,
      },
    );
    expect(json(given, plainView)).not.toContain('s3cr3t');
    expect(parsed(given).findings[0]).toMatchObject({
      message: 'the password ••• is plain',
      fix: { title: 'Quote it', safe: true, edits: [] },
    });
  });

  it('escapes what a terminal would obey, without changing the data', () => {
    const given = report([
      finding(locate({ ...kafka, path: 'a\u009b\u202e\u001b.yaml' }, 'v1'), { message: 'says \u001b[1m' }),
    ]);
    expect(json(given, plainView).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(parsed(given).findings[0]).toMatchObject({ path: 'a\u009b\u202e\u001b.yaml', message: 'says ␛[1m' });
  });
});
