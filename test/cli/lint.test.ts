import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatNames } from '../../src/index.ts';
import { folderWith } from '../read/workspace.ts';
import { daprlint, flawless, unquotedPort } from './call.ts';

const workspace = () => folderWith({ '.git/HEAD': '', 'orders.yaml': unquotedPort, 'pubsub.yaml': flawless });
/** What is wrong in the manifests of a JSON report, in short. */
const found = (stdout: string): readonly string[] => {
  const { findings } = JSON.parse(stdout) as {
    findings: readonly { path: string; line: number; rule: string; severity: string }[];
  };
  return findings.map(({ path, line, severity, rule }) => `${path}:${line} ${severity} ${rule}`);
};

describe('the exit status', () => {
  it('is 0 where there is nothing to object to', async () => {
    const { status, stdout, stderr } = await daprlint(await workspace(), ['pubsub.yaml']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe('no problems in 1 object of 1 file (0 ms)\n');
  });

  it('is 0 where nothing concerns Dapr', async () => {
    const folder = await folderWith({ 'compose.yaml': 'services: {}\n' });
    const { status, stdout } = await daprlint(folder, []);
    expect(status).toBe(0);
    expect(stdout).toContain("nothing of Dapr's");
  });

  it.each(formatNames)(
    'is 1 for an error, 0 without one and 2 for a bad path in the format %s as in all',
    async (format) => {
      const folder = await workspace();
      const { status, stderr } = await daprlint(folder, ['--format', format]);
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
      expect((await daprlint(folder, ['--format', format, '--rule', 'unquoted-string=warning'])).status).toBe(0);
      expect(await daprlint(folder, ['--format', format, 'order.yaml'])).toMatchObject({ status: 2, stdout: '' });
    },
  );

  it('follows the threshold', async () => {
    const folder = await workspace();
    const warned = ['--rule', 'unquoted-string=warning'];
    expect((await daprlint(folder, warned)).status).toBe(0);
    expect((await daprlint(folder, [...warned, '--fail-on', 'warning'])).status).toBe(1);
    expect((await daprlint(folder, [...warned, '--fail-on=info'])).status).toBe(1);
    expect((await daprlint(folder, ['--fail-on', 'never'])).status).toBe(0);
  });

  it('follows the number of warnings that are allowed', async () => {
    const folder = await workspace();
    const warned = ['--rule', 'unquoted-string=warning', '--max-warnings'];
    expect((await daprlint(folder, [...warned, '1'])).status).toBe(0);
    expect((await daprlint(folder, [...warned, '0'])).status).toBe(1);
    expect((await daprlint(folder, [...warned, '0', '--quiet'])).status).toBe(1);
  });

  it('is 2 for a path that cannot be read, whatever else there is', async () => {
    const { status, stdout, stderr } = await daprlint(await workspace(), ['orders.yaml', 'order.yaml']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      'daprlint: order.yaml cannot be read: there is no such file or folder\nhelp: did you mean orders.yaml?\n',
    );
  });

  it('is 2 for a folder without manifests', async () => {
    const { status, stderr } = await daprlint(await folderWith({ 'README.md': '' }), []);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'daprlint: . holds no .yaml, .yml or .json file\n' });
  });
});

