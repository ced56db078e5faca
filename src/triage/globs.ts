import picomatch from 'picomatch/posix.js';

/** A set of globs: a text is in it if one of them matches, and none of those that begin with `!`. */
export interface Globs {
  readonly patterns: readonly string[];
  matches(text: string): boolean;
}

/** `!(a|b)` is a glob of its own; any other `!` in front takes away. */
const isExclusion = (pattern: string): boolean => /^!(?!\()/.test(pattern);

const compile = (patterns: readonly string[], expand: (pattern: string) => readonly string[]): Globs => {
  const written = patterns.filter((pattern) => pattern !== '' && pattern !== '!');
  const wanted = written.filter((pattern) => !isExclusion(pattern)).flatMap(expand);
  const unwanted = written.filter(isExclusion).flatMap((pattern) => expand(pattern.slice(1)));
  const includes = wanted.length > 0 ? picomatch(wanted, matching) : () => unwanted.length > 0;
  const excludes = unwanted.length > 0 ? picomatch(unwanted, matching) : () => false;
  return { patterns, matches: (text) => includes(text) && !excludes(text) };
};

/** `*` matches a leading dot too, and a `!` is our own affair. */
const matching = { dot: true, nonegate: true };

/** Globs over names, kinds and namespaces. */
export const nameGlobs = (patterns: readonly string[]): Globs => compile(patterns, (pattern) => [pattern]);

/** A pattern with forward slashes; a backslash before a sign of globs takes away what that means, any other is a slash of Windows. */
const slashed = (pattern: string): string => pattern.replaceAll(/\\(?![[\]{}()!?+@\\])/g, '/');

/**
 * Globs over paths with forward slashes, relative to one folder. One without a slash matches in every folder, and one
 * that names a folder matches all that is in it, as in `.gitignore`.
 */
export const pathGlobs = (patterns: readonly string[]): Globs =>
  compile(patterns.map(slashed), (pattern) => {
    const isRooted = /^\.?\/|^\.$/.test(pattern) || pattern.slice(0, -1).includes('/');
    const path = pattern.replace(/^\.?\//, '').replace(/\/$/, '');
    if (path === '' || path === '.') return ['**'];
    const placed = isRooted ? path : `**/${path}`;
    return [placed, `${placed}/**`];
  });

/** Globs over folders, relative to one: the folders themselves, not what is in them. */
export const folderGlobs = (patterns: readonly string[]): Globs =>
  compile(patterns.map(slashed), (pattern) => [pattern.replace(/^\.?\//, '').replace(/\/$/, '')]);

/** Globs over paths to leave out. Exceptions alone leave nothing out: a linter that looks at nothing finds nothing. */
export const ignoreGlobs = (patterns: readonly string[]): Globs =>
  patterns.every(isExclusion) ? { patterns, matches: () => false } : pathGlobs(patterns);
