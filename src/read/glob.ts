import { relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch/posix.js';
import { slashed } from './gitignore.ts';
import { isManifest } from './walk.ts';

/** A pattern taken apart: where to look, how deep, and for what. */
export interface Pattern {
  readonly folder: string;
  readonly depth: number;
  readonly accepts: (path: string) => boolean;
}

const magic = /[*?]|\[.+\]|\{.+\}|[!+@]\(/;

/** Whether a path that does not exist is meant as a pattern. */
export const isPattern = (path: string): boolean => magic.test(path);

/** Reads a pattern; one that ends in `*` asks for manifests only. */
export const parsePattern = (written: string, cwd: string): Pattern => {
  const segments = (sep === '\\' ? slashed(written) : written).split('/');
  const first = segments.findIndex((segment) => magic.test(segment));
  // On Windows a backslash is a separator and escapes nothing.
  const lead = segments.slice(0, first).join('/').replaceAll(/\\(.)/g, '$1');
  // `C:` alone is where that drive was left, not where it begins.
  const folder = resolve(cwd, /^[a-z]:$/i.test(lead) && sep === '\\' ? `${lead}/` : lead || (first > 0 ? '/' : '.'));
  const rest = segments.slice(first).join('/');
  const isMatch = picomatch(rest, { dot: true });
  return {
    folder,
    // Braces may hold slashes: then only the matching itself can tell.
    depth: /\*\*|[{(]/.test(rest) ? Number.POSITIVE_INFINITY : segments.length - first,
    accepts: (path) => isMatch(slashed(relative(folder, path))) && (!rest.endsWith('*') || isManifest(path)),
  };
};
