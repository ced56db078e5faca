import { join, relative } from 'node:path';
import { UserError } from '../failure.ts';
import { decode } from './decode.ts';
import { type FileChange, type LineRange, readDiff } from './diff.ts';
import { findGitRoot } from './git.ts';
import { baseCommit } from './git-base.ts';
import { gitOutput } from './git-run.ts';
import { isWithin, slashed } from './gitignore.ts';

/** What has become of a working tree since a commit. Paths are absolute. */
export interface Changes {
  /** The files that held something else, or were somewhere else, or are gone, by their paths of then. */
  readonly before: () => Promise<readonly FileBefore[]>;
  /** The lines of a file that have come or changed; undefined where all have: in what git does not know. */
  lines(path: string): readonly LineRange[] | undefined;
}

/** What a file was. */
export interface FileBefore {
  readonly path: string;
  /** Where it is now; undefined for a file that is gone. */
  readonly now?: string;
  /** What it held; undefined for what it still holds. */
  readonly text?: string;
}

/** Asks git what has changed: staged, not staged, and not yet known to it. Throws `UserError` where it cannot tell. */
export const readChanges = async (
  since: string | undefined,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<Changes> => {
  if ((await findGitRoot(cwd)) === undefined)
    throw new UserError('what has changed cannot be told: there is no git repository here', 'leave out --changed');
  const root = (await gitOutput(['rev-parse', '--show-toplevel'], cwd)).toString().replace(/\r?\n$/, '');
  const commit = await baseCommit(since, cwd, env);
  const files = [...readDiff((await gitOutput([...diff, commit, '--'], root)).toString())];
  const tracked = new Set((await gitOutput(['ls-files', '-z', '--recurse-submodules'], root)).toString().split('\0'));
  const changed = new Map(
    files.flatMap((file) => (file.after === undefined ? [] : [[file.after, file.lines] as const])),
  );
  return {
    before: () => filesBefore(files, root),
    lines: (path) => {
      const inside = isWithin(root, path) ? slashed(relative(root, path)) : undefined;
      if (inside === undefined || !tracked.has(inside)) return undefined;
      return changed.get(inside) ?? [];
    },
  };
};

const diff = [
  'diff',
  ...['--unified=0', '--inter-hunk-context=0', '--full-index', '--find-renames', '--no-color', '--no-ext-diff'],
  ...['--no-textconv', '--text', '--ignore-submodules=all', '--no-relative', '--src-prefix=a/', '--dst-prefix=b/'],
];

const filesBefore = async (files: readonly FileChange[], root: string): Promise<readonly FileBefore[]> => {
  const texts = await textsOf(
    files.flatMap(({ blob = '' }) => (/[1-9a-f]/.test(blob) ? blob : [])),
    root,
  );
  return files.flatMap(({ before, after, blob = '' }): readonly FileBefore[] => {
    if (before === undefined) return [];
    const text = texts.get(blob);
    const now = after === undefined ? undefined : join(root, after);
    return [{ path: join(root, before), ...(now !== undefined && { now }), ...(text !== undefined && { text }) }];
  });
};

const textsOf = async (blobs: readonly string[], root: string): Promise<ReadonlyMap<string, string>> => {
  const texts = new Map<string, string>();
  if (blobs.length === 0) return texts;
  const output = await gitOutput(['cat-file', '--batch'], root, blobs.map((blob) => `${blob}\n`).join(''));
  let at = 0;
  for (const blob of blobs) {
    const end = output.indexOf('\n', at);
    const size = Number(/ blob (\d+)$/.exec(output.toString('latin1', at, end))?.[1]);
    // What is missing in a partial clone has no text.
    if (Number.isNaN(size)) at = end + 1;
    else {
      texts.set(blob, decode(output.subarray(end + 1, end + 1 + size)).text);
      at = end + 1 + size + 1;
    }
  }
  return texts;
};
