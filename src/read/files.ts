import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../failure.ts';
import { closest } from '../model/closest.ts';
import type { Source } from '../yaml/location.ts';
import { mentions, readSmall, readStream, readWhole, statIfPresent, unreadable } from './bytes.ts';
import { decode } from './decode.ts';
import { findGitRoot } from './git.ts';
import { gitignores, isWithin, slashed } from './gitignore.ts';
import { isPattern, type Pattern, parsePattern } from './glob.ts';
import { patchesAmong } from './kustomizations.ts';
import { type Found, type Ignorer, isManifest, type Walk, walk } from './walk.ts';

export interface Reading {
  /** Where relative paths start. */
  readonly cwd: string;
  /** Where the paths of reports start, if elsewhere. */
  readonly shownFrom?: string | undefined;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** The path to show for what comes from stdin. */
  readonly stdinFilename?: string | undefined;
  /** Whether not to read a file or folder, even if it is named; asked with the path that a report would show. */
  readonly ignores?: ((path: string) => boolean) | undefined;
  /** Told of each file and folder that is left out of a folder because something ignores it. */
  readonly onIgnored?: ((path: string, by: Ignorer) => void) | undefined;
  /** Words that stand in the place of a path and mean something else: commands. */
  readonly words?: readonly string[] | undefined;
}

/** A file that is going to be read. */
interface Candidate extends Found {
  readonly shown: string;
  readonly named: boolean;
  readonly isStdin?: boolean;
}

/** Enough to keep a slow disk busy, and few enough for the limit of open files. */
const concurrency = 32;
/** A lock file or a dump of this size that says nothing of Kubernetes is not worth parsing. */
const largeJson = 1024 * 1024;

/**
 * Reads files, folders, patterns and `-`, each file once, in the order of their paths. Throws `UserError` for a path that
 * cannot be read or that leads to no file.
 */
export const readSources = async (paths: readonly string[], reading: Reading): Promise<readonly Source[]> => {
  const candidates: Candidate[] = [];
  for (const path of paths.length === 0 ? ['.'] : paths) {
    // One by one: as arguments of one call the files of a large folder would overflow the stack.
    for (const candidate of await expand(path, reading)) candidates.push(candidate);
  }
  const chosen = onceEach(candidates);
  const patches = await patchesAmong(chosen.filter(({ named, path }) => named && path !== '<stdin>'));
  const sources = chosen.map(readAtOnce);
  const left = chosen.flatMap((candidate, index) => (sources[index] ? [] : [{ candidate, index }]));
  const queue = left.values();
  const work = async (): Promise<void> => {
    for (const { candidate, index } of queue) sources[index] = await read(candidate, reading.stdin);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, left.length) }, work));
  return sources.flatMap((source, index) => {
    const isPatch = patches.has(chosen[index] as Candidate);
    return !source ? [] : isPatch ? { ...source, isPatch } : source;
  });
};

/** Reads a small file that was found in a folder, where it is known to be one; undefined for all else. */
const readAtOnce = ({ path, shown, named }: Candidate): Source | undefined => {
  if (named) return undefined;
  try {
    const bytes = readSmall(path);
    return bytes && { path: shown, ...decode(bytes) };
  } catch (error) {
    throw unreadable(shown, error);
  }
};

const expand = async (path: string, reading: Reading): Promise<readonly Candidate[]> => {
  if (path === '') throw new UserError('a path is empty', 'name a file or a folder, or . for this one');
  if (path === '-') return expandStdin(reading);
  const absolute = resolve(reading.cwd, path);
  const shown = shownPath(absolute, reading.shownFrom ?? reading.cwd, isAbsolute(path));
  const stats = await statIfPresent(absolute, shown);
  if (stats?.isDirectory())
    return search(path, { folder: absolute, depth: Number.POSITIVE_INFINITY, accepts: isManifest }, reading);
  if (!stats && isPattern(path)) return search(path, parsePattern(path, reading.cwd), reading);
  if (!stats) throw await missing(path, reading);
  if (reading.ignores?.(shown)) return [];
  // A pipe of the shell's (/dev/fd/63) has no path of its own.
  const real = await realpath(absolute).catch(() => absolute);
  return [{ path: absolute, real, shown, named: true }];
};

/** An editor passes a file's text under its name: it is left out where the file would be. */
const expandStdin = async ({ cwd, shownFrom = cwd, stdin, stdinFilename, ignores }: Reading) => {
  if (stdinFilename === undefined)
    return [{ path: '<stdin>', real: '-', shown: '<stdin>', named: true, isStdin: true }];
  const path = resolve(cwd, stdinFilename);
  const shown = shownPath(path, shownFrom, isAbsolute(stdinFilename));
  if (!ignores?.(shown)) return [{ path, real: '-', shown, named: true, isStdin: true }];
  // Whoever writes into the pipe is not to find it closed.
  await readStream(stdin, shown);
  return [];
};

