import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { beforeEach, describe, expect, it } from 'vitest';
import { folderWith } from '../read/workspace.ts';
import { unquotedPort } from './call.ts';

describe('what V8 has compiled is kept beside the code', () => {
  const marker = ['Hn5pYr8wQz', '3tLk6sVb'].join('');
  let folder = '';
  let kept = '';

  beforeEach(async () => {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: orders\nstringData:\n  password: ${marker}\n`;
    folder = await folderWith({ 'orders.yaml': unquotedPort, 'secret.yaml': secret });
    mkdirSync(join(folder, 'package/dist'), { recursive: true });
    cpSync('bin', join(folder, 'package/bin'), { recursive: true });
    cpSync('dist/action', join(folder, 'package/dist/action'), { recursive: true });
    kept = join(folder, 'package/dist/compiled', `${process.version}-${process.arch}-${cachedDataVersionTag()}`);
  });

  const run = (env: Readonly<Record<string, string>> = {}, ...argv: readonly string[]) => {
    const args = [
      'package/bin/daprlint.cjs',
      ...(argv.length > 0 ? argv : ['--no-config', 'orders.yaml', 'secret.yaml']),
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    });
    return { status, stderr, stdout: stdout.replace(/\(\d+ ms\)|\(\d\.\d s\)/, '') };
  };
  const madeAt = (): number => statSync(kept).mtimeMs;

  it('from the first run on, as a file that the next run says the same with, and leaves alone', () => {
    const first = run();
    expect(first).toMatchObject({ status: 1, stderr: '' });
    expect(readdirSync(join(folder, 'package/dist/compiled'))).toEqual([basename(kept)]);
    const made = madeAt();
    expect(run()).toEqual(first);
    expect(madeAt()).toBe(made);
  });

  it('anew, where much more was to compile', () => {
    run();
    const { size } = statSync(kept);
    run({}, '--no-config', '--fail-on', 'never', resolve('fixtures/todo-chatbot/as-written'));
    expect(statSync(kept).size).toBeGreaterThan(size * 1.1);
  });

  it('without a trace of what was linted', () => {
    run();
    expect(readFileSync(kept).includes(marker)).toBe(false);
  });

  it('not where Node is told not to', () => {
    expect(run({ NODE_DISABLE_COMPILE_CACHE: '1' })).toMatchObject({ status: 1, stderr: '' });
    expect(existsSync(kept)).toBe(false);
  });

  it('not where the folder cannot be written, and nothing is said of it', () => {
    writeFileSync(join(folder, 'package/dist/compiled'), 'a file where the folder would be');
    expect(run()).toMatchObject({ status: 1, stderr: '' });
    expect(run()).toMatchObject({ status: 1, stderr: '' });
  });

  it('of this bundle alone: one of another bundle is not looked at', () => {
    const first = run();
    const bundle = join(folder, 'package/dist/action/daprlint.cjs');
    const text = readFileSync(bundle, 'utf8');
    writeFileSync(bundle, text.replace(/^\/\/ ..../, '// 0000').replaceAll('nothing of Dapr', 'NOTHING of Dapr'));
    writeFileSync(join(folder, 'good.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n');
    expect(run({}, '--no-config', 'good.yaml').stdout).toContain('NOTHING of Dapr');
    expect(run()).toEqual(first);
  });

  it.each([0, 40, 64, 65, 5000, 500_000])('and one that was cut after %d bytes is refused', (length) => {
    const first = run();
    truncateSync(kept, length);
    expect(run()).toEqual(first);
    expect(statSync(kept).size).toBeGreaterThan(500_000);
  });

  it.each([100, 70_000, 900_000, 1_400_000])('and one of which the bit at byte %d has turned is made anew', (at) => {
    const first = run();
    const bytes = readFileSync(kept);
    const whole = Buffer.from(bytes);
    bytes[at] = (bytes[at] as number) ^ 4;
    writeFileSync(kept, bytes);
    expect(run()).toEqual(first);
    expect(readFileSync(kept).equals(bytes)).toBe(false);
    expect(readFileSync(kept).length).toBeGreaterThan(whole.length * 0.9);
  });

  it.skipIf(process.platform === 'win32')('as a file that nobody else can write, whatever is usual', () => {
    const umask = process.umask(0);
    try {
      run();
    } finally {
      process.umask(umask);
    }
    expect(statSync(kept).mode & 0o777).toBe(0o644);
    expect(statSync(dirname(kept)).mode & 0o777).toBe(0o755);
  });

  it('for some versions and flags, and no more', () => {
    run();
    for (let index = 0; index < 12; index += 1) writeFileSync(join(dirname(kept), `v20.19.0-x64-${index}`), '');
    truncateSync(kept, 10);
    run();
    expect(readdirSync(dirname(kept))).toEqual([basename(kept)]);
  });
});
