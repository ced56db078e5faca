import { readdir } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { UserError } from '../failure.ts';
import { statIfPresent, unreadable } from './bytes.ts';
import { fileStream, type Stream } from './exports.ts';
import { shownPath } from './files.ts';

/** Where exports are looked for. */
interface Standpoint {
  readonly cwd: string;
  readonly shownFrom?: string | undefined;
  readonly stdin: AsyncIterable<Uint8Array>;
}

const isExport = (path: string): boolean => /\.(?:ya?ml|json)(?:\.gz)?$/i.test(path);

/** The files of an export: one, those of a folder, or stdin. Throws `UserError` where there is none. */
export const streamsOf = async (
  path: string,
  { cwd, shownFrom = cwd, stdin }: Standpoint,
): Promise<readonly Stream[]> => {
  if (path === '-') return [{ path: '<stdin>', open: () => stdin, isOnce: true, isNamed: true }];
  const absolute = resolve(cwd, path);
  const show = (file: string): string => shownPath(file, shownFrom, isAbsolute(path));
  const stats = await statIfPresent(absolute, show(absolute));
  if (!stats) throw new UserError(`${path} cannot be read: there is no such file or folder`);
  if (!stats.isDirectory()) {
    const { recall, ...stream } = { ...fileStream(absolute, show(absolute)), isNamed: true };
    return [stats.isFile() ? { ...stream, ...(recall && { recall }) } : { ...stream, isOnce: true }];
  }
  const names = await readdir(absolute, { recursive: true }).catch((error: unknown) => {
    throw unreadable(show(absolute), error);
  });
  const files = names
    .filter(isExport)
    .sort()
    .map((name) => join(absolute, name));
  if (files.length === 0) throw new UserError(`${path} holds no .yaml, .yml or .json file, packed or not`);
  return files.map((file) => fileStream(file, show(file)));
};
