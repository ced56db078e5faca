const encoder = new TextEncoder();
const word = encoder.encode('dapr');

/** Where a word stands in bytes, from an offset on; -1 if it does not. */
export type Search = (bytes: Uint8Array, word: Uint8Array, from: number) => number;

/** The part of a text that has been read and not yet been split, as bytes. */
export class Window {
  bytes: Uint8Array = new Uint8Array(0);
  /** The offset of the window in the text. */
  offset = 0;
  #nextDapr = -2;
  /** What the window is a part of, and where it begins in there; -1 while it is a chunk. */
  #room: Uint8Array = new Uint8Array(0);
  #begin = -1;

  constructor(private readonly search: Search) {}

  /** Drops what stands before an offset of the window, and adds a chunk to its end. */
  move(from: number, chunk: Uint8Array): void {
    const kept = this.bytes.length - from;
    this.offset += from;
    this.#nextDapr = -2;
    if (kept === 0) this.bytes = chunk;
    else if (this.#begin >= 0 && this.#begin + this.bytes.length + chunk.length <= this.#room.length)
      this.#append(this.#begin + from, this.bytes.length - from, chunk);
    else this.#moveOut(from, kept, chunk);
    if (kept === 0) this.#begin = -1;
  }

  #append(begin: number, kept: number, chunk: Uint8Array): void {
    this.#room.set(chunk, begin + kept);
    this.#begin = begin;
    this.bytes = this.#room.subarray(begin, begin + kept + chunk.length);
  }

  /** Makes room for what is kept; for twice of it where it is long, or the same bytes would be copied with every chunk. */
  #moveOut(from: number, kept: number, chunk: Uint8Array): void {
    const old = this.bytes;
    const length = kept + chunk.length;
    this.#room = new Uint8Array(kept > chunk.length ? 2 * length : length);
    this.#room.set(old.subarray(from), 0);
    this.#append(0, kept, chunk);
  }

  /** Whether Dapr is named in a part that does not begin before the one that was asked for last. */
  mentionsDapr(start: number, end: number): boolean {
    // Searched through once, not for each part.
    if (this.#nextDapr !== -1 && this.#nextDapr < start) this.#nextDapr = this.search(this.bytes, word, start);
    return this.#nextDapr >= 0 && this.#nextDapr < end;
  }

  startsWith(text: string, at: number): boolean {
    for (let index = 0; index < text.length; index += 1)
      if (this.bytes[at + index] !== text.charCodeAt(index)) return false;
    return true;
  }
}
