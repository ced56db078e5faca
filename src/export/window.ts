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

  constructor(private readonly search: Search) {}

  /** Drops what stands before an offset of the window, and adds a chunk to its end. */
  move(from: number, chunk: Uint8Array): void {
    const kept = this.bytes.length - from;
    this.offset += from;
    this.#nextDapr = -2;
    if (kept === 0) {
      this.bytes = chunk;
      return;
    }
    const joined = new Uint8Array(kept + chunk.length);
    joined.set(this.bytes.subarray(from), 0);
    joined.set(chunk, kept);
    this.bytes = joined;
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
