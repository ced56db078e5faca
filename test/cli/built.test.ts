import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleAction } from '../../scripts/bundle.ts';
import { folderWith } from '../read/workspace.ts';
import { flawless, unquotedPort } from './call.ts';

let cli = '';

beforeAll(async () => {
  // Far from node_modules: what the package needs has to be in it.
  const folder = await folderWith({ 'package.json': '{ "type": "module" }' });
  for (const { path, text } of await bundleAction()) {
    mkdirSync(dirname(join(folder, 'dist', path)), { recursive: true });
    writeFileSync(join(folder, 'dist', path), text);
  }
  cpSync('bin', join(folder, 'bin'), { recursive: true });
  cli = join(folder, 'bin/daprlint.cjs');
});

const daprlint = (cwd: string, argv: readonly string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...argv], {
    cwd,
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  return { status, stdout, stderr };
};

const shell = (cwd: string, command: string) => {
  const env = { PATH: process.env.PATH, DAPRLINT: `${process.execPath} ${cli}` };
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', command], { cwd, encoding: 'utf8', env });
  return { status, stdout, stderr };
};

/** Enough findings that no pipe can hold the report. */
const many = Array.from({ length: 300 }, (_, index) => unquotedPort.replaceAll('orders', `orders-${index}`)).join(
  '---\n',
);

describe('the built command', () => {
  it('runs by itself, from an export in a pipe to the exit status', async () => {
    const folder = await folderWith({ 'pubsub.yaml': flawless });
    expect(daprlint(folder, [])).toMatchObject({ status: 0, stderr: '' });
    expect(daprlint(folder, ['-', '--format', 'json'], unquotedPort)).toMatchObject({ status: 1, stderr: '' });
    expect(daprlint(folder, ['--fomat'])).toMatchObject({ status: 2, stdout: '' });
  });

  it('tells the version, the help, and what a rule is about', async () => {
    const folder = await folderWith({});
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(daprlint(folder, ['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(daprlint(folder, ['--help']).stdout).toContain('--closed-world');
    expect(daprlint(folder, ['explain', 'unquoted-string']).stdout).toContain('error[unquoted-string]');
  });

  it('honours .gitignore and patterns, which are loaded late', async () => {
    const folder = await folderWith({
      '.git/HEAD': '',
      '.gitignore': 'orders.yaml\n',
      'orders.yaml': unquotedPort,
      'pubsub.yaml': flawless,
    });
    expect(daprlint(folder, ['.'])).toMatchObject({ status: 0 });
    expect(daprlint(folder, ['*.{yaml,yml}'])).toMatchObject({ status: 0 });
    expect(daprlint(folder, ['orders.yaml'])).toMatchObject({ status: 1 });
  });

  it('writes all of a long report into a pipe', async () => {
    const folder = await folderWith({ 'many.yaml': many });
    const { status, stdout } = daprlint(folder, ['--format', 'json']);
    expect(status).toBe(1);
    expect((JSON.parse(stdout) as { findings: unknown[] }).findings).toHaveLength(300);
  });

  it('ends quietly, with its status, where the reader goes away', async () => {
    const folder = await folderWith({ 'many.yaml': many });
    const { stdout, stderr } = shell(folder, 'set -o pipefail; $DAPRLINT | head -n 1; echo $?');
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(stdout.trimEnd().split('\n')[1]).toBe('1');
  });

  it('ends quietly where nobody reads at all', async () => {
    const folder = await folderWith({ 'many.yaml': many });
    const status = await new Promise((resolve) => {
      const child = spawn(process.execPath, [cli], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.destroy();
      child.stderr.destroy();
      child.on('exit', resolve);
    });
    expect(status).toBe(1);
  });

  it('does not pass for done where the disk is full', async () => {
    const folder = await folderWith({ 'orders.yaml': unquotedPort });
    const { status, stderr } = shell(folder, '$DAPRLINT --version > /dev/full');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'daprlint: standard output cannot be written: no space is left\n',
    });
  });

  it('reads what the shell substitutes', async () => {
    const folder = await folderWith({ 'orders.yaml': unquotedPort });
    const { status, stdout, stderr } = shell(
      folder,
      '$DAPRLINT <(cat orders.yaml) /dev/stdin --format json < orders.yaml',
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('"path": "/dev/fd/');
    expect(stdout).toContain('"path": "/dev/stdin"');
  });

  it('colours nothing in a pipe', async () => {
    const folder = await folderWith({ 'orders.yaml': unquotedPort });
    expect(daprlint(folder, []).stdout).not.toContain('\u001b');
    expect(daprlint(folder, ['--color', 'always']).stdout).toContain('\u001b[');
  });

  it('loads nothing that looks at the terminal', async () => {
    const [bundle] = await bundleAction();
    expect(bundle?.text).toContain('require("node:path")');
    expect(bundle?.text).not.toMatch(/require\("(?:node:)?tty"\)/);
  });
});
