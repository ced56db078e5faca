import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith } from '../read/workspace.ts';
import { flawless, unquotedPort } from './call.ts';

describe('a package made of the committed files alone, as npm makes it for pre-commit', () => {
  let folder = '';
  let told = '';

  beforeAll(async () => {
    folder = await folderWith({ 'deploy/orders.yaml': unquotedPort, 'deploy/pubsub.yaml': flawless });
    for (const path of ['.npmrc', 'bin', 'dist/action']) cpSync(path, join(folder, path), { recursive: true });
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
    // A script that builds nothing.
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, scripts: { prepack: 'node -e 0' } }));
    told = execFileSync('npm', ['pack', '--offline'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  });

  it('is told by its name and nothing else, for older pre-commits take all of it for the name', () => {
    expect(told).toMatch(/^daprlint-[\w.-]+\.tgz\n$/);
  });

  it('has the command in it', () => {
    execFileSync('tar', ['-xzf', told.trim()], { cwd: folder });
    const { status, stdout, stderr } = spawnSync(process.execPath, ['package/bin/daprlint.js', 'deploy'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('--> deploy/orders.yaml:8:');
  });
});
