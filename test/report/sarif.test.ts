import { gzipSync } from 'node:zlib';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import { artifactUris } from '../../src/report/artifact-uri.ts';
import { sarif } from '../../src/report/sarif.ts';
import { finding, kafka, kafkaSecrets, locate, plainView, report, rule, source } from './synthetic.ts';

const runOf = (given: Parameters<typeof sarif>[0]): Run => {
  const [run] = (JSON.parse(sarif(given, plainView)) as Log).runs;
  if (!run) throw new Error('the log has no run');
  return run;
};

const resultOf = (given: Parameters<typeof sarif>[0]): Result => {
  const [result] = runOf(given).results ?? [];
  if (!result) throw new Error('the run has no result');
  return result;
};

const component = { apiVersion: 'dapr.io/v1alpha1', kind: 'Component', namespace: 'shop', name: 'orders' };

describe('the SARIF log', () => {
  it('describes every rule, also without any finding', () => {
    const rules = [
      rule('unknown-metadata', { since: '1.12.0', until: '1.18.0' }),
      rule('plain-text-secret', { effect: 'insecure', securitySeverity: 7.5, severity: 'off' }),
    ];
    expect(sarif(report([], { rules }), plainView)).toMatchInlineSnapshot(`
      "{
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
          {
            "tool": {
              "driver": {
                "name": "daprlint",
                "version": "0.1.0",
                "semanticVersion": "0.1.0",
                "informationUri": "https://github.com/daprlint/daprlint",
                "rules": [
                  {
                    "id": "unknown-metadata",
                    "name": "UnknownMetadata",
                    "shortDescription": {
                      "text": "Metadata field is not known to the component."
                    },
                    "fullDescription": {
                      "text": "Daprd ignores it, so that the setting has no effect."
                    },
                    "help": {
                      "text": "Metadata field is not known to the component. Daprd ignores it, so that the setting has no effect. Effect: ignored (Dapr takes no notice of it). Holds for Dapr from 1.12.0 and before 1.18.0. See https://docs.dapr.io/unknown-metadata/",
                      "markdown": "**Metadata field is not known to the component.**\\n\\nDaprd ignores it, so that the setting has no effect.\\n\\nEffect: \`ignored\` (Dapr takes no notice of it).\\n\\nHolds for Dapr from 1.12.0 and before 1.18.0.\\n\\n[Documentation](https://docs.dapr.io/unknown-metadata/)\\n\\nTo live with one case, write \`# daprlint-ignore unknown-metadata: reason\` above the line."
                    },
                    "helpUri": "https://docs.dapr.io/unknown-metadata/",
                    "defaultConfiguration": {
                      "level": "error"
                    },
                    "properties": {
                      "tags": [
                        "dapr",
                        "ignored"
                      ],
                      "precision": "high",
                      "problem.severity": "error"
                    }
                  },
                  {
                    "id": "plain-text-secret",
                    "name": "PlainTextSecret",
                    "shortDescription": {
                      "text": "Metadata field is not known to the component."
                    },
                    "fullDescription": {
                      "text": "Daprd ignores it, so that the setting has no effect."
                    },
                    "help": {
                      "text": "Metadata field is not known to the component. Daprd ignores it, so that the setting has no effect. Effect: insecure (it works, and an attacker has it easier). See https://docs.dapr.io/plain-text-secret/",
                      "markdown": "**Metadata field is not known to the component.**\\n\\nDaprd ignores it, so that the setting has no effect.\\n\\nEffect: \`insecure\` (it works, and an attacker has it easier).\\n\\n[Documentation](https://docs.dapr.io/plain-text-secret/)\\n\\nTo live with one case, write \`# daprlint-ignore plain-text-secret: reason\` above the line."
                    },
                    "helpUri": "https://docs.dapr.io/plain-text-secret/",
                    "defaultConfiguration": {
                      "enabled": false,
                      "level": "warning"
                    },
                    "properties": {
                      "tags": [
                        "dapr",
                        "insecure",
                        "security"
                      ],
                      "precision": "high",
                      "security-severity": "7.5"
                    }
                  }
                ]
              }
            },
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {
              "%SRCROOT%": {
                "description": {
                  "text": "The folder that the paths start from."
                }
              }
            },
            "automationDetails": {
              "id": "daprlint/"
            },
            "invocations": [
              {
                "executionSuccessful": true
              }
            ],
            "results": []
          }
        ]
      }
      "
    `);
  });

  it('gives a finding with its place, text, surroundings, names, related places, fix and fingerprint', () => {
    const full = finding(locate(kafka, 'broker'), {
      help: 'write "brokers"',
      resource: component,
      related: [{ location: locate(kafka, 'pubsub.kafka'), message: 'the type [here]' }],
      fix: { title: 'rename it', edits: [{ at: locate(kafka, 'broker'), text: 'brokers' }] },
    });
    expect(resultOf(report([full]))).toMatchInlineSnapshot(`
      {
        "fixes": [
          {
            "artifactChanges": [
              {
                "artifactLocation": {
                  "uri": "deploy/pubsub.yaml",
                  "uriBaseId": "%SRCROOT%",
                },
                "replacements": [
                  {
                    "deletedRegion": {
                      "endColumn": 19,
                      "endLine": 9,
                      "startColumn": 13,
                      "startLine": 9,
                    },
                    "insertedContent": {
                      "text": "brokers",
                    },
                  },
                ],
              },
            ],
            "description": {
              "text": "Rename it.",
            },
            "properties": {
              "safe": true,
            },
          },
        ],
        "level": "error",
        "locations": [
          {
            "logicalLocations": [
              {
                "fullyQualifiedName": "shop/Component/orders",
                "kind": "resource",
                "name": "orders",
              },
              {
                "fullyQualifiedName": "spec.metadata[broker]",
                "kind": "property",
                "name": "broker",
              },
            ],
            "physicalLocation": {
              "artifactLocation": {
                "uri": "deploy/pubsub.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "contextRegion": {
                "endColumn": 26,
                "endLine": 10,
                "snippet": {
                  "text": "  metadata:
          - name: broker
            value: "kafka:9092"",
                },
                "startColumn": 1,
                "startLine": 8,
              },
              "region": {
                "endColumn": 19,
                "endLine": 9,
                "snippet": {
                  "text": "broker",
                },
                "startColumn": 13,
                "startLine": 9,
              },
            },
          },
        ],
        "message": {
          "text": "pubsub.kafka has no metadata field "broker". Write "brokers". See: [the type \\[here\\]](1).",
        },
        "partialFingerprints": {
          "daprlint/v1": "0123456789abcdef",
        },
        "relatedLocations": [
          {
            "id": 1,
            "message": {
              "text": "The type [here].",
            },
            "physicalLocation": {
              "artifactLocation": {
                "uri": "deploy/pubsub.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "endColumn": 21,
                "endLine": 6,
                "snippet": {
                  "text": "pubsub.kafka",
                },
                "startColumn": 9,
                "startLine": 6,
              },
            },
          },
        ],
        "ruleId": "unknown-metadata",
        "ruleIndex": 0,
      }
    `);
  });

  it('gives a security severity to rules about security only', () => {
    const [plain, secret] = runOf(report([])).tool.driver.rules ?? [];
    expect(plain?.properties).not.toHaveProperty('security-severity');
    expect(plain?.properties?.tags).not.toContain('security');
    expect(secret?.properties).toMatchObject({ 'security-severity': '7.5', tags: ['dapr', 'insecure', 'security'] });
  });

  it('names each rule differently from its id, and keeps within the limits of GitHub', () => {
    const [only] =
      runOf(report([], { rules: [rule('unknown-metadata', { why: 'x'.repeat(5000) })] })).tool.driver.rules ?? [];
    expect(only?.name).toBe('UnknownMetadata');
    expect(only?.fullDescription?.text).toHaveLength(1024);
  });

  it('begins sentences with a capital, but leaves names as they are', () => {
    const textOf = (message: string) => resultOf(report([finding(locate(kafka, 'v1'), { message })])).message.text;
    expect(textOf('version is missing')).toBe('Version is missing.');
    expect(textOf('dapr.io/app-port is a number')).toBe('dapr.io/app-port is a number.');
    expect(textOf('redisHost is missing...')).toBe('redisHost is missing.');
  });

  it('makes no link of what a user wrote', () => {
    expect(
      resultOf(report([finding(locate(kafka, 'v1'), { message: 'click [me](https://example.com)' })])).message.text,
    ).toBe('Click [me] (https://example.com).');
  });

  it('leaves out what is suppressed, unless asked for', () => {
    const suppressed = [
      { finding: finding(locate(kafka, 'v1')), by: 'comment' as const, reason: 'it is s3cr3t-9,\nwe know' },
      { finding: finding(locate(kafka, 'name'), { message: 'it is s3cr3t-9' }), by: 'annotation' as const },
    ];
    const given = report([finding(locate(kafka, 'broker'))], { suppressed, secrets: kafkaSecrets });
    expect(runOf(given).results).toHaveLength(1);
    const text = sarif(given, { ...plainView, suppressed: true });
    expect(text).not.toContain('s3cr3t');
    const results = (JSON.parse(text) as Log).runs[0]?.results ?? [];
    expect(results.map(({ suppressions }) => suppressions)).toEqual([
      [],
      [{ kind: 'inSource', status: 'accepted', justification: 'it is •••, we know' }],
      [{ kind: 'inSource', status: 'accepted' }],
    ]);
  });

  it('holds no secret, in text, surroundings or fixes', () => {
    const at = locate(kafka, '"s3cr3t-9"');
    const leaking = finding(at, {
      message: 'it is s3cr3t-9',
      fix: { title: 'Quote s3cr3t-9', edits: [{ at, text: "'s3cr3t-9'" }] },
    });
    const result = resultOf(report([leaking], { secrets: kafkaSecrets }));
    expect(JSON.stringify(result)).not.toContain('s3cr3t');
    expect(result.fixes).toBeUndefined();
    expect(result.locations?.[0]?.physicalLocation?.region?.snippet?.text).toBe('•••');
    expect(result.locations?.[0]?.physicalLocation?.contextRegion?.snippet?.text).toBe(
      '    - name: saslPassword\n      value: •••\n',
    );
  });

  it('gives only a part of a long line, and only the place of a long range', () => {
    const long = source(`x: ${'y'.repeat(1_000_000)} bad ${'z'.repeat(1_000_000)}`);
    const text = sarif(
      report([finding(locate(long, 'bad')), finding({ source: long, range: { start: 0, end: 1_500_000 } })]),
      plainView,
    );
    expect(text.length).toBeLessThan(10_000);
  });

  it('gives no surroundings where the range is all there is', () => {
    const all = source('everything');
    expect(resultOf(report([finding(locate(all, 'everything'))])).locations?.[0]?.physicalLocation).not.toHaveProperty(
      'contextRegion',
    );
  });

  it('keeps the worst where there are more results than GitHub takes, and says so', () => {
    const mild = Array.from({ length: 5_000 }, () => finding(locate(kafka, 'v1'), { severity: 'info' }));
    const run = runOf(report([...mild, finding(locate(kafka, 'name'))]));
    expect(run.results).toHaveLength(5_000);
    expect(run.results?.at(-1)?.level).toBe('error');
    expect(run.invocations?.[0]?.toolExecutionNotifications).toEqual([
      {
        level: 'warning',
        message: { text: '1 of the milder findings are left out: GitHub takes 5000 of a run, in a log of 10 MB.' },
      },
    ]);
  });

  it('takes, of errors, those about security for the worst, then those that are refused', () => {
    const at = locate(kafka, 'v1');
    const fragile = Array.from({ length: 4_999 }, () => finding(at, { effect: 'fragile' }));
    const secret = finding(at, { rule: 'plain-text-secret', effect: 'insecure' });
    const run = runOf(report([finding(at), ...fragile, finding(at, { effect: 'rejected' }), secret]));
    expect(run.results?.at(-1)?.ruleId).toBe('plain-text-secret');
    expect(run.results).toHaveLength(5_000);
    const kept = runOf(report([...fragile, finding(at), secret])).results ?? [];
    expect(kept.at(-1)?.ruleId).toBe('plain-text-secret');
    expect(kept.at(-2)?.ruleId).toBe('unknown-metadata');
  });

  it('stays below ten megabytes when it is compressed, whatever the files hold', () => {
    let state = 1;
    const noise = (length: number): string =>
      String.fromCharCode(
        ...Array.from({ length }, () => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
          return 0x4e00 + ((state >>> 8) % 0x5000);
        }),
      );
    const findings = Array.from({ length: 5_000 }, (_, index) => {
      const within = source(`a: ${noise(1_900)}\n`, `deploy/${index}.yaml`);
      return finding(
        { source: within, range: { start: 3, end: 1_900 } },
        { message: noise(100), help: noise(50), severity: index < 10 ? 'error' : 'info' },
      );
    });
    const text = sarif(report(findings), plainView);
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
    const [run] = (JSON.parse(text) as Log).runs;
    const regions = (run?.results ?? []).map(({ locations }) => locations?.[0]?.physicalLocation?.region);
    expect(regions).toHaveLength(5_000);
    expect(regions.slice(0, 10).every((region) => region?.snippet !== undefined)).toBe(true);
    const bare = regions.filter((region) => region?.snippet === undefined).length;
    expect(bare).toBeGreaterThan(1_000);
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
      `${bare} of the milder findings come without code and fixes: GitHub takes no log of more than 10 MB.`,
    );
  });

  it('survives a finding of a rule that it does not know', () => {
    const result = resultOf(report([finding(locate(kafka, 'v1'), { rule: 'gone', field: '' })]));
    expect(result).not.toHaveProperty('ruleIndex');
    expect(result.message).toEqual({ text: 'pubsub.kafka has no metadata field "broker".' });
    expect(result.locations?.[0]).not.toHaveProperty('logicalLocations');
  });
});

