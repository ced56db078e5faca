import { readdir } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Selection } from '../export/selection.ts';
import { UserError } from '../failure.ts';
import { textsIn } from './archive.ts';
import { statIfPresent, unreadable } from './bytes.ts';
import { readText } from './exports.ts';
import { shownPath } from './files.ts';
import { slashed } from './gitignore.ts';
import { isWorthReading } from './layouts.ts';
import type { Notes } from './notes.ts';
import { fileStream, type Stream } from './stream.ts';

/** Where exports are looked for. */
interface Standpoint {
  readonly cwd: string;
  readonly shownFrom?: string | undefined;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** Where one cluster's export lies, and how many bytes of it; undefined where only the end will tell. */
export interface ExportFound {
  readonly bytes: number | undefined;
  /** Reads all of it. */
  readonly read: (selection: Selection, notes: Notes) => Promise<void>;
}

/** Finds the export of one cluster: a file, the files of a folder, or stdin. Throws `UserError` where there is none. */
export const findExport = async (
  path: string,
  { cwd, shownFrom = cwd, stdin }: Standpoint,
  notes: Notes,
): Promise<ExportFound> => {
  if (path === '-')
    return found([{ path: '<stdin>', open: () => heard(stdin, notes), isOnce: true, isNamed: true }], undefined);
  const absolute = resolve(cwd, path);
  const show = (file: string): string => shownPath(file, shownFrom, isAbsolute(path));
  const stats = await statIfPresent(absolute, show(absolute));
  if (!stats) throw new UserError(`${path} cannot be read: there is no such file or folder`);
  if (stats.isFile()) return found([{ ...fileStream(absolute, show(absolute), notes), isNamed: true }], stats.size);
  if (!stats.isDirectory()) {
    const { file: _, ...pipe } = fileStream(absolute, show(absolute), notes);
    return found([{ ...pipe, isNamed: true, isOnce: true }], undefined);
  }
  const files = (await filesIn(absolute, show(absolute)))
    .filter((file) => isWorthReading(slashed(relative(absolute, file)), show(file), notes))
    .sort();
  if (files.length === 0)
    throw new UserError(
      `${path} holds no .yaml, .yml or .json file, packed or not`,
      'a folder as kubectl cluster-info dump or velero writes it can be audited, or a .zip or .tar.gz of one',
    );
  let bytes = 0;
  for (const file of files) bytes += (await statIfPresent(file, show(file)))?.size ?? 0;
  return found(
    files.map((file) => fileStream(file, show(file), notes)),
    bytes,
  );
};

const found = (streams: readonly Stream[], bytes: number | undefined): ExportFound => ({
  bytes,
  read: async (selection, notes) => {
    for (const stream of streams)
      for await (const text of textsIn(stream, notes)) await readText(text, selection, notes);
  },
});

async function* heard(stdin: AsyncIterable<Uint8Array>, { onProgress }: Notes): AsyncGenerator<Uint8Array> {
  let byte = 0;
  for await (const chunk of stdin) {
    byte += chunk.length;
    onProgress?.('<stdin>', byte);
    yield chunk;
  }
}

const filesIn = async (folder: string, shown: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(shown, error);
  });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
};
