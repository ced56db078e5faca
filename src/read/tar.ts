import { extract } from 'tar-stream';
import { errorCode } from './bytes.ts';
import { entryPath, isWorthReading } from './layouts.ts';
import { type Notes, passOver } from './notes.ts';
import { drained, reasonOf, type Stream, Unpackable } from './stream.ts';

/** The files in a tar archive that may hold objects. Each is read, or skipped, before the next one comes. */
export async function* tarEntries({ path, open }: Stream, notes: Notes): AsyncGenerator<Stream> {
  const archive = extract();
  const pump = (async () => {
    for await (const chunk of open()) {
      if (archive.destroyed) return;
      if (!archive.write(chunk)) await drained(archive);
    }
    archive.end(null);
  })();
  pump.catch((error: unknown) => archive.destroy(error as Error));
  let last: string | undefined;
  try {
    for await (const entry of archive) {
      const { name, type } = entry.header;
      const shown = entryPath(path, name);
      last = shown;
      const chunks = entry[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
      // A part of an entry is not left by way of its end: that would end the archive.
      const rest = { [Symbol.asyncIterator]: () => ({ next: () => chunks.next().catch(cutOff) }) };
      if (type === 'symlink' || type === 'link') passOver(notes, 'links');
      else if (type === 'file' || type === 'contiguous-file') {
        if (isWorthReading(name, shown, notes)) yield { path: shown, open: () => rest, isOnce: true };
      } else if (type !== 'directory') passOver(notes, 'files of other kinds');
      for (let next = await chunks.next(); !next.done; next = await chunks.next());
    }
  } catch (error) {
    throw faultOf(error, path, last);
  }
}

const cutOff = (error: unknown): never => {
  throw errorCode(error) === undefined && !(error instanceof Unpackable)
    ? new Unpackable('the archive ends in the middle of it')
    : error;
};

const faultOf = (error: unknown, path: string, last: string | undefined): Unpackable => {
  const where = last === undefined ? 'at its beginning' : `after or in ${last}`;
  if (errorCode(error) !== undefined || error instanceof Unpackable)
    return new Unpackable(`${reasonOf(error, path)}, ${where}`);
  const isCut = error instanceof Error && error.message.startsWith('Unexpected end');
  return new Unpackable(isCut ? `it is cut off ${where}` : `it is no tar archive ${where}`);
};
