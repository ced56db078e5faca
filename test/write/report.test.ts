import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/failure.ts';
import { checkDestinations, writeReport } from '../../src/write/report.ts';
import { folderWith } from '../read/workspace.ts';

const refusal = async (outcome: Promise<unknown>): Promise<string> => {
  const error = await outcome.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(error instanceof UserError)) throw new Error(`no UserError: ${String(error)}`);
  return error.message;
};

describe('a report', () => {
  it('is a new file, with nothing beside it', async () => {
    const folder = await folderWith({});
    await writeReport('report.json', '{}\n', folder);
    expect(readdirSync(folder)).toEqual(['report.json']);
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('{}\n');
  });

  it('takes the place of an old one, and keeps its permissions', async () => {
    const folder = await folderWith({ 'report.json': 'old and longer' });
    chmodSync(join(folder, 'report.json'), 0o640);
    await writeReport('report.json', 'new', folder);
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('new');
    expect(statSync(join(folder, 'report.json')).mode & 0o777).toBe(0o640);
  });

  it('replaces a file in one step: who has the old one open reads all of it', async () => {
    const folder = await folderWith({ 'report.json': 'old' });
    const before = statSync(join(folder, 'report.json')).ino;
    await writeReport('report.json', 'new', folder);
    expect(statSync(join(folder, 'report.json')).ino).not.toBe(before);
  });

  it('goes where a link leads', async () => {
    const folder = await folderWith({ 'real/report.json': 'old' });
    symlinkSync('real/report.json', join(folder, 'link.json'));
    await writeReport('link.json', 'new', folder);
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real/report.json'), 'utf8')).toBe('new');
  });

  it('flows into a pipe, which stays one', async () => {
    const folder = await folderWith({});
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = import('node:fs/promises').then((fs) => fs.readFile(pipe, 'utf8'));
    await writeReport('pipe', 'text', folder);
    expect(await reader).toBe('text');
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  it('leaves nothing behind where it cannot be written', async () => {
    const folder = await folderWith({});
    mkdirSync(join(folder, 'taken'));
    expect(await refusal(writeReport('taken', 'text', folder))).toBe('taken cannot be written: it is a folder');
    expect(await refusal(writeReport('missing/report.json', 'text', folder))).toBe(
      'missing/report.json cannot be written: its folder does not exist',
    );
    expect(await refusal(writeReport('', 'text', folder))).toBe('a report needs the name of a file');
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});

describe('the files of several reports', () => {
  it('are checked before anything is written', async () => {
    const folder = await folderWith({ 'a.json': '' });
    symlinkSync('a.json', join(folder, 'b.json'));
    await checkDestinations(['a.json', 'c.json'], folder);
    expect(await refusal(checkDestinations(['a.json', './x/../b.json'], folder))).toBe(
      './x/../b.json would take two reports',
    );
    expect(await refusal(checkDestinations(['c.json', join(folder, 'c.json')], folder))).toContain(
      'would take two reports',
    );
    expect(await refusal(checkDestinations(['missing/c.json'], folder))).toContain('its folder does not exist');
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'b.json']);
  });
});
