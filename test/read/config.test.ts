import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/failure.ts';
import { findConfig, readConfig } from '../../src/read/config.ts';
import { folderWith } from './workspace.ts';

describe('the config', () => {
  it('is searched upward, as far as the root of the git working tree', async () => {
    const folder = await folderWith({ 'daprlint.yaml': '', 'repo/.git/HEAD': '', 'repo/deploy/base/a.yaml': '' });
    const cwd = join(folder, 'repo/deploy/base');
    expect(await findConfig({ cwd })).toBeUndefined();
    const inside = await folderWith({
      '.git': 'gitdir: elsewhere\n',
      'daprlint.yml': 'preset: strict\n',
      'deploy/base/a.yaml': '',
    });
    const found = await findConfig({ cwd: join(inside, 'deploy/base') });
    expect(found?.source).toEqual({ path: '../../daprlint.yml', text: 'preset: strict\n', named: true });
  });

  it('says nothing of what it stands beside: the closest one counts alone', async () => {
    const folder = await folderWith({
      '.git/HEAD': '',
      'daprlint.yaml': 'preset: strict\n',
      'deploy/daprlint.yaml': 'preset: minimal\n',
    });
    expect((await findConfig({ cwd: join(folder, 'deploy') }))?.source.text).toBe('preset: minimal\n');
  });

  it('sees paths from its own folder', async () => {
    const folder = await folderWith({ '.git/HEAD': '', 'daprlint.yaml': '', 'deploy/a.yaml': '' });
    const cwd = join(folder, 'deploy');
    expect((await findConfig({ cwd }))?.relative('a.yaml')).toBe('deploy/a.yaml');
    expect((await findConfig({ cwd, shownFrom: folder }))?.relative('deploy/a.yaml')).toBe('deploy/a.yaml');
    expect((await readConfig('../daprlint.yaml', { cwd })).relative('a.yaml')).toBe('deploy/a.yaml');
  });

  it('sees paths from the working directory where it lies apart', async () => {
    const folder = await folderWith({ 'ci/daprlint.yaml': '', 'deploy/a.yaml': '' });
    expect((await readConfig('ci/daprlint.yaml', { cwd: folder })).relative('deploy/a.yaml')).toBe('deploy/a.yaml');
  });

  it('is refused if it is a folder, as container engines make of a file that is not there, and if there are two', async () => {
    const folder = await folderWith({ '.git/HEAD': '' });
    mkdirSync(join(folder, 'daprlint.yaml'));
    await expect(findConfig({ cwd: folder })).rejects.toThrow(
      'the config daprlint.yaml cannot be read: it is a folder',
    );
    const both = await folderWith({ '.git/HEAD': '', 'daprlint.yaml': '', 'daprlint.yml': '' });
    await expect(findConfig({ cwd: both })).rejects.toThrow('daprlint.yaml and daprlint.yml stand side by side');
  });

  it('that is named and cannot be read is told in one line', async () => {
    const folder = await folderWith({ 'deploy/a.yaml': '' });
    const refusal = readConfig('daprlnt.yaml', { cwd: folder });
    await expect(refusal).rejects.toBeInstanceOf(UserError);
    await expect(refusal).rejects.toThrow('the config daprlnt.yaml cannot be read: there is no such file or folder');
    const near = await folderWith({ 'ci/daprlint.yaml': '' });
    await expect(readConfig('ci/daprlnt.yaml', { cwd: near })).rejects.toMatchObject({
      help: 'did you mean ci/daprlint.yaml?',
    });
    await expect(readConfig('deploy', { cwd: folder })).rejects.toThrow(
      'the config deploy cannot be read: it is a folder',
    );
  });

  it('may begin with a byte order mark', async () => {
    const folder = await folderWith({ 'daprlint.yaml': '\ufeffpreset: strict\r\n' });
    expect((await readConfig('daprlint.yaml', { cwd: folder })).source.text).toBe('preset: strict\r\n');
  });
});
