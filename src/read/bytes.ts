import { closeSync, createReadStream, openSync, readFile, readSync, type Stats, stat } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { UserError } from '../failure.ts';

// These take a third of the time that node:fs/promises takes for a small file.
const read = promisify(readFile);
const inspect = promisify(stat);

/** More than any manifest, less than the longest string of the engine: the most that is read at once. */
export const maxBytes = 256 * 1024 * 1024;

const tooLarge = (shown: string): UserError =>
  new UserError(
    `${shown} is larger than what can be read at once (256 MiB)`,
    'split it, or leave it out with ignores in daprlint.yaml',
  );

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ELOOP: 'the symbolic link leads back to itself',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  ENXIO: 'it is a socket',
  EIO: 'the device reports an error',
};

/** The code of a system error: `ENOENT`. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** What a system error says, in the words of the person who named the path; anything else is thrown again. */
export const unreadable = (shown: string, error: unknown): UserError => {
  const code = errorCode(error);
  if (error instanceof UserError || code === undefined) throw error;
  return new UserError(`${shown} cannot be read: ${reasons[code] ?? code}`);
};

/** What is at a path, links followed; undefined where there is nothing. */
export const statIfPresent = async (path: string, shown: string): Promise<Stats | undefined> => {
  try {
    return await inspect(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw unreadable(shown, error);
  }
};

/** All bytes of a file, or of whatever stands under the path: a pipe, a device. */
export const readWhole = async (path: string, shown: string, known?: Stats): Promise<Uint8Array> => {
  const stats = known ?? (await inspect(path));
  if (!stats.isFile()) return readStream(createReadStream(path), shown);
  if (stats.size > maxBytes) throw tooLarge(shown);
  return read(path);
};

/** The same bytes as a buffer. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const room = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * All bytes of a small file, valid until the next one is asked for; undefined for a larger one. It takes a fifth of the time that
 * it takes to be told of the bytes later, which is most of the time that very many small files take.
 */
export const readSmall = (path: string): Buffer | undefined => {
  const file = openSync(path, 'r');
  try {
    let length = 0;
    // Some file systems give less at a time than they have.
    for (let read = -1; read !== 0 && length < room.length; length += read)
      read = readSync(file, room, length, room.length - length, null);
    return length < room.length ? room.subarray(0, length) : undefined;
  } finally {
    closeSync(file);
  }
};

/** All bytes of a stream. */
export const readStream = async (stream: AsyncIterable<Uint8Array | string>, shown: string): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(shown);
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
};

/** Whether a file holds a word, without holding the file. */
export const mentions = async (path: string, word: string): Promise<boolean> => {
  const file = await open(path);
  try {
    const window = Buffer.alloc(1024 * 1024);
    for (let kept = 0; ; ) {
      const { bytesRead } = await file.read(window, kept, window.length - kept);
      const filled = kept + bytesRead;
      if (window.subarray(0, filled).includes(word)) return true;
      if (bytesRead === 0) return false;
      // The word may lie across two reads.
      kept = Math.min(filled, word.length - 1);
      window.copyWithin(0, filled - kept, filled);
    }
  } finally {
    await file.close();
  }
};
