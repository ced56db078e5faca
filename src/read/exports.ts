import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Selection } from '../export/selection.ts';
import { type Aside, type Slice, type Spot, Unusual, withoutAsides } from '../export/slice.ts';
import { Splitter } from '../export/splitter.ts';
import type { Search } from '../export/window.ts';
import type { SecretMarks } from '../model/secrets/marks.ts';
import type { Source } from '../yaml/location.ts';
import { errorCode, maxBytes, unreadable } from './bytes.ts';
import { decode } from './decode.ts';

const chunkSize = 1024 * 1024;
/** What a stream that can be read only once is kept for, in case all of it is needed. */
const largestHeld = 64 * 1024 * 1024;
/** A text of manifests packs to a twentieth; nothing but a bomb packs to so little. */
const largestRatio = 500;
/** How much may be unpacked before the ratio counts. */
const ratioCountsFrom = 16 * 1024 * 1024;

/** What was read of one file of an export. */
export interface ReadExport {
  readonly path: string;
  readonly sources: readonly Source[];
  /** How many objects of each kind there are; undefined where the file was read as a whole. */
  readonly counts: ReadonlyMap<string, number> | undefined;
  readonly bytes: number;
  readonly asides: readonly Aside[];
  /** The secrets of the values that were not kept. */
  readonly withheld?: SecretMarks;
  /** What could not be read, in a line each. */
  readonly troubles: readonly string[];
}

/** A text in chunks, which may be asked for again. */
export interface Stream {
  readonly path: string;
  readonly open: () => AsyncIterable<Uint8Array>;
  /** It can be opened only once. */
  readonly isOnce?: boolean;
  /** The user named it, so nothing in it is passed over in silence. */
  readonly isNamed?: boolean;
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
  const { path } = stream;
  const named = stream.isNamed === true;
  const splitter = new Splitter(search);
  const selection = new Selection({ path, named }, needed, search);
  const tape = new Tape(stream);
  const troubles: string[] = [];
  try {
    for await (const chunk of tape.play()) for (const slice of splitter.feed(chunk)) selection.add(slice);
    for (const slice of splitter.end()) selection.add(slice);
  } catch (error) {
    const whole = error instanceof Unusual ? await wholeOrTrouble(tape) : undefined;
    if (whole instanceof Uint8Array) return { ...readAtOnce(whole, { path, named }), troubles };
    addUsual(splitter.taken(), selection);
    troubles.push(
      error instanceof Unusual && whole === undefined
        ? `${path} is not read on from ${spotted(error.at)}: ${error.what}, and it is too large to be read at once`
        : `${path} is not read on from byte ${tape.bytes}: ${reasonOf(whole ?? error, path)}`,
    );
  }
  const { cutAt, asides } = splitter;
  if (cutAt) troubles.push(`${path} ends in the middle of an object or a list, at ${spotted(cutAt)}`);
  const { counts, withheld } = selection;
  return { path, sources: selection.sources(), counts, bytes: tape.bytes, asides, withheld, troubles };
};

/** Takes objects up to one that only the whole explains. */
const addUsual = (slices: readonly Slice[], selection: Selection): void => {
  try {
    for (const slice of slices) selection.add(slice);
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
  }
};

const readAtOnce = (
  bytes: Uint8Array,
  { path, named }: { readonly path: string; readonly named: boolean },
): Omit<ReadExport, 'troubles'> => {
  const { text: all, ...decoded } = decode(bytes);
  const { text, asides } = withoutAsides(all);
  const sources = [{ path, ...(named && { named }), ...decoded, text }];
  return { path, sources, counts: undefined, bytes: bytes.length, asides };
};

/** All of a stream; nothing where it is too large, or why it cannot be read. */
const wholeOrTrouble = async (tape: Tape): Promise<Uint8Array | Error | undefined> => {
  try {
    return await tape.whole();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** A stream that can be heard again from its beginning, as long as that is possible. */
class Tape {
  bytes = 0;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Uint8Array[] | undefined;

  constructor(private readonly stream: Stream) {
    this.#chunks = stream.open()[Symbol.asyncIterator]();
    this.#held = stream.isOnce ? [] : undefined;
  }

  async *play(): AsyncIterable<Uint8Array> {
    for (let next = await this.#chunks.next(); !next.done; next = await this.#chunks.next()) {
      this.bytes += next.value.length;
      if (this.bytes > largestHeld) this.#held = undefined;
      // A splitter blanks what is none of the text.
      this.#held?.push(Uint8Array.from(next.value));
      yield next.value;
    }
  }

  /** All of it; undefined where it is too large. */
  async whole(): Promise<Uint8Array | undefined> {
    if (!this.stream.isOnce) {
      await this.#chunks.return?.();
      return wholeOf(this.stream.open());
    }
    if (!this.#held) return undefined;
    const held = this.#held;
    for (let next = await this.#chunks.next(); !next.done; next = await this.#chunks.next()) {
      this.bytes += next.value.length;
      if (this.bytes > maxBytes) return undefined;
      held.push(next.value);
    }
    return Buffer.concat(held);
  }
}

const spotted = ({ line, byte }: Spot): string => (byte > 0 ? `line ${line} (byte ${byte})` : `line ${line}`);

const reasonOf = (error: unknown, path: string): string => {
  if (error instanceof Bomb) return error.message;
  const code = errorCode(error);
  if (code === undefined) throw error;
  return code.startsWith('Z_') ? 'it is no whole gzip file' : unreadable(path, error).message;
};

const wholeOf = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    length += part.length;
    if (length > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};