describe('reports', () => {
  it('come on stdout in the format that is asked for', async () => {
    const folder = await workspace();
    expect(found((await daprlint(folder, ['-f', 'json'])).stdout)).toEqual(['orders.yaml:8 error unquoted-string']);
    expect(found((await daprlint(folder, ['-fjson'])).stdout)).toHaveLength(1);
    expect((await daprlint(folder, ['-f', 'github'])).stdout).toMatch(/^::error file=orders\.yaml,line=8,/);
    expect((await daprlint(folder, ['-f', 'none'])).stdout).toBe('');
    expect((await daprlint(folder, ['-f', 'json', '-f', 'none'])).stdout).toBe('');
  });

  it('go to files beside it, from the same run', async () => {
    const folder = await workspace();
    const { status, stdout } = await daprlint(folder, ['-o', 'sarif=out.sarif', '--output=json=out.json']);
    expect(status).toBe(1);
    expect(stdout).toContain('error[unquoted-string]');
    expect(found(readFileSync(join(folder, 'out.json'), 'utf8'))).toHaveLength(1);
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8'))).toHaveProperty('version', '2.1.0');
  });

  it('go to a file instead where the file alone is named', async () => {
    const folder = await workspace();
    const { stdout } = await daprlint(folder, ['-f', 'json', '-o', 'report.out']);
    expect(stdout).toBe('');
    expect(found(readFileSync(join(folder, 'report.out'), 'utf8'))).toHaveLength(1);
  });

  it('in files have no colours, whatever the terminal has', async () => {
    const folder = await workspace();
    await daprlint(folder, ['--color', 'always', '-o', 'pretty=report.txt']);
    expect(readFileSync(join(folder, 'report.txt'), 'utf8')).not.toContain('\u001b');
  });

  it('are not begun where one cannot be written', async () => {
    const folder = await workspace();
    const { status, stdout, stderr } = await daprlint(folder, ['-o', 'json=a.json', '-o', 'sarif=missing/b.sarif']);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'daprlint: missing/b.sarif cannot be written: its folder does not exist\n',
    });
    expect((await daprlint(folder, ['-o', 'json=a', '-o', 'sarif=./a'])).stderr).toContain(
      './a would take two reports',
    );
    expect(readdirSync(folder).sort()).toEqual(['.git', 'orders.yaml', 'pubsub.yaml']);
  });

  it('show errors only if that is asked for, and count all the same', async () => {
    const folder = await workspace();
    const { stdout } = await daprlint(folder, ['--quiet', '--rule', 'unquoted-string=warning', '-f', 'json']);
    expect(found(stdout)).toEqual([]);
    expect(JSON.parse(stdout)).toHaveProperty('summary.warnings', 1);
  });
});

describe('colour', () => {
  const isColoured = async (
    argv: readonly string[],
    env: Record<string, string>,
    columns?: number,
  ): Promise<boolean> => {
    const { stdout } = await daprlint(await workspace(), argv, {
      env,
      terminal: columns === undefined ? undefined : { columns },
    });
    return stdout.includes('\u001b[');
  };

  it('is there on a terminal, and nowhere else', async () => {
    expect(await isColoured([], {}, 80)).toBe(true);
    expect(await isColoured([], {})).toBe(false);
    expect(await isColoured([], { TERM: 'dumb' }, 80)).toBe(false);
  });

  it('follows NO_COLOR and FORCE_COLOR, and the option before both', async () => {
    expect(await isColoured([], { NO_COLOR: '1' }, 80)).toBe(false);
    expect(await isColoured([], { NO_COLOR: '' }, 80)).toBe(true);
    expect(await isColoured([], { FORCE_COLOR: '1' })).toBe(true);
    expect(await isColoured([], { FORCE_COLOR: '0' }, 80)).toBe(false);
    expect(await isColoured(['--color', 'always'], { NO_COLOR: '1' })).toBe(true);
    expect(await isColoured(['--color=never'], { FORCE_COLOR: '1' }, 80)).toBe(false);
  });
});

