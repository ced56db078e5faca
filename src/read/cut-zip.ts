import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { entryPath, isWorthReading } from './layouts.ts';
import type { Notes } from './notes.ts';
import { refuseBomb, type Stream, Unpackable } from './stream.ts';

/** Little enough to be unpacked at once, even a thousandfold. */
const portion = 16 * 1024;

type Event =
  | { readonly name: string }
  | { readonly bytes: Uint8Array; readonly isLast: boolean }
  | { readonly fault: string };

/** The files in a zip archive that has lost its directory, or is too large to be held: by what stands before each of them. */
export async function* cutZipEntries(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  notes: Notes,
): AsyncGenerator<Stream> {
  const events = eventsOf(chunks)[Symbol.asyncIterator]();
  let next = await events.next();
  while (!next.done) {
    const event = next.value;
    if (!('name' in event)) {
      if ('fault' in event) throw new Unpackable(event.fault);
      next = await events.next();
      continue;
    }
    const shown = entryPath(path, event.name);
    next = await events.next();
    const isLeft = (): boolean => !next.done && !('name' in next.value);
    const open = async function* (): AsyncGenerator<Uint8Array> {
      for (; isLeft(); next = await events.next()) {
        const part = next.value as Exclude<Event, { readonly name: string }>;
        if ('fault' in part) throw new Unpackable(part.fault);
        yield part.bytes;
      }
    };
    if (!/[\\/]$/.test(event.name) && isWorthReading(event.name, shown, notes))
      yield { path: shown, open, isOnce: true };
    for (; isLeft(); next = await events.next());
  }
}

/** What an archive holds, one after the other: the name of a file, then its bytes, or why there are none. */
async function* eventsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Event> {
  const events: Event[] = [];
  let [taken, given] = [0, 0];
  let isInside = false;
  const unzip = new Unzip((file) => {
    isInside = true;
    events.push({ name: file.name });
    file.ondata = (error, bytes, isLast) => {
      if (!isInside) return;
      if (error) events.push({ fault: 'it is encrypted, or damaged' });
      else events.push({ bytes, isLast });
      given += error ? 0 : bytes.length;
      isInside = !error && !isLast;
    };
    start(file, events);
  });
  unzip.register(UnzipInflate);
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += portion) {
      const part = chunk.subarray(at, at + portion);
      taken += part.length;
      unzip.push(Uint8Array.from(part));
      yield* events.splice(0);
      refuseBomb(given, taken);
    }
  }
  if (isInside) yield { fault: 'the archive ends in the middle of it' };
}

const start = (file: UnzipFile, events: Event[]): void => {
  try {
    file.start();
  } catch {
    events.push({ fault: `it is packed by a method that is not known (${file.compression})` });
  }
};
