import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unreadable } from './bytes.ts';
import { type Gitignores, isWithin } from './gitignore.ts';

/** A file or folder, under the path by which it was reached. */
export interface Found {
  readonly path: string;
  /** The path without symbolic links. */
  readonly real: string;
}

/** What leaves a file or a folder out. */
export type Ignorer = 'config' | 'git';

export interface Walk {
  readonly accepts: (path: string) => boolean;
  readonly gitignores: Gitignores;
  /** What the config leaves out. */
  readonly ignores: (path: string) => boolean;
  /** Links that lead out of this folder are passed over, so that a repository cannot bring to light what is outside of it. */
  readonly boundary: string;
  /** A path as reports show it. */
  readonly show: (path: string) => string;
  readonly onFound: (file: Found) => void;
  /** Told of each file and folder that is passed over because something ignores it: the config, or else git. */
  readonly onIgnored: (path: string, by: Ignorer) => void;
}

const passedOver = new Set(['.git', 'node_modules']);

/** Whether a file's ending says that it may hold manifests, or its name that it is what kustomize reads first. */
export const isManifest = (path: string): boolean =>
  /\.(?:ya?ml|json)$/i.test(path) || /(?:^|[/\\])Kustomization$/.test(path);

/**
 * Finds the accepted files in a folder and in the folders below it, as many levels as `depth` says. Links to files are
 * followed, links to folders, as in git, are not.
 */
export const walk = async (folder: Found, depth: number, options: Walk): Promise<void> => {
  const { accepts, gitignores, ignores, onFound, onIgnored } = options;
  const entries = await list(folder.path, options.show);
  const rules = await gitignores.rulesWithin(folder.path);
  for (const entry of entries) {
    const path = join(folder.path, entry.name);
    const isFolder = entry.isDirectory();
    if (isFolder ? depth <= 1 || passedOver.has(entry.name) : !accepts(path)) continue;
    const found = { path, real: join(folder.real, entry.name) };
    if (ignores(path)) onIgnored(path, 'config');
    else if (rules?.ignores(path, isFolder)) onIgnored(path, 'git');
    else if (isFolder) await walk(found, depth - 1, options);
    else if (entry.isFile()) onFound(found);
    else if (entry.isSymbolicLink()) await follow(path, options);
  }
};

const list = async (folder: string, show: Walk['show']) => {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(show(folder), error);
  }
};

const follow = async (path: string, { boundary, onFound }: Walk): Promise<void> => {
  // A link that leads nowhere, or in a circle, is no file.
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined && isWithin(boundary, real) && (await stat(real)).isFile()) onFound({ path, real });
};