describe('the config', () => {
  it('is found upward, and left aside if that is asked for', async () => {
    const folder = await folderWith({
      '.git/HEAD': '',
      'daprlint.yaml': 'rules:\n  unquoted-string: off\n',
      'deploy/orders.yaml': unquotedPort,
    });
    const cwd = join(folder, 'deploy');
    expect((await daprlint(cwd, [])).status).toBe(0);
    expect((await daprlint(cwd, ['--no-config'])).status).toBe(1);
    expect((await daprlint(cwd, ['--rule', 'unquoted-string=error'])).status).toBe(1);
  });

  it('is the file that is named', async () => {
    const folder = await folderWith({
      '.git/HEAD': '',
      'ci/lint.yaml': 'ignores: [vendor]\n',
      'vendor/orders.yaml': unquotedPort,
      'pubsub.yaml': flawless,
    });
    expect((await daprlint(folder, [])).status).toBe(1);
    expect((await daprlint(folder, ['-c', 'ci/lint.yaml'])).status).toBe(0);
    expect((await daprlint(folder, ['-c', 'ci/lint.yaml', 'vendor/orders.yaml'])).status).toBe(0);
    expect((await daprlint(folder, ['-c', 'ci/lint.yaml', '--no-ignores'])).status).toBe(1);
    expect((await daprlint(folder, ['-c', 'ci/lnt.yaml'])).stderr).toMatch(
      /^daprlint: the config ci\/lnt\.yaml cannot be read: /,
    );
  });

  it('is shown with a frame where it is wrong', async () => {
    const folder = await folderWith({ '.git/HEAD': '', 'daprlint.yaml': 'presett: strict\n', 'pubsub.yaml': flawless });
    const { status, stdout, stderr } = await daprlint(folder, []);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('--> daprlint.yaml:1:1\n');
    expect(stderr).toContain('1 | presett: strict\n  | ^^^^^^^');
    expect(stderr).toContain('preset');
    expect(stderr).not.toContain('    at ');
  });

  it('can be printed as it is in force, in a form that is a config again', async () => {
    const folder = await folderWith({ '.git/HEAD': '', 'daprlint.yaml': 'closedWorld: true\n' });
    const { status, stdout } = await daprlint(folder, ['--preset', 'minimal', '--print-config']);
    expect(status).toBe(0);
    expect(stdout).toContain('preset: minimal\n');
    expect(stdout).toContain('closedWorld: true\n');
    const again = await folderWith({ '.git/HEAD': '', 'daprlint.yaml': stdout });
    expect((await daprlint(again, ['--print-config'])).stdout).toBe(stdout);
  });
});

describe('stdin', () => {
  it('is linted under the name that it is given', async () => {
    const folder = await folderWith({});
    const { status, stdout } = await daprlint(folder, ['-', '-f', 'json', '--stdin-filename', 'charts/orders.yaml'], {
      input: unquotedPort,
    });
    expect(status).toBe(1);
    expect(found(stdout)).toEqual(['charts/orders.yaml:8 error unquoted-string']);
  });

  it('is ignored where the file of that name is', async () => {
    const folder = await folderWith({ '.git/HEAD': '', 'daprlint.yaml': 'ignores: [charts]\n' });
    const lint = (name: string, ...more: readonly string[]) =>
      daprlint(folder, ['-', '--stdin-filename', name, ...more], { input: unquotedPort });
    for (const name of ['charts/orders.yaml', './charts/orders.yaml', join(folder, 'charts/orders.yaml')]) {
      const { status, stdout, stderr } = await lint(name);
      expect({ status, stdout, stderr }).toEqual({
        status: 0,
        stdout: "nothing of Dapr's in 0 files (0 ms)\n",
        stderr: '',
      });
      expect((await lint(name, '--no-ignores')).status).toBe(1);
    }
    expect((await lint('orders.yaml')).status).toBe(1);
  });

  it('has the config of the file that it is', async () => {
    const folder = await folderWith({
      '.git/HEAD': '',
      'apps/daprlint.yaml': 'rules: { unquoted-string: warning }\nignores: [orders.yaml]\n',
      'daprlint.yaml': 'rules: { unquoted-string: info }\n',
    });
    const lint = async (...argv: readonly string[]) =>
      found((await daprlint(folder, [...argv, '-f', 'json'], { input: unquotedPort })).stdout);
    expect(await lint('-', '--stdin-filename', 'apps/new/deep/a.yaml')).toEqual([
      'apps/new/deep/a.yaml:8 warning unquoted-string',
    ]);
    expect(await lint('-', '--stdin-filename', 'apps/orders.yaml')).toEqual([]);
    expect(await lint('-', '--stdin-filename', 'orders.yaml')).toEqual(['orders.yaml:8 info unquoted-string']);
    expect(await lint('-')).toEqual(['<stdin>:8 info unquoted-string']);
  });

  it('may be empty', async () => {
    const { status, stderr } = await daprlint(await folderWith({}), ['-']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
