import { open, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../failure.ts';
import { statIfPresent } from '../read/bytes.ts';
import { commit, stage } from './replace.ts';
import { unwritable } from './unwritable.ts';

/**
 * Throws `UserError` unless each file can be expected to take a report, and none is to take two, or to take the place of
 * the baseline: told before the work.
 */
export const checkDestinations = async (
  files: readonly string[],
  cwd: string,
  baseline?: { readonly file: string; readonly isWritten: boolean },
): Promise<void> => {
  const taken = new Set<string>();
  const known = baseline && (files.length > 0 || baseline.isWritten) && (await targetOf(baseline.file, cwd)).path;
  for (const file of files) {
    const { path } = await targetOf(file, cwd);
    if (path === known) throw new UserError(`${file} is the baseline`, 'write the report to a file of its own');
    if (taken.has(path)) throw new UserError(`${file} would take two reports`, 'give each report a file of its own');
    taken.add(path);
  }
};

/** Writes a report whole or not at all; a file that is there already keeps its permissions. */
export const writeReport = async (file: string, text: string, cwd: string): Promise<void> => {
  const { path, mode, isSpecial } = await targetOf(file, cwd);
  try {
    if (isSpecial) await writeThrough(path, text);
    else await replaceFile(path, text, mode);
  } catch (error) {
    throw unwritable(file, error);
  }
};

interface Target {
  readonly path: string;
  /** The permissions of a file that is there. */
  readonly mode?: number;
  /** A device or a pipe: it takes text, and must stay what it is. */
  readonly isSpecial: boolean;
}

const targetOf = async (file: string, cwd: string): Promise<Target> => {
  if (file === '') throw new UserError('a report needs the name of a file', 'write --output json=report.json');
  const path = resolve(cwd, file);
  try {
    const stats = await statIfPresent(path, file);
    if (stats?.isDirectory()) throw new UserError(`${file} cannot be written: it is a folder`);
    if (stats && !stats.isFile()) return { path, isSpecial: true };
    // Links are written through, not replaced.
    if (stats) return { path: await realpath(path), mode: stats.mode & 0o7777, isSpecial: false };
    return { path: join(await realpath(dirname(path)), basename(path)), isSpecial: false };
  } catch (error) {
    throw unwritable(file, error);
  }
};

const replaceFile = async (path: string, text: string, mode: number | undefined): Promise<void> =>
  commit(await stage(path, text, mode === undefined ? undefined : { mode }));

const writeThrough = async (path: string, text: string): Promise<void> => {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
};
