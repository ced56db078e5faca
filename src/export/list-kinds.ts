import type { Search } from './window.ts';

/** Where a document of a YAML text says its kind, as an offset in bytes. */
export interface ListKind {
  readonly byte: number;
  readonly kind: string;
}

const sign = new TextEncoder().encode('\nkind: ');
const decoder = new TextDecoder();
/** Longer than the sign and any kind. */
const overlap = 128;

/** The kinds that a YAML text says at the beginning of a line, found without splitting it. */
export class KindFinder {
  readonly kinds: ListKind[] = [];
  #kept: Uint8Array = new Uint8Array(0);
  #offset = 0;

  constructor(private readonly search: Search) {}

  feed(chunk: Uint8Array): void {
    const bytes = new Uint8Array(this.#kept.length + chunk.length);
    bytes.set(this.#kept, 0);
    bytes.set(chunk, this.#kept.length);
    this.#find(bytes, bytes.length - overlap);
    this.#kept = bytes.slice(Math.max(bytes.length - overlap, 0));
    this.#offset += bytes.length - this.#kept.length;
  }

  end(): readonly ListKind[] {
    this.#find(this.#kept, this.#kept.length);
    return this.kinds;
  }

  #find(bytes: Uint8Array, limit: number): void {
    for (let at = this.search(bytes, sign, 0); at >= 0 && at < limit; at = this.search(bytes, sign, at + 1)) {
      const text = decoder.decode(bytes.subarray(at + sign.length, at + overlap));
      const [, kind] = /^["']?(\w+)["']?[ \r]*(?:\n|$)/.exec(text) ?? [];
      this.kinds.push({ byte: this.#offset + at + 1, kind: kind ?? '' });
    }
  }
}

/** The first kind that is said behind a place. */
export const kindBehind = (kinds: readonly ListKind[], byte: number): string | undefined => {
  let [low, high] = [0, kinds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((kinds[middle]?.byte ?? 0) <= byte) low = middle + 1;
    else high = middle;
  }
  return kinds[low]?.kind;
};
