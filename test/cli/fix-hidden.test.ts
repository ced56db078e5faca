import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryWith } from '../read/repository.ts';
import { folderWith } from '../read/workspace.ts';
import { daprlint, flawless, unquotedPort } from './call.ts';

const quoted = unquotedPort.replace('8080', '"8080"');
const invoices = unquotedPort.replaceAll('orders', 'invoices');
const none = ['-f', 'none'];
const texts = (folder: string, ...files: readonly string[]): readonly string[] =>
  files.map((file) => readFileSync(join(folder, file), 'utf8'));

const knowing = (...names: readonly string[]): string =>
  JSON.stringify({
    version: 1,
    paths: ['.'],
    findings: names.map((name) => ({
      kind: 'Pod',
      name,
      path: 'metadata.annotations["dapr.io/app-port"]',
      rule: 'unquoted-string',
    })),
  });

describe('--fix with --changed', () => {
  it('fixes what is changed alone', async () => {
    const { folder, write } = await repositoryWith({ 'orders.yaml': unquotedPort, 'invoices.yaml': invoices });
    await write({ 'orders.yaml': unquotedPort.replace('8080', '8081') });
    const { status, stdout, stderr } = await daprlint(folder, ['--fix', '--changed']);
    expect([status, stdout]).toEqual([0, 'no problems in 2 objects of 2 files (0 ms); 1 in what has not changed\n']);
    expect(stderr).toBe('fixed 1 problem in 1 file\n');
    expect(texts(folder, 'orders.yaml', 'invoices.yaml')).toEqual([quoted.replace('8080', '8081'), invoices]);
  });

  it.each(['dev', 'prod'])('leaves alone the same object in a file that is not %s', async (changed) => {
    const files = { 'dev/orders.yaml': unquotedPort, 'prod/orders.yaml': unquotedPort };
    const { folder, git, write } = await repositoryWith(files);
    await write({ [`${changed}/orders.yaml`]: unquotedPort.replace('8080', '8081') });
    expect((await daprlint(folder, ['--fix', '--changed', ...none])).stderr).toBe('fixed 1 problem in 1 file\n');
    expect(git('diff', '--name-only')).toBe(`${changed}/orders.yaml\n`);
    // Nothing moves in a second run either.
    expect((await daprlint(folder, ['--fix', '--changed', ...none])).stderr).toBe('');
  });

  it('leaves alone what a fix above it moves', async () => {
    const twice = `${unquotedPort.replace('8080', '8080 # one')}    dapr.io/max-concurrency: 5\n`;
    const { folder, write } = await repositoryWith({ 'orders.yaml': twice });
    await write({ 'orders.yaml': twice.replace('8080', '8081') });
    const { status, stderr } = await daprlint(folder, ['--fix', '--changed', ...none]);
    expect([status, stderr]).toEqual([0, 'fixed 1 problem in 1 file\n']);
    expect(texts(folder, 'orders.yaml')).toEqual([twice.replace('8080', '"8081"')]);
  });

  it('shows in the diff what is changed alone', async () => {
    const { folder, write } = await repositoryWith({ 'dev.yaml': unquotedPort, 'prod.yaml': unquotedPort });
    await write({ 'dev.yaml': unquotedPort.replace('8080', '8081') });
    const { stdout } = await daprlint(folder, ['--fix-dry-run', '--changed', ...none]);
    expect(stdout.match(/^[-+].*/gm)).toEqual([
      '--- a/dev.yaml',
      '+++ b/dev.yaml',
      '-    dapr.io/app-port: 8081',
      '+    dapr.io/app-port: "8081"',
    ]);
  });
});

