import { isAbsolute, join, resolve } from 'node:path';
import { UserError } from '../failure.ts';
import type { Source } from '../yaml/location.ts';
import { errorCode, readWhole, statIfPresent, unreadable } from './bytes.ts';
import type { Standpoint } from './config.ts';
import { decode } from './decode.ts';
import { meantBy, shownPath } from './files.ts';
import { findGitRoot, upward } from './git.ts';

/** What a baseline is called where nobody says anything else. */
export const baselineName = 'daprlint-baseline.json';

/** The path of the baseline in a folder or in the closest one above it, up to the root of the git working tree. */
export const findBaseline = async ({ cwd }: Standpoint): Promise<string | undefined> => {
  for (const folder of upward(cwd, await findGitRoot(cwd))) {
    const path = join(folder, baselineName);
    if ((await statIfPresent(path, `the baseline ${path}`))?.isFile()) return path;
  }
  return undefined;
};

/** The text of a baseline. Throws `UserError` where it cannot be read. */
export const readBaseline = async (path: string, { cwd, shownFrom = cwd }: Standpoint): Promise<Source> => {
  const absolute = resolve(cwd, path);
  const shown = shownPath(absolute, shownFrom, isAbsolute(path));
  try {
    return { path: shown, text: decode(await readWhole(absolute, shown)).text };
  } catch (error) {
    if (errorCode(error) === 'ENOENT')
      throw new UserError(
        `the baseline ${shown} cannot be read: there is no such file`,
        (await meantBy(shown, shownFrom)) ?? 'write it with --update-baseline',
      );
    throw unreadable(`the baseline ${shown}`, error);
  }
};
