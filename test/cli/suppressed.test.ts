import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../read/workspace.ts';
import { daprlint, unquotedPort } from './call.ts';

const results = (stdout: string) => (JSON.parse(stdout) as Log).runs[0]?.results ?? [];

describe('--show-suppressed', () => {
  it('tells in SARIF what is suppressed, of what kind and why', async () => {
    const folder = await folderWith({
      '.git/HEAD': '',
      'a.yaml': unquotedPort.replace('8080', '8080 # daprlint-ignore unquoted-string: in line'),
      'b.yaml': unquotedPort
        .replaceAll('orders', 'billing')
        .replace('enabled: "true"', 'enabled: "true"\n    daprlint.dev/ignore: unquoted-string'),
      'c.yaml': unquotedPort.replaceAll('orders', 'catalog'),
      'daprlint.yaml': 'ignores: [{ rules: unquoted-string, files: c.yaml, reason: in config }]\n',
      'd.yaml': unquotedPort.replaceAll('orders', 'delivery'),
    });
    await daprlint(folder, ['--update-baseline']);
    const shown = results((await daprlint(folder, ['-f', 'sarif', '--show-suppressed'])).stdout);
    expect(shown.map(({ suppressions }) => suppressions)).toEqual([
      [{ kind: 'inSource', status: 'accepted', justification: 'in line' }],
      [{ kind: 'inSource', status: 'accepted' }],
      [{ kind: 'external', status: 'accepted', justification: 'in config' }],
      [{ kind: 'external', status: 'accepted', justification: 'it is in daprlint-baseline.json' }],
    ]);
    const all = results((await daprlint(folder, ['-f', 'sarif', '--show-suppressed', '--no-baseline'])).stdout);
    expect(all.map(({ suppressions = [] }) => suppressions.length)).toEqual([0, 1, 1, 1]);
    expect(results((await daprlint(folder, ['-f', 'sarif'])).stdout)).toEqual([]);
  });

  it('keeps a secret that the reason repeats to itself', async () => {
    const text = `apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: events }
spec:
  type: state.redis
  version: v1
  metadata:
    - { name: redisHost, value: "redis:6379" }
    # daprlint-ignore plain-text-secret: hunter2-hunter2 is only for tests
    - { name: redisPassword, value: hunter2-hunter2 }
`;
    const folder = await folderWith({ '.git/HEAD': '', 'a.yaml': text });
    const { stdout } = await daprlint(folder, ['-f', 'sarif', '--show-suppressed']);
    expect(results(stdout).flatMap(({ suppressions = [] }) => suppressions)).toMatchObject([
      { justification: '••• is only for tests' },
    ]);
  });
});

describe('--fix of what the config suppresses in vain', () => {
  const config = `# ours
ignores:
  - rules: [missing-tls, unquoted-string] # both
    files: deploy/**
    until: 2026-11-22
  - rules: [unquoted-string, missing-app-port]
    names: orders
  - charts/vendor
`;
  const fixed = '# ours\nignores:\n  - rules: [unquoted-string]\n    names: orders\n  - charts/vendor\n';
  const workspace = () => folderWith({ '.git/HEAD': '', 'daprlint.yaml': config, 'deploy/orders.yaml': unquotedPort });
  const read = (folder: string): string => readFileSync(join(folder, 'daprlint.yaml'), 'utf8');

  it('takes it out of the config, and finds nothing more to do', async () => {
    const folder = await workspace();
    expect((await daprlint(folder, [])).stdout).toContain('daprlint.yaml:6:30');
    const { status, stdout, stderr } = await daprlint(folder, ['--fix']);
    expect([status, stderr]).toEqual([0, 'fixed 2 problems in 1 file\n']);
    expect(stdout).toBe('no problems in 1 object of 2 files (0 ms); 1 suppressed\n');
    expect(read(folder)).toBe(fixed);
    expect((await daprlint(folder, ['--fix', '-f', 'none'])).stderr).toBe('');
  });

  it('shows it in the diff, from a folder below as well', async () => {
    const folder = await workspace();
    const { stdout } = await daprlint(folder, ['--fix-dry-run']);
    expect(stdout).toContain('--- a/daprlint.yaml\n+++ b/daprlint.yaml\n');
    expect(read(folder)).toBe(config);
    await daprlint(join(folder, 'deploy'), ['--fix', '-f', 'none']);
    expect(read(folder)).not.toContain('2026-11-22');
  });

  it('leaves the config alone where a text goes from stdin to stdout', async () => {
    const folder = await workspace();
    const { status, stdout, stderr } = await daprlint(folder, ['--fix', '-'], {
      input: unquotedPort.replaceAll('orders', 'invoices'),
    });
    expect(status).toBe(0);
    expect(stdout).toBe(unquotedPort.replaceAll('orders', 'invoices').replace('8080', '"8080"'));
    expect(stderr).toContain('fixed 1 problem in 1 file\n');
    expect(read(folder)).toBe(config);
  });
});