describe('--fix with a baseline', () => {
  it('leaves alone what the baseline knows', async () => {
    const files = { 'orders.yaml': unquotedPort, 'invoices.yaml': invoices };
    const folder = await folderWith({ ...files, 'daprlint-baseline.json': knowing('invoices') });
    const { status, stdout, stderr } = await daprlint(folder, ['--fix', '.']);
    expect([status, stdout]).toEqual([0, 'no problems in 2 objects of 3 files (0 ms); 1 in the baseline\n']);
    expect(stderr).toBe('fixed 1 problem in 1 file\n');
    expect(texts(folder, 'orders.yaml', 'invoices.yaml')).toEqual([quoted, invoices]);
  });

  it('fixes of more than the baseline knows no more than is shown', async () => {
    const files = { 'dev.yaml': unquotedPort, 'prod.yaml': unquotedPort };
    const folder = await folderWith({ ...files, 'daprlint-baseline.json': knowing('orders') });
    expect((await daprlint(folder, ['--fix', ...none])).stderr).toBe('fixed 1 problem in 1 file\n');
    expect(texts(folder, 'dev.yaml', 'prod.yaml')).toEqual([unquotedPort, quoted]);
    expect((await daprlint(folder, ['--fix', ...none])).stderr).toBe('');
  });

  it('counts what is known as it is after the fixes, of which one may have put right two', async () => {
    const misspelt = flawless
      .replace('secretstores.kubernetes', 'pubsub.redis')
      .replace(
        'metadata: []',
        'metadata:\n    - name: redisHost\n      value: redis:6379\n    - name: enableTSL\n      value: "true"',
      );
    const baseline = {
      version: 1,
      paths: ['.'],
      findings: [
        { kind: 'Pod', name: 'invoices', path: 'metadata.annotations["dapr.io/app-port"]', rule: 'unquoted-string' },
        { kind: 'Component', name: 'secrets', path: 'spec.type', rule: 'missing-tls' },
      ],
    };
    const folder = await folderWith({
      'pubsub.yaml': misspelt,
      'invoices.yaml': invoices,
      'known.json': JSON.stringify(baseline),
    });
    const named = ['--baseline', 'known.json', 'pubsub.yaml', 'invoices.yaml', '--fix', '--unsafe-fixes'];
    expect((await daprlint(folder, named.slice(0, 4))).stdout).toContain('; 2 in the baseline');
    const { stdout, stderr } = await daprlint(folder, [...named, '--output', 'sarif=a.sarif', '--show-suppressed']);
    expect(stderr).toBe('fixed 1 problem in 1 file\n');
    expect(stdout).toBe('no problems in 2 objects of 2 files (0 ms); 1 in the baseline\n');
    expect(texts(folder, 'a.sarif')[0]?.match(/it is in known\.json/g)).toHaveLength(1);
    const fixed = await daprlint(folder, [...named, '--format', 'json']);
    expect(JSON.parse(fixed.stdout)).toMatchObject({ summary: { baselined: 1 } });
  });

  it('fixes beside --changed what is changed and not known', async () => {
    const others = unquotedPort.replaceAll('orders', 'shipping');
    const { folder, git, write } = await repositoryWith({
      'orders.yaml': unquotedPort,
      'invoices.yaml': invoices,
      'shipping.yaml': others,
      'daprlint-baseline.json': knowing('invoices'),
    });
    await write({
      'orders.yaml': unquotedPort.replace('8080', '8081'),
      'invoices.yaml': invoices.replace('8080', '8081'),
    });
    const { status, stdout } = await daprlint(folder, ['--fix', '--changed']);
    expect([status, stdout.replace(/\s+/g, ' ')]).toEqual([
      0,
      'no problems in 3 objects of 4 files (0 ms); 1 in the baseline; 1 in what has not changed ',
    ]);
    expect(texts(folder, 'orders.yaml', 'invoices.yaml', 'shipping.yaml')).toEqual([
      quoted.replace('8080', '8081'),
      invoices.replace('8080', '8081'),
      others,
    ]);
    expect(git('diff', '--name-only')).toBe('invoices.yaml\norders.yaml\n');
  });
});