describe('the URI of a path', () => {
  const uriOf = (path: string, ...others: readonly string[]): string => artifactUris([path, ...others])(path);

  it.each([
    ['deploy/app.yaml', 'deploy/app.yaml'],
    ['./deploy//x/../app.yaml', 'deploy/app.yaml'],
    ['deploy\\windows\\app.yaml', 'deploy/windows/app.yaml'],
    ['with space/漢字 #1?.yaml', 'with%20space/%E6%BC%A2%E5%AD%97%20%231%3F.yaml'],
    ['a:b/100%.yaml', 'a%3Ab/100%25.yaml'],
    ['bad\ud800.yaml', 'bad%EF%BF%BD.yaml'],
    ['-', 'stdin'],
    ['<stdin>', 'stdin'],
    ['', 'unnamed'],
  ])('of %j is %s', (path, uri) => {
    expect(uriOf(path)).toBe(uri);
  });

  it.each([
    ['/home/someone/repo/app.yaml', 'app.yaml'],
    ['C:\\Users\\someone\\repo\\app.yaml', 'app.yaml'],
    ['\\\\server\\share\\app.yaml', 'app.yaml'],
  ])('does not tell the folders above of %s', (path, uri) => {
    expect(uriOf(path)).toBe(uri);
  });

  it('keeps absolute paths apart from each other', () => {
    const uris = artifactUris(['/home/me/a/app.yaml', '/home/me/b/app.yaml', 'other.yaml']);
    expect(['/home/me/a/app.yaml', '/home/me/b/app.yaml', 'other.yaml'].map(uris)).toEqual([
      'a/app.yaml',
      'b/app.yaml',
      'other.yaml',
    ]);
  });
});
