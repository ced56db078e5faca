import { KindFinder, type ListKind } from '../export/list-kinds.ts';
import type { Part, Recall, Selection } from '../export/selection.ts';
import { type Slice, type Spot, Untyped, Unusual, withoutAsides } from '../export/slice.ts';
import { Splitter } from '../export/splitter.ts';
import type { Search } from '../export/window.ts';
import type { Source } from '../yaml/location.ts';
import { asBuffer, maxBytes as largestWhole } from './bytes.ts';
import { decode } from './decode.ts';
import { blankLogs, withoutLogs } from './logs.ts';
import { type Notes, noteAside, noteTrouble, passOver } from './notes.ts';
import { gathered, partsOf, reasonOf, type Stream, stampOf } from './stream.ts';

/** What a stream that can be read only once is kept for, in case all of it is needed. */
const largestHeld = 64 * 1024 * 1024;

/** Finds bytes in bytes the way that Node does it fastest. */
export const search: Search = (bytes, word, from) => asBuffer(bytes).indexOf(word, from);

/** Reads a text of an export object by object, or where it is not written as kubectl does, as a whole. */
export const readText = async (text: Stream, selection: Selection, notes: Notes): Promise<void> => {
  // A file comes in chunks of a good size.
  const stream = { ...text, open: () => withoutLogs(text.file === undefined ? gathered(text.open()) : text.open()) };
  const { path, isNamed: named = false } = stream;
  notes.files += 1;
  const file = { path, named };
  try {
    await split(stream, [], file, selection, notes);
  } catch (error) {
    if (!(error instanceof Again)) throw error;
    await split(error.stream, error.kinds, file, selection, notes);
  }
  selection.close();
};

/** The text has to be split once more, with what was found out about it. */
class Again {
  constructor(
    readonly stream: Stream,
    readonly kinds: readonly ListKind[],
  ) {}
}

const split = async (
  stream: Stream,
  kinds: readonly ListKind[],
  file: Pick<Source, 'path' | 'named'>,
  selection: Selection,
  notes: Notes,
): Promise<void> => {
  const { path } = stream;
  const splitter = new Splitter(search, kinds);
  selection.open(file, recallOf(stream, splitter));
  const tape = new Tape(stream);
  try {
    for await (const chunk of tape.play()) for (const slice of splitter.feed(chunk)) selection.add(slice);
    for (const slice of splitter.end()) selection.add(slice);
  } catch (error) {
    const isUntyped = error instanceof Untyped && kinds.length === 0;
    const more = isUntyped ? await again(stream, tape) : undefined;
    if (more) throw more;
    const whole = error instanceof Unusual && !isUntyped ? await wholeOrTrouble(tape) : undefined;
    if (whole instanceof Uint8Array) {
      selection.forget();
      addAtOnce(whole, file, selection, notes);
      return;
    }
    addUsual(splitter.rest(), selection);
    noteTrouble(
      notes,
      isUntyped
        ? `${path} is not read on from ${spotted(error.at)}: the list says what its items are behind them, and it is too large to be kept until then; write it to a file, and audit that`
        : error instanceof Unusual && whole === undefined
          ? `${path} is not read on from ${spotted(error.at)}: ${error.what}, and it is too large to be read at once`
          : `${path} is not read ${tape.bytes > 0 ? `on from byte ${tape.bytes}` : 'at all'}: ${reasonOf(whole ?? error, path)}`,
    );
  }
  notes.bytes += tape.bytes;
  for (const aside of splitter.asides) noteAside(notes, path, aside);
  const { cutAt } = splitter;
  if (cutAt) noteTrouble(notes, `${path} ends in the middle of an object or a list, at ${spotted(cutAt)}`);
};

/** Takes objects up to one that only the whole explains. */
const addUsual = (slices: readonly Slice[], selection: Selection): void => {
  try {
    for (const slice of slices) selection.add(slice);
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
  }
};

const addAtOnce = (
  bytes: Uint8Array,
  file: Pick<Source, 'path' | 'named'>,
  selection: Selection,
  notes: Notes,
): void => {
  const { text: all, ...decoded } = decode(bytes);
  const { text, asides } = withoutAsides(all);
  notes.bytes += bytes.length;
  for (const aside of asides) noteAside(notes, file.path, aside);
  if (!selection.addWhole({ ...file, ...decoded, text })) passOver(notes, 'texts without an object of Kubernetes');
};

/** All of a stream; nothing where it is too large, or why it cannot be read. */
const wholeOrTrouble = async (tape: Tape): Promise<Uint8Array | Error | undefined> => {
  try {
    return await tape.whole();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** Parts of a file as the splitter had them: what kubectl says between two lines is none of the text. */
const recallOf = ({ path, file }: Stream, splitter: Splitter): Recall | undefined => {
  if (file === undefined) return undefined;
  const stamp = stampOf(file);
  return function* (parts) {
    let at = 0;
    for (const bytes of partsOf({ path, file, stamp }, parts)) {
      const { offset, length } = parts[at++] as Part;
      blankLogs(bytes, 'text');
      for (const { byte } of splitter.asides) {
        if (byte < offset || byte >= offset + length) continue;
        const end = bytes.indexOf(10, byte - offset);
        bytes.fill(32, byte - offset, end < 0 ? length : end);
      }
      yield bytes;
    }
  };
};

/** The text once more, with the kinds that it says behind what they are about; undefined where it cannot be had again. */
const again = async (stream: Stream, tape: Tape): Promise<Again | undefined> => {
  const whole = stream.isOnce ? await tape.whole() : undefined;
  if (stream.isOnce && !whole) return undefined;
  if (!whole) await tape.stop();
  const replay = whole ? held(stream, whole) : stream;
  const finder = new KindFinder(search);
  for await (const chunk of replay.open()) finder.feed(chunk);
  const kinds = finder.end();
  return new Again(replay, kinds.length > 0 ? kinds : [{ byte: 0, kind: '' }]);
};

const held = (stream: Stream, whole: Uint8Array): Stream => ({
  ...stream,
  isOnce: false,
  open: async function* () {
    yield whole;
  },
});

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

  async stop(): Promise<void> {
    await this.#chunks.return?.();
  }

  /** All of it; undefined where it is too large. */
  async whole(): Promise<Uint8Array | undefined> {
    if (!this.stream.isOnce) {
      await this.stop();
      return wholeOf(this.stream.open());
    }
    if (!this.#held) return undefined;
    const held = this.#held;
    for (let next = await this.#chunks.next(); !next.done; next = await this.#chunks.next()) {
      this.bytes += next.value.length;
      if (this.bytes > largestWhole) return undefined;
      held.push(Uint8Array.from(next.value));
    }
    return Buffer.concat(held);
  }
}

const spotted = ({ line, byte }: Spot): string => (byte > 0 ? `line ${line} (byte ${byte})` : `line ${line}`);

const wholeOf = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    length += part.length;
    if (length > largestWhole) return undefined;
    // The next chunk may come in the same place.
    parts.push(Uint8Array.from(part));
  }
  return Buffer.concat(parts);
};
