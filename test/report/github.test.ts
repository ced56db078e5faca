import { describe, expect, it } from 'vitest';
import { github } from '../../src/report/github.ts';
import { jobSummary } from '../../src/report/markdown.ts';
import { finding, kafka, kafkaSecrets, locate, plainView, report, source } from './synthetic.ts';

const times = (count: number, severity: 'error' | 'warning' | 'info') =>
  Array.from({ length: count }, (_, index) =>
    finding(locate(kafka, 'v1'), { severity, message: `${severity} ${index}` }),
  );

describe('the report for a GitHub workflow', () => {
  it('annotates the place of a finding', () => {
    expect(github(report([finding(locate(kafka, 'broker'), { help: 'write "brokers"' })]), plainView)).toBe(
      '::error file=deploy/pubsub.yaml,line=9,col=13,endLine=9,endColumn=19,title=metadata field is not known to the component (unknown-metadata)' +
        '::pubsub.kafka has no metadata field "broker"%0Ahelp: write "brokers"%0Adocs: https://docs.dapr.io/unknown-metadata/\n',
    );
  });

  it('gives no columns for a range over several lines, which the runner would refuse', () => {
    const range = { start: 0, end: kafka.text.length };
    expect(github(report([finding({ source: kafka, range }, { rule: 'some-rule', message: 'm' })]), plainView)).toBe(
      '::error file=deploy/pubsub.yaml,line=1,endLine=15,title=some-rule::m\n',
    );
  });

  it('escapes what would end a property or a command', () => {
    const odd = source('a: 1\n', 'dir\\100%,a:b\r\n::x.yaml');
    expect(
      github(report([finding(locate(odd, '1'), { rule: 'x', message: '50%\n::stop-commands::t' })]), plainView),
    ).toBe(
      '::error file=dir/100%25%2Ca%3Ab %3A%3Ax.yaml,line=1,col=4,endLine=1,endColumn=5,title=x::50%25 ::stop-commands::t\n',
    );
  });

  it('puts the worst first, and counts what GitHub would drop', () => {
    const lines = github(report([...times(1, 'info'), ...times(12, 'warning'), ...times(11, 'error')]), plainView)
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => /^::(\w+)/.exec(line)?.[1] ?? line)).toEqual([
      ...Array(10).fill('error'),
      ...Array(10).fill('warning'),
      'notice',
      'and 1 error and 2 warnings more: GitHub shows 10 annotations of each level and step',
    ]);
  });

  it('is empty when there is nothing to say', () => {
    expect(github(report([]), plainView)).toBe('');
  });

  it('holds no secret', () => {
    const given = report([finding(locate(kafka, '"s3cr3t-9"'), { message: 'the password s3cr3t-9 is plain' })], {
      secrets: kafkaSecrets,
    });
    expect(github(given, plainView)).not.toContain('s3cr3t');
  });
});

describe('the summary of a job', () => {
  it('counts, and lists the findings of each file', () => {
    const other = source('a: bad\n', 'other|file.yaml');
    const findings = [
      finding(locate(kafka, 'broker'), { help: 'write `brokers`' }),
      finding(locate(other, 'bad'), {
        severity: 'warning',
        message: 'a | b <b>c</b> [d](https://e.f) ![g](h) *i* _j_ @k #1 www.l.m ##[n]\no',
      }),
    ];
    expect(jobSummary(report(findings, { summary: { suppressed: 1 } }))).toMatchInlineSnapshot(`
      "## daprlint

      Found 1 error and 1 warning in 7 objects of 2 files; 1 suppressed.

      | errors | warnings | infos | files | objects | suppressed | not rendered |
      | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
      | 1 | 1 | 0 | 2 | 7 | 1 | 0 |

      ### deploy/pubsub.yaml

      | place | severity | rule | message |
      | ---: | --- | --- | --- |
      | 9:13 | error | unknown-metadata | pubsub.kafka has no metadata field "broker"<br>write \\\`brokers\\\` |

      ### other\\|file.yaml

      | place | severity | rule | message |
      | ---: | --- | --- | --- |
      | 1:4 | warning | unknown-metadata | a \\| b \\<b\\>c\\</b\\> \\[d\\](https\\://e.f) \\!\\[g\\](h) \\*i\\* \\_j\\_ \\@k \\#1 www\\.l.m \\#\\#\\[n\\] o |
      "
    `);
  });

  it('says so when there is nothing wrong', () => {
    expect(jobSummary(report([]))).toContain('\nNo problems in 7 objects of 2 files.\n');
  });

  it('stays below one mebibyte and says how much is left out', () => {
    const findings = Array.from({ length: 20_000 }, (_, index) =>
      finding(locate(kafka, 'Component'), { message: `${index} ${'漢'.repeat(100)}` }),
    );
    const text = jobSummary(report(findings));
    expect(new TextEncoder().encode(text).length).toBeLessThan(1_048_576);
    const rows = text.match(/^\| 2:7 /gm)?.length ?? 0;
    expect(rows).toBeGreaterThan(1000);
    expect(text).toContain(`\n${20_000 - rows} more findings left out: the page would be too long.\n`);
  });

  it('holds no secret', () => {
    const given = report([finding(locate(kafka, '"s3cr3t-9"'), { message: 'the password s3cr3t-9 is plain' })], {
      secrets: kafkaSecrets,
    });
    expect(jobSummary(given)).not.toContain('s3cr3t');
  });
});
