import { describe, expect, it } from 'vitest';
import { type CodeQualityIssue, gitlab } from '../../src/report/gitlab.ts';
import { finding, kafka, locate, plainView, report, source } from './synthetic.ts';

const issuesOf = (given: Parameters<typeof gitlab>[0]): readonly CodeQualityIssue[] =>
  JSON.parse(gitlab(given, plainView)) as readonly CodeQualityIssue[];

describe('the report for a merge request of GitLab', () => {
  it('has an entry for each finding', () => {
    const one = finding(locate(kafka, 'broker'), { help: 'write "brokers"', workspaces: ['overlays/dev'] });
    expect(issuesOf(report([one]))).toEqual([
      {
        description: 'pubsub.kafka has no metadata field "broker". Write "brokers". It holds in overlays/dev.',
        check_name: 'unknown-metadata',
        fingerprint: '0123456789abcdef',
        severity: 'major',
        location: { path: 'deploy/pubsub.yaml', lines: { begin: 9, end: 9 } },
      },
    ]);
  });

  it('tells what stops a deployment from the rest', () => {
    const at = locate(kafka, 'v1');
    const findings = [
      finding(at, { effect: 'rejected' }),
      finding(at, { effect: 'wrong' }),
      finding(at, { effect: 'rejected', severity: 'warning' }),
      finding(at, { severity: 'info' }),
    ];
    expect(issuesOf(report(findings)).map(({ severity }) => severity)).toEqual(['critical', 'major', 'minor', 'info']);
  });

  it.each([
    ['./deploy/./app.yaml', 'deploy/app.yaml'],
    ['deploy\\windows\\app.yaml', 'deploy/windows/app.yaml'],
    ['/builds/shop/deploy/app.yaml', 'app.yaml'],
    ['with space/漢字 #1?.yaml', 'with space/漢字 #1?.yaml'],
  ])('names %s as the repository does: %s', (path, expected) => {
    const within = source('a: 1\n', path);
    expect(issuesOf(report([finding(locate(within, '1'))]))[0]?.location.path).toBe(expected);
  });

  it('is an empty list when there is nothing to say', () => {
    expect(gitlab(report([]), plainView)).toBe('[]\n');
  });
});
