import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { entryPath, isWorthReading } from './layouts.ts';
import { type Notes, noteTrouble, passOver } from './notes.ts';
import { refuseBomb, type Stream, Unpackable } from './stream.ts';

/** What comes as a stream is held to be read from its end, where its directory stands. */
const largestHeld = 32 * 1024 * 1024;
/** To find an entry again takes longer than to keep it. */
const small = 4 * 1024 * 1024;
const options = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;

/** The files in a zip archive that may hold objects. Each is read before the next one comes. */
export async function* zipEntries(stream: Stream, notes: Notes): AsyncGenerator<Stream> {
  const held = stream.file === undefined ? await holding(stream.open()) : undefined;
  const zip = await (held
    ? held.whole && opened(fromBufferPromise(held.whole, options))
    : opened(openPromise(stream.file ?? '', options)));
  if (zip) {
    try {
      yield* entriesBy(zip, stream.path, notes);
    } finally {
      zip.close();
    }
    return;
  }
  const { cutZipEntries } = await import('./cut-zip.ts');
  if (!held || held.whole)
    noteTrouble(notes, `${stream.path} has no directory at its end, so it is cut off: what stands before is read`);
  yield* cutZipEntries(stream.path, held ? held.again() : stream.open(), notes);
}

const opened = (zip: Promise<ZipFile>): Promise<ZipFile | undefined> => zip.catch(() => undefined);

/** As much of a stream as can be held, and a way to hear all of it. */
const holding = async (stream: AsyncIterable<Uint8Array>) => {
  const chunks = stream[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let next = await chunks.next();
  for (let length = 0; !next.done && length < largestHeld; next = await chunks.next()) {
    held.push(next.value);
    length += next.value.length;
  }
  return {
    whole: next.done ? Buffer.concat(held) : undefined,
    again: async function* (): AsyncGenerator<Uint8Array> {
      for (let chunk = held.shift(); chunk; chunk = held.shift()) yield chunk;
      for (; !next.done; next = await chunks.next()) yield next.value;
    },
  };
};

async function* entriesBy(zip: ZipFile, path: string, notes: Notes): AsyncGenerator<Stream> {
  let [entries, given] = [0, 0];
  const count = (bytes: number): void => {
    given += bytes;
    // Entries may share what they are packed into.
    refuseBomb(given, zip.fileSize);
  };
  try {
    for await (const entry of zip.eachEntry()) {
      entries += 1;
      const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      const shown = entryPath(path, name);
      notes.onProgress?.(path, entry.relativeOffsetOfLocalHeader);
      if (/[\\/]$/.test(name)) continue;
      if (isLink(entry)) passOver(notes, 'links');
      else if (isWorthReading(name, shown, notes)) {
        const fault = faultOf(entry);
        if (fault) noteTrouble(notes, `${shown} is not read: ${fault}`);
        else yield { path: shown, open: () => unzipped(zip, entry, count), isOnce: entry.uncompressedSize < small };
      }
      if (given > 0) refuseBomb(given, zip.fileSize);
    }
  } catch (error) {
    if (error instanceof Unpackable) throw error;
    throw new Unpackable(`its directory is damaged after ${entries} entries`);
  }
}

const isLink = ({ externalFileAttributes, versionMadeBy }: Entry): boolean =>
  versionMadeBy >> 8 === 3 && ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;

const faultOf = (entry: Entry): string | undefined => {
  if (entry.isEncrypted()) return 'it is encrypted';
  return entry.canDecodeFileData()
    ? undefined
    : `it is packed by a method that is not known (${entry.compressionMethod})`;
};

async function* unzipped(zip: ZipFile, entry: Entry, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let given = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const bytes = chunk as Uint8Array;
      given += bytes.length;
      refuseBomb(given, entry.compressedSize);
      count(bytes.length);
      yield bytes;
    }
  } catch (error) {
    if (error instanceof Unpackable) throw error;
    throw new Unpackable('it is not what the directory of the archive says, or damaged');
  }
}
