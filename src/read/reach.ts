import { isAbsolute, relative, resolve } from 'node:path';
import { statIfPresent } from './bytes.ts';
import { shownPath } from './files.ts';
import { isWithin, slashed } from './gitignore.ts';
import { isPattern, parsePattern } from './glob.ts';
import { isManifest } from './walk.ts';

interface Standpoint {
  readonly cwd: string;
  readonly shownFrom?: string | undefined;
}

/** What a file would be called if it were there, by its absolute path; undefined where none of the paths leads to it. */
export const reachOf = async (
  paths: readonly string[],
  { cwd, shownFrom = cwd }: Standpoint,
): Promise<(path: string) => string | undefined> => {
  const ways = await Promise.all((paths.length === 0 ? ['.'] : paths).map((path) => wayOf(path, cwd)));
  return (path) => {
    const way = ways.find(({ leadsTo }) => leadsTo(path));
    return way && shownPath(path, shownFrom, way.isAbsolute);
  };
};

const wayOf = async (path: string, cwd: string) => {
  const absolute = resolve(cwd, path);
  const stats = await statIfPresent(absolute, path);
  const pattern = !stats && isPattern(path) ? parsePattern(path, cwd) : undefined;
  const folder = pattern?.folder ?? absolute;
  const accepts = pattern?.accepts ?? ((file: string) => stats?.isDirectory() === true && isManifest(file));
  const leadsTo = (file: string): boolean =>
    isWithin(folder, file) && !/(?:^|\/)node_modules\//.test(slashed(relative(folder, file))) && accepts(file);
  return { isAbsolute: isAbsolute(path), leadsTo };
};
