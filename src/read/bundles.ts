import { isAbsolute, resolve } from 'node:path';
import { UserError } from '../failure.ts';
import type { Source } from '../yaml/location.ts';
import { readWhole, unreadable } from './bytes.ts';
import type { ConfigFile, Standpoint } from './config.ts';
import { decode } from './decode.ts';
import { meantBy, shownPath } from './files.ts';

/** The bundles of component metadata that a config names. Throws a `UserError` that names the one that cannot be read. */
export const readBundles = (
  paths: readonly string[],
  { folder }: Pick<ConfigFile, 'folder'>,
  { cwd, shownFrom = cwd }: Standpoint,
): Promise<readonly Source[]> =>
  Promise.all(
    paths.map(async (path) => {
      const absolute = resolve(folder, path);
      const shown = shownPath(absolute, shownFrom, isAbsolute(path));
      try {
        return { path: shown, text: decode(await readWhole(absolute, shown)).text };
      } catch (error) {
        const told = unreadable(`the bundle ${shown}`, error);
        throw new UserError(told.message, told.help ?? (await meantBy(shown, shownFrom)));
      }
    }),
  );
