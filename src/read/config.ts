import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { UserError } from '../failure.ts';
import type { Source } from '../yaml/location.ts';
import { readWhole, statIfPresent, unreadable } from './bytes.ts';
import { decode } from './decode.ts';
import { meantBy, shownPath } from './files.ts';
import { findGitRoot, upward } from './git.ts';
import { isWithin, slashed } from './gitignore.ts';

/** The names of a config, of which a folder may hold one. */
const names = ['daprlint.yaml', 'daprlint.yml'] as const;

/** Where a run takes place: relative paths start from `cwd`, and those that it shows from `shownFrom`, if that is elsewhere. */
export interface Standpoint {
  readonly cwd: string;
  readonly shownFrom?: string | undefined;
}

/** A config that was found. */
export interface ConfigFile {
  readonly source: Source;
  /** Where the paths that it names start. */
  readonly folder: string;
  /** A shown path, as the patterns of the config mean it: from its folder. */
  readonly relative: (path: string) => string;
}

/** The config in a folder or in the closest one above it, up to the root of the git working tree; undefined where there is none. */
export const findConfig = async (
  { cwd, shownFrom = cwd }: Standpoint,
  /** The file that the text on stdin is, where nothing else is linted: its config is wanted then. */
  stdinFilename?: string,
): Promise<ConfigFile | undefined> => {
  if (stdinFilename !== undefined) return findConfig({ cwd: dirname(resolve(cwd, stdinFilename)), shownFrom });
  for (const folder of upward(cwd, await findGitRoot(cwd))) {
    const present: string[] = [];
    for (const path of names.map((name) => join(folder, name))) {
      const stats = await statIfPresent(path, `the config ${shownPath(path, shownFrom, false)}`);
      // Of a folder reading tells that it is one.
      if (stats?.isFile() || stats?.isDirectory()) present.push(path);
    }
    const [path, other] = present;
    if (path && other) {
      throw new UserError(
        `${shownPath(path, shownFrom, false)} and ${shownPath(other, shownFrom, false)} stand side by side`,
        'remove one of them',
      );
    }
    if (path) return load(path, shownPath(path, shownFrom, false), { cwd, shownFrom });
  }
  return undefined;
};

/** The config that the user names. */
export const readConfig = (path: string, { cwd, shownFrom = cwd }: Standpoint): Promise<ConfigFile> => {
  const absolute = resolve(cwd, path);
  const shown = shownPath(absolute, shownFrom, isAbsolute(path));
  return load(absolute, shown, { cwd, shownFrom }).catch(async (error: unknown) => {
    if (!(error instanceof UserError) || error.help !== undefined) throw error;
    throw new UserError(error.message, await meantBy(path, cwd));
  });
};

const load = async (path: string, shown: string, { cwd, shownFrom = cwd }: Standpoint): Promise<ConfigFile> => {
  // A config that lies apart is meant for what it is called from.
  const folder = isWithin(dirname(path), cwd) ? dirname(path) : cwd;
  try {
    const source: Source = { path: shown, named: true, ...decode(await readWhole(path, shown)) };
    return { source, folder: dirname(path), relative: (file) => slashed(relative(folder, resolve(shownFrom, file))) };
  } catch (error) {
    throw unreadable(`the config ${shown}`, error);
  }
};
