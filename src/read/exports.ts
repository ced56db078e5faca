import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Selection } from '../export/selection.ts';
import { type Aside, type Slice, type Spot, Unusual } from '../export/slice.ts';
import { Splitter } from '../export/splitter.ts';
import type { Search } from '../export/window.ts';
import type { Source } from '../yaml/location.ts';
import { decode } from './decode.ts';

/** More than any manifest, less than the longest string of the engine. */
const largestWhole = 256 * 1024 * 1024;
const chunkSize = 4 * 1024 * 1024;
/** What a stream that can be read only once is kept for, in case all of it is needed. */
const largestHeld = 64 * 1024 * 1024;
/** A text of manifests packs to a twentieth; nothing but a bomb packs to so little. */
const largestRatio = 500;
/** How much may be unpacked before the ratio counts. */
const ratioCountsFrom = 64 * 1024 * 1024;

/** What was read of one file of an export. */
export interface ReadExport {
  readonly path: string;
  readonly sources: readonly Source[];
  /** How many objects of each kind there are; undefined where the file was read as a whole. */
  readonly counts: ReadonlyMap<string, number> | undefined;
  readonly bytes: number;
  readonly asides: readonly Aside[];
  /** What could not be read, in a line each. */
  readonly troubles: readonly string[];
}

/** A text in chunks, which may be asked for again. */
export interface Stream {
  readonly path: string;
  readonly open: () => AsyncIterable<Uint8Array>;
  /** It can be opened only once. */
  readonly isOnce?: boolean;
}

/** A file, unpacked if its name ends in `.gz`. */
export const fileStream = (file: string, shown: string): Stream => ({
  path: shown,
  open: () => {
    const stream = createReadStream(file, { highWaterMark: chunkSize });
    return /\.gz$/i.test(file) ? unpacked(stream) : stream;
  },
});

/** A text too large for what it was packed into. */
class Bomb extends Error {}

async function* unpacked(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let [taken, given] = [0, 0];
  const counted = async function* (): AsyncIterable<Uint8Array> {
    for await (const chunk of packed) {
      taken += chunk.length;
      yield chunk;
    }
  };
  const gunzip = createGunzip({ chunkSize: 1024 * 1024 });
  const pump = (async () => {
    for await (const chunk of counted())
      if (!gunzip.write(chunk)) await new Promise((done) => gunzip.once('drain', done));
    gunzip.end();
  })();
  pump.catch((error: unknown) => gunzip.destroy(error as Error));
  for await (const chunk of gunzip) {
    given += (chunk as Uint8Array).length;
    if (given > ratioCountsFrom && given / taken > largestRatio)
      throw new Bomb(`it unpacks to more than ${largestRatio} times its size`);
    yield chunk as Uint8Array;
  }
}

const search: Search = (bytes, word, from) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(word, from);

/** Reads an export object by object, or where it is not written as kubectl does, as a whole. */
export const readExport = async (stream: Stream, needed: ReadonlySet<string>): Promise<ReadExport> => {
  const held: Uint8Array[] = [];
  let bytes = 0;
  let isHeld = stream.isOnce === true;
  const splitter = new Splitter(search);
  const selection = new Selection(stream.path, needed, search);
  const add = (slices: readonly Slice[]): void => {
    for (const slice of slices) selection.add(slice);
  };
  const chunks = stream.open()[Symbol.asyncIterator]();
  const troubles: string[] = [];
  try {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      bytes += next.value.length;
      isHeld &&= bytes <= largestHeld;
      // A splitter blanks what is none of the text.
      if (isHeld) held.push(Uint8Array.from(next.value));
      else held.length = 0;
      add(splitter.feed(next.value));
    }
    add(splitter.end());
  } catch (error) {
    if (!(error instanceof Unusual))
      troubles.push(`${stream.path} cannot be read on from byte ${bytes}: ${reasonOf(error)}`);
    else {
      const rest = stream.isOnce ? restOf(held, isHeld, chunks) : stream.open();
      const whole = rest && (await wholeOf(rest));
      if (whole)
        return {
          path: stream.path,
          sources: [{ path: stream.path, named: true, ...decode(whole) }],
          counts: undefined,
          bytes: whole.length,
          asides: [],
          troubles: [],
        };
      troubles.push(
        `${stream.path} is not read on from ${spotted(error.at)}: ${error.what}, and it is too large to be read at once`,
      );
    }
  }
  const { cutAt, asides } = splitter;
  if (cutAt) troubles.push(`${stream.path} ends in the middle of a list, at ${spotted(cutAt)}`);
  return { path: stream.path, sources: selection.sources(), counts: selection.counts, bytes, asides, troubles };
};

const spotted = ({ line, byte }: Spot): string => (byte > 0 ? `line ${line} (byte ${byte})` : `line ${line}`);

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const restOf = (
  held: readonly Uint8Array[],
  isHeld: boolean,
  chunks: AsyncIterator<Uint8Array>,
): AsyncIterable<Uint8Array> | undefined => {
  if (!isHeld) return undefined;
  return (async function* () {
    yield* held;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  })();
};

const wholeOf = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    length += part.length;
    if (length > largestWhole) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};
