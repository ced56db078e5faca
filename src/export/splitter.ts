import { JsonSplitter } from './json-splitter.ts';
import type { ListKind } from './list-kinds.ts';
import { type Aside, type Slice, type Splitting, type Spot, Unusual } from './slice.ts';
import type { Search } from './window.ts';
import { YamlSplitter } from './yaml-splitter.ts';

/** Finds the objects of a YAML or JSON text that comes in chunks, without parsing them. */
export class Splitter implements Splitting {
  #inner: Splitting | undefined;

  constructor(
    private readonly search: Search,
    /** The kinds that are written behind what they are about, where that has been looked for. */
    private readonly kinds: readonly ListKind[] = [],
  ) {}

  feed(chunk: Uint8Array): readonly Slice[] {
    if (chunk.length === 0) return [];
    this.#inner ??= splitterFor(chunk, this.search, this.kinds);
    return this.#inner.feed(chunk);
  }

  end(): readonly Slice[] {
    return this.#inner?.end() ?? [];
  }

  get asides(): readonly Aside[] {
    return this.#inner?.asides ?? [];
  }

  get cutAt(): Spot | undefined {
    return this.#inner?.cutAt;
  }
}

const splitterFor = (chunk: Uint8Array, search: Search, kinds: readonly ListKind[]): Splitting => {
  const [first = 0, second = 0] = chunk;
  const start = { line: 1, byte: 0 };
  if (first === 0xfe || first === 0xff || first === 0xef || first === 0 || second === 0)
    throw new Unusual('a byte order mark, or no UTF-8', start);
  const sign = chunk.find((byte) => byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9);
  return sign === 123 || sign === 91 ? new JsonSplitter(search) : new YamlSplitter(search, kinds);
};
