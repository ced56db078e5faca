import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { UserError } from '../failure.ts';
import { errorCode, unreadable } from './bytes.ts';
import type { Notes } from './notes.ts';

const chunkSize = 1024 * 1024;
/** A text of manifests packs to a twentieth; nothing but a bomb packs to so little. */
const largestRatio = 500;
/** How much may be unpacked before the ratio counts. */
const ratioCountsFrom = 16 * 1024 * 1024;

/** Bytes in chunks, which may be asked for again. */
export interface Stream {
  readonly path: string;
  /** Each chunk is valid until the next one is asked for. */
  readonly open: () => AsyncIterable<Uint8Array>;
  /** It can be opened only once. */
  readonly isOnce?: boolean;
  /** The user named it, so nothing in it is passed over in silence. */
  readonly isNamed?: boolean;
  /** The file that it is all of, as it lies on the disk. */
  readonly file?: string;
}

/** What is packed cannot be read, and why. */
export class Unpackable extends Error {}

/** Throws where more comes out of something than can have been packed into it honestly. */
export const refuseBomb = (given: number, taken: number): void => {
  if (given > ratioCountsFrom && given / Math.max(taken, 1) > largestRatio)
    throw new Unpackable(`it unpacks to more than ${largestRatio} times its size`);
};

/** A file, in chunks. */
export const fileStream = (file: string, shown: string, { onProgress }: Notes): Stream => ({
  path: shown,
  file,
  open: async function* () {
    let byte = 0;
    for await (const chunk of chunksOf(file)) {
      yield chunk;
      byte += chunk.length;
      onProgress?.(shown, byte);
    }
  },
});

/** A file in chunks; the next one is read while one is worked on. */
async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  try {
    const buffers = [Buffer.allocUnsafe(chunkSize), Buffer.allocUnsafe(chunkSize)] as const;
    const read = (turn: number) => handle.read(buffers[turn % 2] as Buffer, 0, chunkSize);
    let next = read(0);
    for (let turn = 1; ; turn += 1) {
      const { bytesRead, buffer } = await next;
      if (bytesRead === 0) return;
      next = read(turn);
      // Where nobody asks on, nobody awaits it.
      next.catch(() => undefined);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** What tells whether a file is still the one that it was; undefined where it is gone. */
export const stampOf = (file: string): string | undefined => {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
};

/** Parts of a file, each valid until the next one is asked for. Throws `UserError` where it is no longer what it was. */
export function* partsOf(
  { path, file, stamp }: { readonly path: string; readonly file: string; readonly stamp: string | undefined },
  parts: readonly { readonly offset: number; readonly length: number }[],
): Generator<Buffer> {
  if (parts.length === 0) return;
  if (stamp === undefined || stampOf(file) !== stamp)
    throw new UserError(`${path} has changed while it was read`, 'audit it when nothing writes it any longer');
  const descriptor = openSync(file, 'r');
  try {
    for (const { offset, length } of parts) {
      const bytes = Buffer.alloc(length);
      readSync(descriptor, bytes, 0, length, offset);
      yield bytes;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** What was packed with gzip. */
export async function* unpacked(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let [taken, given] = [0, 0];
  const gunzip = createGunzip({ chunkSize });
  const pump = (async () => {
    for await (const chunk of packed) {
      if (gunzip.destroyed) return;
      taken += chunk.length;
      if (!gunzip.write(Uint8Array.from(chunk))) await drained(gunzip);
    }
    gunzip.end();
  })();
  pump.catch((error: unknown) => gunzip.destroy(error as Error));
  for await (const chunk of gunzip) {
    given += (chunk as Uint8Array).length;
    refuseBomb(given, taken);
    yield chunk as Uint8Array;
  }
}

/** The same bytes in chunks of a good size: what is split in small ones is joined over and over. */
export async function* gathered(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  const joined = (): Uint8Array => {
    const [only] = held;
    const all = held.length === 1 && only ? only : Buffer.concat(held);
    [held, length] = [[], 0];
    return all;
  };
  try {
    for await (const chunk of chunks) {
      held.push(Uint8Array.from(chunk));
      length += chunk.length;
      if (length >= chunkSize) yield joined();
    }
  } catch (error) {
    if (length > 0) yield joined();
    throw error;
  }
  if (length > 0) yield joined();
}

/** Waits until more can be written, or nothing any longer. */
export const drained = (stream: {
  once: (event: 'drain' | 'close', then: () => void) => unknown;
  off: (event: 'drain' | 'close', then: () => void) => unknown;
}): Promise<void> =>
  new Promise((done) => {
    const settle = (): void => {
      stream.off('drain', settle);
      stream.off('close', settle);
      done();
    };
    stream.once('drain', settle);
    stream.once('close', settle);
  });

/** Why something could not be read on. Throws what is no fault of the file's. */
export const reasonOf = (error: unknown, path: string): string => {
  if (error instanceof Unpackable) return error.message;
  const code = errorCode(error);
  if (code === undefined) throw error;
  if (code.startsWith('Z_')) return 'it is no whole gzip file';
  return unreadable(path, error).message.replace(`${path} cannot be read: `, '');
};

/** How much of a beginning tells what something is. */
const headSize = 512;

/** The beginning of a stream, and all of it. */
export const peeked = async (stream: Stream): Promise<{ readonly head: Uint8Array; readonly stream: Stream }> => {
  const chunks = stream.open()[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let length = 0;
  let failure: { readonly error: unknown } | undefined;
  try {
    while (length < headSize) {
      const next = await chunks.next();
      if (next.done) break;
      held.push(Uint8Array.from(next.value));
      length += next.value.length;
    }
  } catch (error) {
    failure = { error };
  }
  const head = held.length === 1 && held[0] ? held[0] : Buffer.concat(held);
  if (!stream.isOnce) {
    await chunks.return?.();
    return { head, stream };
  }
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield* held;
    if (failure) throw failure.error;
    // What is left of an entry is skipped by whoever reads the archive.
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  };
  return { head, stream: { ...stream, open } };
};
