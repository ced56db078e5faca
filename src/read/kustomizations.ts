import { dirname, join, resolve } from 'node:path';
import { isKustomization, patchFilesOf } from '../model/grouping/kustomization.ts';
import { parse } from '../yaml/parse.ts';
import { readWhole, statIfPresent } from './bytes.ts';
import { decode } from './decode.ts';
import { findGitRoot, upward } from './git.ts';
import type { Found } from './walk.ts';

/** How many folders may hold the kustomization of a file: its own, and those above it. */
const levels = 4;
const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Those of some files that a kustomization beside or above them names as patches, be it among the inputs or not. */
export const patchesAmong = async <File extends Found>(files: readonly File[]): Promise<ReadonlySet<File>> => {
  const folders = new Map<string, Promise<ReadonlySet<string>>>();
  const patchesOf = (folder: string): Promise<ReadonlySet<string>> => {
    const known = folders.get(folder) ?? readPatches(folder);
    folders.set(folder, known);
    return known;
  };
  const roots = new Map<string, Promise<string | undefined>>();
  const found = new Set<File>();
  const judge = async (file: File): Promise<void> => {
    const folder = dirname(file.path);
    const root = roots.get(folder) ?? findGitRoot(folder);
    roots.set(folder, root);
    const above = [...upward(folder, await root)].slice(0, levels);
    const patches = await Promise.all(above.map(patchesOf));
    if (patches.some((each) => each.has(file.path) || each.has(file.real))) found.add(file);
  };
  await Promise.all(files.filter(({ path }) => !isKustomization(path)).map(judge));
  return found;
};

/** The patches that the kustomizations in a folder name; what cannot be read names none. */
const readPatches = async (folder: string): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  for (const path of names.map((name) => join(folder, name))) {
    const stats = await statIfPresent(path, path).catch(() => undefined);
    const bytes = stats?.isFile() ? await readWhole(path, path, stats).catch(() => undefined) : undefined;
    if (bytes === undefined) continue;
    for (const { root } of parse({ path, text: decode(bytes).text }))
      for (const file of patchFilesOf(root)) found.add(resolve(folder, file));
  }
  return found;
};
