import { describe, expect, it } from 'vitest';
import { compact } from '../../src/report/compact.ts';
import { finding, hostileFinding, kafka, kafkaSecrets, locate, plainView, report } from './synthetic.ts';

describe('the compact report', () => {
  it('has one line for each finding, which begins with its place', () => {
    const findings = [
      finding(locate(kafka, 'broker'), { help: 'write "brokers"' }),
      finding(locate(kafka, 'v1', 1), { severity: 'warning', rule: 'old-version', message: 'v1 is old' }),
    ];
    expect(compact(report(findings), plainView)).toBe(
      'deploy/pubsub.yaml:9:13: error: pubsub.kafka has no metadata field "broker" [unknown-metadata]\n' +
        'deploy/pubsub.yaml:7:12: warning: v1 is old [old-version]\n',
    );
  });

  it('says where it holds, if the path does not', () => {
    const shared = finding(locate(kafka, 'v1'), { workspaces: ['overlays/dev', 'overlays/prod'] });
    expect(compact(report([shared]), plainView)).toContain('"broker" (in overlays/dev and overlays/prod) [');
  });

  it('keeps to one line whatever a finding holds', () => {
    expect(
      compact(report([hostileFinding(), hostileFinding()]), plainView).split(/[\n\r\u0085\u2028\u2029]/),
    ).toHaveLength(3);
  });

  it('colours what it may colour, and nothing else', () => {
    const given = report([finding(locate(kafka, 'v1'))]);
    expect(compact(given, { ...plainView, color: true })).toContain('\u001b[');
    expect(compact(given, plainView)).not.toContain('\u001b');
  });

  it('is empty when there is nothing to say', () => {
    expect(compact(report([]), plainView)).toBe('');
  });

  it('holds no secret', () => {
    const given = report([finding(locate(kafka, '"s3cr3t-9"'), { message: 'the password s3cr3t-9 is plain' })], {
      secrets: kafkaSecrets,
    });
    expect(compact(given, plainView)).toContain('the password ••• is plain');
  });
});
