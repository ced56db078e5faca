const encoder = new TextEncoder();
const word = encoder.encode('dapr');

/** Where a word stands in bytes, from an offset on; -1 if it does not. */
export type Search = (bytes: Uint8Array, word: Uint8Array, from: number) => number;

/** The part of a text that has been read and not yet been split, as bytes. */
export class Window {
  bytes: Uint8Array = new Uint8Array(0);
  #room: Uint8Array = new Uint8Array(0);
  #nextDapr = -2;

  constructor(
    private readonly search: Search,
    /** The offset of the window in the text, in bytes. */
    public offset = 0,
  ) {}

  /** Drops what stands before an offset of the window, and adds a chunk to its end. */
  move(from: number, chunk: Uint8Array): void {
    const kept = this.bytes.length - from;
    const length = kept + chunk.length;
    // One buffer for the whole text: new ones pile up faster than they are collected.
    if (length > this.#room.length) {
      const room = new Uint8Array(length * 2);
      room.set(this.bytes.subarray(from));
      this.#room = room;
    } else if (from > 0) this.#room.copyWithin(0, from, from + kept);
    this.#room.set(chunk, kept);
    this.bytes = this.#room.subarray(0, length);
    this.offset += from;
    this.#nextDapr = -2;
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
