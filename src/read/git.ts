import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A folder and those above it, innermost first, up to and with `last` (or the root of the file system). */
export function* upward(folder: string, last?: string): Iterable<string> {
  for (let here = folder; ; here = dirname(here)) {
    yield here;
    if (here === last || here === dirname(here)) return;
  }
}

/** The working tree that holds a folder, or undefined outside of git. */
export const findGitRoot = async (folder: string): Promise<string | undefined> => {
  for (const here of upward(folder)) {
    // A file in worktrees and submodules, a folder elsewhere.
    if (await exists(join(here, '.git'))) return here;
  }
  return undefined;
};

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
