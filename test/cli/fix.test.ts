import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { folderWith } from '../read/workspace.ts';
import { daprlint, flawless, unquotedPort } from './call.ts';

vi.mock('node:fs', { spy: true });
afterEach(() => {
  vi.restoreAllMocks();
});

const quoted = unquotedPort.replace('8080', '"8080"');
const none = ['-f', 'none'];
const text = (folder: string, file = 'orders.yaml'): string => readFileSync(join(folder, file), 'utf8');
const workspace = (more: Readonly<Record<string, string | Uint8Array>> = {}) =>
  folderWith({ '.git/HEAD': '', 'orders.yaml': unquotedPort, ...more });

describe('--fix', () => {
  it('writes what has one right repair, and tells how much that was', async () => {
    const folder = await workspace({ 'pubsub.yaml': flawless });
    expect(await daprlint(folder, ['--fix'])).toEqual({
      status: 0,
      stdout: 'no problems in 2 objects of 2 files (0 ms)\n',
      stderr: 'fixed 1 problem in 1 file\n',
    });
    expect(text(folder)).toBe(quoted);
    expect(readdirSync(folder).sort()).toEqual(['.git', 'orders.yaml', 'pubsub.yaml']);
  });

  it('changes nothing in a second run, not even the time of the file', async () => {
    const folder = await workspace();
    await daprlint(folder, ['--fix']);
    const { ino, mtimeMs } = statSync(join(folder, 'orders.yaml'));
    expect(await daprlint(folder, ['--fix', ...none])).toEqual({ status: 0, stdout: '', stderr: '' });
    const after = statSync(join(folder, 'orders.yaml'));
    expect([after.ino, after.mtimeMs]).toEqual([ino, mtimeMs]);
  });

  it('reports what is left, at its new place, and has its status', async () => {
    const folder = await folderWith({
      'orders.yaml': unquotedPort.replace('8080', '8080 # here').concat('    dapr.io/app-protocol: carrier-pigeon\n'),
    });
    const { status, stdout, stderr } = await daprlint(folder, ['--fix', '-f', 'json']);
    expect([status, stderr]).toEqual([1, 'fixed 1 problem in 1 file\n']);
    const { findings } = JSON.parse(stdout) as { findings: readonly { rule: string; line: number }[] };
    expect(findings.map(({ line }) => line)).toEqual([9]);
    expect(text(folder)).toContain('dapr.io/app-port: "8080" # here\n');
  });

  it('leaves to --unsafe-fixes what may change the meaning', async () => {
    const misspelt = unquotedPort.replace('8080', '"8080"').replace('app-port', 'app-prot');
    const folder = await folderWith({ 'orders.yaml': misspelt });
    expect((await daprlint(folder, ['--fix', ...none])).stderr).toBe('');
    expect(text(folder)).toBe(misspelt);
    expect((await daprlint(folder, ['--fix', '--unsafe-fixes', ...none])).stderr).toBe('fixed 1 problem in 1 file\n');
    expect(text(folder)).toBe(quoted);
  });

  it('fixes errors alone with --quiet: what is not shown is not touched', async () => {
    const folder = await workspace();
    await daprlint(folder, ['--fix', '--quiet', '--rule', 'unquoted-string=warning']);
    expect(text(folder)).toBe(unquotedPort);
  });

  it('leaves alone what is suppressed', async () => {
    const suppressed = unquotedPort.replace('8080', '8080 # daprlint-ignore unquoted-string: as it is');
    const folder = await folderWith({ 'orders.yaml': suppressed });
    expect((await daprlint(folder, ['--fix', ...none])).status).toBe(0);
    expect(text(folder)).toBe(suppressed);
  });

  it.each([
    ['CRLF', Buffer.from(unquotedPort.replaceAll('\n', '\r\n')), Buffer.from(quoted.replaceAll('\n', '\r\n'))],
    [
      'lone carriage returns',
      Buffer.from(unquotedPort.replaceAll('\n', '\r')),
      Buffer.from(quoted.replaceAll('\n', '\r')),
    ],
    ['a byte order mark', Buffer.from(`\ufeff${unquotedPort}`), Buffer.from(`\ufeff${quoted}`)],
    ['UTF-16', Buffer.from(`\ufeff${unquotedPort}`, 'utf16le'), Buffer.from(`\ufeff${quoted}`, 'utf16le')],
    [
      'UTF-16 of the other order',
      Buffer.from(`\ufeff${unquotedPort}`, 'utf16le').swap16(),
      Buffer.from(`\ufeff${quoted}`, 'utf16le').swap16(),
    ],
    ['no line end at the end', Buffer.from(unquotedPort.trimEnd()), Buffer.from(quoted.trimEnd())],
    ['letters of all alphabets', Buffer.from(`# 日本 🦉 é\n${unquotedPort}`), Buffer.from(`# 日本 🦉 é\n${quoted}`)],
  ])('keeps %s', async (_, before, after) => {
    const folder = await folderWith({ 'orders.yaml': before });
    expect((await daprlint(folder, ['--fix', ...none])).stderr).toBe('fixed 1 problem in 1 file\n');
    expect(readFileSync(join(folder, 'orders.yaml'))).toEqual(after);
  });

  it('keeps the mode of a file, and follows a link to it', async () => {
    const folder = await folderWith({ '.git/HEAD': '', 'real/orders.yaml': unquotedPort });
    chmodSync(join(folder, 'real/orders.yaml'), 0o640);
    symlinkSync('real/orders.yaml', join(folder, 'link.yaml'));
    await daprlint(folder, ['--fix', 'link.yaml', ...none]);
    expect(lstatSync(join(folder, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(text(folder, 'real/orders.yaml')).toBe(quoted);
    expect(statSync(join(folder, 'real/orders.yaml')).mode & 0o777).toBe(0o640);
  });

  it('leaves templates and what they fill in', async () => {
    const template = '{{- if .Values.on }}\n'.concat(unquotedPort, '{{- end }}\n');
    const filled = unquotedPort.replace('orders\n', '{{ .Values.name }}\n').replace('8080', '{{ .Values.port }}');
    const folder = await folderWith({ 'a.yaml': template, 'b.yaml': filled, 'c.yaml': unquotedPort });
    expect((await daprlint(folder, ['--fix', ...none])).stderr).toBe('fixed 1 problem in 1 file\n');
    expect([text(folder, 'a.yaml'), text(folder, 'b.yaml')]).toEqual([template, filled]);
  });

  it('does not touch what an alias repeats elsewhere', async () => {
    const shared = unquotedPort
      .replace('8080', '&port 8080')
      .concat('spec:\n  containers:\n    - name: main\n      image: a\n      ports: [{ containerPort: *port }]\n');
    const folder = await folderWith({ 'orders.yaml': shared });
    expect((await daprlint(folder, ['--fix', ...none])).status).toBe(1);
    expect(text(folder)).toBe(shared);
  });

  it('fixes a patch where the patch is written', async () => {
    const patch = (name: string, port: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: orders\n  annotations:\n    dapr.io/${name}: ${port}\n`;
    const inline = patch('metrics-port', '9091').replace(/^(?=.)/gm, '      ');
    const folder = await folderWith({
      'base/orders.yaml': quoted,
      'kustomization.yaml': `resources: [base/orders.yaml]\npatches:\n  - path: port.yaml\n  - patch: |\n${inline}`,
      'port.yaml': patch('app-port', '8080'),
    });
    expect((await daprlint(folder, ['--fix', ...none])).stderr).toBe('fixed 2 problems in 2 files\n');
    expect(text(folder, 'port.yaml')).toBe(patch('app-port', '"8080"'));
    expect(text(folder, 'kustomization.yaml')).toContain('          dapr.io/metrics-port: "9091"\n');
    expect(text(folder, 'base/orders.yaml')).toBe(quoted);
  });
});

describe('a file that cannot be written', () => {
  it('is told in one line with status 2, and the others are fixed', async () => {
    const folder = await workspace({ 'locked.yaml': unquotedPort.replaceAll('orders', 'locked') });
    chmodSync(join(folder, 'locked.yaml'), 0o444);
    const { status, stdout, stderr } = await daprlint(folder, ['--fix', '-f', 'json']);
    expect([status, stderr]).toEqual([
      2,
      'daprlint: locked.yaml is not fixed: it is read-only\nfixed 1 problem in 1 file\n',
    ]);
    expect(stdout).toContain('"path": "locked.yaml"');
    expect(stdout).not.toContain('"path": "orders.yaml"');
    expect(text(folder)).toBe(quoted);
    expect(text(folder, 'locked.yaml')).toBe(unquotedPort.replaceAll('orders', 'locked'));
  });

  it('stays as somebody else has just written it', async () => {
    const folder = await workspace();
    const theirs = unquotedPort.concat('    example.com/added: "while daprlint was reading"\n');
    const { openSync } = await vi.importActual<typeof fs>('node:fs');
    vi.mocked(fs.openSync).mockImplementation((path, ...rest) => {
      // Between the first look and the last one.
      if (rest[0] === 'wx') writeFileSync(join(folder, 'orders.yaml'), theirs);
      return openSync(path, ...rest);
    });
    const { status, stderr } = await daprlint(folder, ['--fix', ...none]);
    expect([status, stderr]).toEqual([2, 'daprlint: orders.yaml is not fixed: it has changed since it was read\n']);
    expect(text(folder)).toBe(theirs);
    expect(readdirSync(folder).sort()).toEqual(['.git', 'orders.yaml']);
  });

  it.each([
    ['ENOSPC', 'no space is left'],
    ['EACCES', 'permission is denied'],
    ['EROFS', 'the file system is read-only'],
  ])('for %s keeps its text, and nothing lies beside it', async (code, reason) => {
    const folder = await workspace();
    vi.mocked(fs.writeFileSync).mockImplementation(() => {
      throw Object.assign(new Error(code), { code });
    });
    const { status, stderr } = await daprlint(folder, ['--fix', ...none]);
    expect([status, stderr]).toEqual([2, `daprlint: orders.yaml is not fixed: ${reason}\n`]);
    expect(text(folder)).toBe(unquotedPort);
    expect(readdirSync(folder).sort()).toEqual(['.git', 'orders.yaml']);
  });

  it('is left where it lies outside of the repository, or is ignored', async () => {
    const folder = await folderWith({
      'elsewhere/orders.yaml': unquotedPort,
      'here/.git/HEAD': '',
      'here/.gitignore': 'rendered.yaml\n',
      'here/rendered.yaml': unquotedPort,
      'here/daprlint.yaml': 'ignores: [vendor/**]\n',
      'here/vendor/orders.yaml': unquotedPort,
    });
    const here = join(folder, 'here');
    const call = ['--fix', '--no-ignores', '../elsewhere/orders.yaml', 'rendered.yaml', 'vendor', ...none];
    const { status, stderr } = await daprlint(here, call);
    expect([status, stderr.split('\n')]).toEqual([
      1,
      [
        `daprlint: ../elsewhere/orders.yaml is not fixed: it lies outside of ${here}`,
        'daprlint: rendered.yaml is not fixed: it is ignored',
        'daprlint: vendor/orders.yaml is not fixed: it is ignored',
        '',
      ],
    ]);
    expect(text(folder, 'elsewhere/orders.yaml')).toBe(unquotedPort);
    expect(text(here, 'rendered.yaml')).toBe(unquotedPort);
  });
});

describe('--fix of stdin', () => {
  it('prints the fixed text, and the report on stderr', async () => {
    const folder = await folderWith({});
    expect(await daprlint(folder, ['--fix', '-'], { input: unquotedPort })).toEqual({
      status: 0,
      stdout: quoted,
      stderr: 'fixed 1 problem in 1 file\nno problems in 1 object of 1 file (0 ms)\n',
    });
  });

  it('prints what it got where there is nothing to fix, or nothing to read', async () => {
    const folder = await folderWith({ 'daprlint.yaml': 'ignores: [vendor/**]\n' });
    const ignored = ['--fix', '-', '--stdin-filename', 'vendor/orders.yaml', ...none];
    expect(await daprlint(folder, ignored, { input: unquotedPort })).toEqual({
      status: 0,
      stdout: unquotedPort,
      stderr: '',
    });
    expect((await daprlint(folder, ['--fix', '-', ...none], { input: flawless })).stdout).toBe(flawless);
  });

  it('writes no file, whatever name the text is given', async () => {
    const folder = await workspace();
    const call = ['--fix', '-', '--stdin-filename', 'orders.yaml', ...none];
    expect((await daprlint(folder, call, { input: unquotedPort })).stdout).toBe(quoted);
    expect(text(folder)).toBe(unquotedPort);
  });
});

describe('--fix-dry-run', () => {
  it.each([
    ['LF', unquotedPort, quoted],
    ['CRLF', unquotedPort.replaceAll('\n', '\r\n'), quoted.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${unquotedPort}`, `\ufeff${quoted}`],
    ['no line end at the end', unquotedPort.trimEnd(), quoted.trimEnd()],
  ])('prints a diff that git and patch take, with %s', async (_, before, after) => {
    const folder = await folderWith({
      'deploy/the orders.yaml': before,
      'déploy/"é".yaml': before.replaceAll('orders', 'oysters'),
    });
    execFileSync('git', ['init', '-q'], { cwd: folder });
    const { status, stdout, stderr } = await daprlint(folder, ['--fix-dry-run', ...none]);
    expect([status, stderr]).toEqual([0, 'would fix 2 problems in 2 files\n']);
    expect(text(folder, 'deploy/the orders.yaml')).toBe(before);
    execFileSync('git', ['apply', '-'], { cwd: folder, input: stdout });
    expect(text(folder, 'deploy/the orders.yaml')).toBe(after);
    expect(text(folder, 'déploy/"é".yaml')).toContain('"8080"');
    execFileSync('patch', ['-p1', '-R', '--binary'], { cwd: folder, input: stdout });
    expect(text(folder, 'deploy/the orders.yaml')).toBe(before);
  });

  it('puts the report of what is left on stderr', async () => {
    const { stdout, stderr } = await daprlint(await workspace(), ['--fix-dry-run']);
    expect(stdout).toMatch(/^--- a\/orders\.yaml\n\+\+\+ b\/orders\.yaml\n@@ -5,4 \+5,4 @@\n/);
    expect(stderr).toBe('would fix 1 problem in 1 file\nno problems in 1 object of 1 file (0 ms)\n');
  });

  it('shows no secret: fewer lines around a change, or none of the file', async () => {
    const secret = 'correct-horse-battery';
    const component = (between: string): string =>
      `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\nspec:\n  type: pubsub.redis\n  version: v1\n  metadata:\n    - name: enableTLS\n      value: "true"\n    - name: redisHost\n      value: redis:6379\n    - name: redisPassword\n      value: ${secret}\n${between}scopes: orders\n# the\n# end\n`;
    const folder = await folderWith({
      'a.yaml': component(''),
      'b.yaml': component('# one\n# two\n').replace('orders', 'parcels'),
    });
    const call = ['--fix-dry-run', '--unsafe-fixes', ...none];
    const { stdout, stderr } = await daprlint(folder, call);
    expect(stdout).toBe(
      '--- a/b.yaml\n+++ b/b.yaml\n@@ -15,5 +15,5 @@\n # one\n # two\n-scopes: orders\n+scopes: [orders]\n # the\n # end\n',
    );
    expect(stderr).toBe(
      'daprlint: a.yaml is not fixed: a diff would show a secret; --fix does it\nwould fix 1 problem in 1 file\n',
    );
  });

  it('shows no comment that repeats a secret', async () => {
    const folder = await folderWith({
      'a.yaml': `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\nspec:\n  type: pubsub.redis\n  version: v1\n  metadata:\n    - name: redisPassword\n      value: correct-horse-battery\n# one\n# two\n# three\nscopes: orders # for correct-horse-battery\n`,
    });
    const { stdout, stderr } = await daprlint(folder, ['--fix-dry-run', '--unsafe-fixes', ...none]);
    expect([stdout, stderr]).toEqual([
      '',
      'daprlint: a.yaml is not fixed: a diff would show a secret; --fix does it\n',
    ]);
  });

  it('cannot name what lies outside of the folder', async () => {
    const folder = await workspace({ 'deploy/pubsub.yaml': flawless });
    const { stdout, stderr } = await daprlint(join(folder, 'deploy'), ['--fix-dry-run', '../orders.yaml', ...none]);
    expect([stdout, stderr]).toEqual([
      '',
      'daprlint: ../orders.yaml is not fixed: a diff cannot name what lies outside of this folder; --fix does it\n',
    ]);
  });

  it('cannot show UTF-16', async () => {
    const folder = await folderWith({ 'orders.yaml': Buffer.from(`\ufeff${unquotedPort}`, 'utf16le') });
    const { status, stdout, stderr } = await daprlint(folder, ['--fix-dry-run', ...none]);
    expect([status, stdout, stderr]).toEqual([
      1,
      '',
      'daprlint: orders.yaml is not fixed: a diff cannot hold UTF-16; --fix does it\n',
    ]);
  });
});

describe('a call that makes no sense', () => {
  it.each([
    [['--fix', '--fix-dry-run'], '--fix and --fix-dry-run exclude each other'],
    [['--unsafe-fixes'], '--unsafe-fixes says which fixes are made, not that they are'],
    [['--fix', '-', 'orders.yaml'], 'what is fixed on stdin (-) goes to stdout; no other path can stand beside it'],
    [['--fixx'], 'unknown option --fixx'],
    [['graph', '--fix'], 'unknown option --fix'],
  ])('%j is refused', async (argv, message) => {
    const folder = await workspace();
    const { status, stdout, stderr } = await daprlint(folder, argv);
    expect([status, stdout, stderr.split('\n')[0]]).toEqual([2, '', `daprlint: ${message}`]);
    expect(text(folder)).toBe(unquotedPort);
  });
});
