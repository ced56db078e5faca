import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { readWhole, statIfPresent } from './bytes.ts';

/** What is ignored in a folder and below it. */
interface IgnoreRules {
  /** Whether a path is ignored, itself or with a folder above it. */
  ignores(path: string, isFolder: boolean): boolean;
}

/** The rules of a working tree's .gitignore files, each file read once. */
export interface Gitignores {
  /** What holds among the entries of a folder; undefined where the folder itself is ignored. */
  rulesWithin(folder: string): Promise<IgnoreRules | undefined>;
}

/** A path with forward slashes, whatever the system. */
export const slashed = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

/** Whether a path is a folder, or lies below it. */
export const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
};

/** The .gitignore files from a root down, for the folders in it. */
export const gitignores = (root: string, show: (path: string) => string): Gitignores => {
  interface Known extends IgnoreRules {
    readonly patterns: readonly string[];
  }
  const nothing: Known = { patterns: [], ignores: () => false };
  const known = new Map<string, Promise<Known | undefined>>();

  const read = async (folder: string): Promise<Known | undefined> => {
    const above = folder === root ? nothing : await within(dirname(folder));
    if (above === undefined || above.ignores(folder, true)) return undefined;
    const own = anchored(await readLines(join(folder, '.gitignore'), show), slashed(relative(root, folder)));
    if (own.length === 0) return above;
    const patterns = [...above.patterns, ...own];
    return { patterns, ignores: await matcher(root, patterns) };
  };
  const within = (folder: string): Promise<Known | undefined> => {
    const rules = known.get(folder) ?? read(folder);
    known.set(folder, rules);
    return rules;
  };
  return { rulesWithin: within };
};

const matcher = async (root: string, patterns: readonly string[]): Promise<IgnoreRules['ignores']> => {
  // Loaded late: most calls name their files.
  const { default: ignore } = await import('ignore');
  const rules = ignore({ ignorecase: process.platform === 'win32' || process.platform === 'darwin' }).add(patterns);
  return (path, isFolder) => path !== root && rules.ignores(slashed(relative(root, path)) + (isFolder ? '/' : ''));
};

const readLines = async (file: string, show: (path: string) => string): Promise<readonly string[]> => {
  const stats = await statIfPresent(file, show(file));
  if (!stats?.isFile()) return [];
  const text = new TextDecoder().decode(await readWhole(file, show(file), stats));
  return text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
};

/** The lines of a .gitignore in a folder as they would have to be written at the root, where the last match counts over all. */
const anchored = (lines: readonly string[], folder: string): readonly string[] => {
  if (folder === '') return lines;
  const prefix = `/${folder.replaceAll(/[\\*?[\]!# ]/g, '\\$&')}/`;
  return lines.map((line) => {
    const negated = line.startsWith('!');
    const pattern = negated ? line.slice(1) : line;
    // A slash at the start or in the middle binds a pattern to its folder (gitignore(5)).
    const isBound = /\/(?=.*\S)/.test(pattern);
    return (negated ? '!' : '') + prefix + (isBound ? pattern.replace(/^\//, '') : `**/${pattern}`);
  });
};
