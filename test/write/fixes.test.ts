import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boundaryFor } from '../../src/write/boundary.ts';
import { prepareTogether, type Rewrite, replaceTogether } from '../../src/write/fixes.ts';
import { folderWith } from '../read/workspace.ts';

const rewrites: readonly Rewrite[] = ['a', 'b'].map((name) => ({
  before: { path: `${name}.yaml`, text: `old: ${name}\n` },
  after: { path: `${name}.yaml`, text: `new: ${name}\n` },
}));
const pair = async () => {
  const folder = await folderWith({ 'a.yaml': 'old: a\n', 'b.yaml': 'old: b\n' });
  return { folder, boundary: await boundaryFor({ cwd: folder }, () => false) };
};
const texts = (folder: string): readonly string[] =>
  ['a.yaml', 'b.yaml'].map((file) => readFileSync(join(folder, file), 'utf8'));

describe('files that belong together', () => {
  it('are replaced together', async () => {
    const { folder, boundary } = await pair();
    const { ready, left } = await prepareTogether(rewrites, boundary);
    expect(left).toEqual([]);
    expect(await replaceTogether(ready)).toEqual([]);
    expect(texts(folder)).toEqual(['new: a\n', 'new: b\n']);
  });

  it('stay together where one of them changes at the last moment, and the first is put back', async () => {
    const { folder, boundary } = await pair();
    const { ready } = await prepareTogether(rewrites, boundary);
    writeFileSync(join(folder, 'b.yaml'), 'theirs: b\n');
    const left = await replaceTogether(ready);
    expect(left.map(({ before, reason }) => `${before.path}: ${reason}`)).toEqual([
      'a.yaml: it belongs with b.yaml: it has changed since it was read',
      'b.yaml: it has changed since it was read',
    ]);
    expect(texts(folder)).toEqual(['old: a\n', 'theirs: b\n']);
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'b.yaml']);
  });

  it('stay together where one of them has changed before, or is gone', async () => {
    const { folder, boundary } = await pair();
    writeFileSync(join(folder, 'a.yaml'), 'theirs: a\n');
    const { ready, left } = await prepareTogether(rewrites, boundary);
    expect([ready.length, left.length]).toEqual([0, 2]);
    const missing = rewrites.map((rewrite) => ({ ...rewrite, before: { ...rewrite.before, path: 'c.yaml' } }));
    expect((await prepareTogether(missing, boundary)).left[0]?.reason).toBe('it is gone');
  });
});
