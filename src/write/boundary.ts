import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { shownPath } from '../read/files.ts';
import { findGitRoot } from '../read/git.ts';
import { gitignores } from '../read/gitignore.ts';

/** What a run may write: below its root, and not ignored. */
export interface Boundary {
  /** The folder, without links, outside of which nothing is written. */
  readonly root: string;
  /** The same as people call it. */
  readonly shownRoot: string;
  /** The path of a file by the one that a report shows. */
  readonly pathOf: (shown: string) => string;
  readonly isIgnored: (shown: string) => Promise<boolean>;
}

/** The git working tree that a call is made in, or the folder where there is none. */
export const boundaryFor = async (
  { cwd, shownFrom = cwd }: { readonly cwd: string; readonly shownFrom?: string | undefined },
  ignores: (shown: string) => boolean,
): Promise<Boundary> => {
  const root = (await findGitRoot(cwd)) ?? cwd;
  const rules = gitignores(root, (path) => shownPath(path, shownFrom, isAbsolute(path)));
  const pathOf = (shown: string): string => resolve(shownFrom, shown);
  return {
    root: await realpath(root),
    shownRoot: root,
    pathOf,
    isIgnored: async (shown) => {
      if (ignores(shown)) return true;
      const path = pathOf(shown);
      const within = await rules.rulesWithin(dirname(path));
      return within === undefined || within.ignores(path, false);
    },
  };
};