/** The files in a folder, or those that a pattern matches. */
const search = async (written: string, pattern: Pattern, reading: Reading): Promise<readonly Candidate[]> => {
  const { folder, depth, accepts } = pattern;
  const found: Candidate[] = [];
  const ignored = new Set<Ignorer>();
  if ((await statIfPresent(folder, written))?.isDirectory()) {
    const root = (await findGitRoot(folder)) ?? folder;
    const show = shownPaths(reading.shownFrom ?? reading.cwd, isAbsolute(written));
    const above = gitignores(root, show);
    const options: Walk = {
      accepts,
      // A folder that is named is walked, even if it is ignored from above.
      gitignores: (await above.rulesWithin(folder)) ? above : gitignores(folder, show),
      ignores: (path) => reading.ignores?.(show(path)) ?? false,
      boundary: await realpath(root),
      show,
      onFound: (file) => found.push({ ...file, shown: show(file.path), named: false }),
      onIgnored: (path, by) => {
        ignored.add(by);
        reading.onIgnored?.(show(path), by);
      },
    };
    await walk({ path: folder, real: await realpath(folder) }, depth, options);
    // What the config leaves out is left out by intent.
    if (reading.ignores?.(show(folder))) return [];
  }
  if (found.length > 0) return found;
  const what = accepts === isManifest ? `${written} holds no .yaml, .yml or .json file` : `${written} matches no file`;
  if (ignored.size === 0) throw new UserError(what);
  const help = ignored.has('git')
    ? 'name a file that git ignores to lint it all the same'
    : 'the config ignores what there is: see ignores in daprlint.yaml';
  throw new UserError(`${what} that is not ignored`, help);
};

/** Of several ways to one file, the one that the user named, or else the one without links. */
const onceEach = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const byFile = new Map<string, Candidate>();
  const weight = ({ named, path, real }: Candidate): number => (named ? 2 : 0) + (path === real ? 1 : 0);
  for (const candidate of candidates) {
    const known = byFile.get(candidate.real);
    const gain = known ? weight(candidate) - weight(known) : 1;
    if (!known || gain > 0 || (gain === 0 && candidate.shown < known.shown)) byFile.set(candidate.real, candidate);
  }
  return [...byFile.values()].sort((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
};

const read = async (candidate: Candidate, stdin: Reading['stdin']): Promise<Source | undefined> => {
  const { path, shown, named, isStdin } = candidate;
  try {
    if (isStdin) return { path: shown, named, ...decode(await readStream(stdin, shown)) };
    const stats = await statIfPresent(path, shown);
    if (!named && stats && stats.size > largeJson && /\.json$/i.test(path) && !(await mentions(path, 'apiVersion')))
      return undefined;
    return { path: shown, ...(named && { named }), ...decode(await readWhole(path, shown, stats)) };
  } catch (error) {
    throw unreadable(shown, error);
  }
};

/** A path as reports show it: relative to a folder, with forward slashes; one from elsewhere stays as absolute as it was. */
export const shownPath = (path: string, from: string, wasAbsolute: boolean): string =>
  slashed(wasAbsolute && !isWithin(from, path) ? path : relative(from, path) || '.');

/** The same for many paths, of which most are in the folder of the one before. */
const shownPaths = (from: string, wasAbsolute: boolean): ((path: string) => string) => {
  let [folder, shownFolder] = ['', ''];
  return (path) => {
    const end = path.lastIndexOf(sep);
    // What lies above is fewer steps away than what is in it, and a root has no name.
    if (end <= 'C:'.length || from.startsWith(path)) return shownPath(path, from, wasAbsolute);
    if (end !== folder.length || !path.startsWith(folder)) {
      folder = path.slice(0, end);
      shownFolder = shownPath(folder, from, wasAbsolute);
    }
    const name = path.slice(end + 1);
    return shownFolder === '.' ? name : `${shownFolder}/${name}`;
  };
};

const missing = async (path: string, { cwd, words = [] }: Reading): Promise<UserError> => {
  const word = closest(path, words);
  const help = word ? `did you mean the command ${word}?` : await meantBy(path, cwd);
  return new UserError(`${path} cannot be read: there is no such file or folder`, help);
};

/** Asks for a file beside the place of one that is not there, where a slip explains that; undefined where none does. */
export const meantBy = async (path: string, from: string): Promise<string | undefined> => {
  const siblings = await readdir(dirname(resolve(from, path))).catch((): string[] => []);
  const sibling = closest(basename(path), siblings);
  return sibling === undefined ? undefined : `did you mean ${slashed(join(dirname(path), sibling))}?`;
};
