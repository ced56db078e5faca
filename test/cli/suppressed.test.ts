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
