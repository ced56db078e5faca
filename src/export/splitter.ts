import { JsonSplitter } from './json-splitter.ts';
import type { ListKind } from './list-kinds.ts';
import { type Aside, type Slice, type Splitting, type Spot, Unusual } from './slice.ts';
import type { Search } from './window.ts';
import { YamlSplitter } from './yaml-splitter.ts';

/** Finds the objects of a YAML or JSON text that comes in chunks, without parsing them. */
export class Splitter implements Splitting {
  #inner: Splitting | undefined;
  /** The length of the byte order mark. */
  #skipped = 0;

  constructor(
    private readonly search: Search,
    /** The kinds that are written behind what they are about, where that has been looked for. */
    private readonly kinds: readonly ListKind[] = [],
  ) {}

  feed(chunk: Uint8Array): readonly Slice[] {
    if (chunk.length === 0) return [];
    if (this.#inner) return this.#inner.feed(chunk);
    const isMarked = bom.every((byte, at) => chunk[at] === byte);
    const text = isMarked ? chunk.subarray(bom.length) : chunk;
    this.#skipped = isMarked ? bom.length : 0;
    this.#inner = splitterFor(text, this.search, this.kinds);
    return this.#inner.feed(text);
  }

  end(): readonly Slice[] {
    return this.#inner?.end() ?? [];
  }

  taken(): readonly Slice[] {
    return this.#inner?.taken() ?? [];
  }

  get asides(): readonly Aside[] {
    const asides = this.#inner?.asides ?? [];
    return this.#skipped === 0 ? asides : asides.map((aside) => ({ ...aside, byte: aside.byte + this.#skipped }));
  }

  get cutAt(): Spot | undefined {
    const at = this.#inner?.cutAt;
    return at && { ...at, byte: at.byte + this.#skipped };
  }
}

const bom = [0xef, 0xbb, 0xbf];

const splitterFor = (chunk: Uint8Array, search: Search, kinds: readonly ListKind[]): Splitting => {
  const [first = -1, second = -1] = chunk;
  const isUnusual = first === 0xfe || first === 0xff || first === 0xef || first === 0 || second === 0;
  if (isUnusual) throw new Unusual('a byte order mark, or no UTF-8', { line: 1, byte: 0 });
  const sign = chunk.find((byte) => byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9);
  return sign === 123 || sign === 91 ? new JsonSplitter(search) : new YamlSplitter(search, kinds);
};
