import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleLibrary } from '../../scripts/bundle.ts';
import { rules } from '../../src/index.ts';
import { folderWith } from '../read/workspace.ts';
import { daprlint, flawless, unquotedPort } from './call.ts';

/** Packs a folder as npm does, unpacks what comes of it, and says what npm has told. */
const packed = (folder: string): string => {
  for (const path of ['.npmrc', 'bin', 'CHANGELOG.md', 'dist/action'])
    cpSync(path, join(folder, path), { recursive: true });
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
  // A script that builds nothing.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, scripts: { prepack: 'node -e 0' } }));
  const told = execFileSync('npm', ['pack', '--offline'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  execFileSync('tar', ['-xzf', told.trim()], { cwd: folder });
  return told;
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile());

const megabytesIn = (folder: string): number =>
  filesIn(folder).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0) / 1e6;

const run = (folder: string, ...argv: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['package/bin/daprlint.cjs', ...argv], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  return { status, stdout, stderr };
};

describe('a package made of the committed files alone, as npm makes it for pre-commit', () => {
  let folder = '';
  let told = '';
  let megabytes = 0;

  beforeAll(async () => {
    folder = await folderWith({ 'deploy/orders.yaml': unquotedPort, 'deploy/pubsub.yaml': flawless });
    told = packed(folder);
    megabytes = megabytesIn(join(folder, 'package'));
  });

  it('is told by its name and nothing else, for older pre-commits take all of it for the name', () => {
    expect(told).toMatch(/^daprlint-[\w.-]+\.tgz\n$/);
  });

  it('has the command in it', () => {
    const { status, stdout, stderr } = run(folder, 'deploy');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('--> deploy/orders.yaml:8:');
  });

  it('is smaller than 3 MB', () => {
    expect(megabytes).toBeLessThan(3);
  });
});

describe('a package that is built, as it is published', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await folderWith({ 'deploy/orders.yaml': unquotedPort });
    for (const { path, text } of await bundleLibrary()) {
      mkdirSync(dirname(join(folder, 'dist', path)), { recursive: true });
      writeFileSync(join(folder, 'dist', path), text);
    }
    mkdirSync(join(folder, 'dist/compiled'));
    writeFileSync(join(folder, 'dist/compiled/v20.19.0-x64'), '');
    // What tsc makes takes its time; `npm test` has built it.
    if (existsSync('dist/types')) cpSync('dist/types', join(folder, 'dist/types'), { recursive: true });
    packed(folder);
  });

  it('has the library beside the command, and nothing that V8 has compiled', () => {
    const files = filesIn(join(folder, 'package'));
    expect(files).toEqual(expect.arrayContaining(['bin/daprlint.cjs', 'dist/index.js', 'CHANGELOG.md']));
    expect(files.filter((path) => path.startsWith('dist/compiled'))).toEqual([]);
    expect(megabytesIn(join(folder, 'package'))).toBeLessThan(4.5);
    expect(run(folder, 'deploy')).toMatchObject({ status: 1, stderr: '' });
  });

  it('has the texts of all rules, and explains each as the source does', async () => {
    const texts = JSON.parse(readFileSync(join(folder, 'package/dist/action/rules.json'), 'utf8')) as object;
    expect(texts).toEqual(
      Object.fromEntries(
        rules.map(({ id, why, source, covers, facts, examples }) => [
          id,
          { why, source, ...(covers && { covers }), ...(facts && { facts }), examples },
        ]),
      ),
    );
    const { status, stdout } = run(folder, 'explain', ...rules.map(({ id }) => id));
    const source = await daprlint(folder, ['explain', ...rules.map(({ id }) => id)]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: source.stdout });
  });
});
