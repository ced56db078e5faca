import { JsonSplitter } from './json-splitter.ts';
import { type Aside, type Slice, type Splitting, type Spot, Unusual } from './slice.ts';
import type { Search } from './window.ts';
import { YamlSplitter } from './yaml-splitter.ts';

/** Finds the objects of a YAML or JSON text that comes in chunks, without parsing them. */
export class Splitter implements Splitting {
  #inner: Splitting | undefined;

  constructor(private readonly search: Search) {}

  feed(chunk: Uint8Array): readonly Slice[] {
    if (chunk.length === 0) return [];
    if (this.#inner) return this.#inner.feed(chunk);
    const isMarked = bom.every((byte, at) => chunk[at] === byte);
    const begin = isMarked ? bom.length : 0;
    const text = chunk.subarray(begin);
    this.#inner = splitterFor(text, this.search, begin);
    return this.#inner.feed(text);
  }

  end(): readonly Slice[] {
    return this.#inner?.end() ?? [];
  }

  rest(): readonly Slice[] {
    return this.#inner?.rest() ?? [];
  }

  get asides(): readonly Aside[] {
    return this.#inner?.asides ?? [];
  }

  get cutAt(): Spot | undefined {
    return this.#inner?.cutAt;
  }
}

const bom = [0xef, 0xbb, 0xbf];

const splitterFor = (chunk: Uint8Array, search: Search, begin: number): Splitting => {
  const [first = -1, second = -1] = chunk;
  const isUnusual = first === 0xfe || first === 0xff || first === 0xef || first === 0 || second === 0;
  if (isUnusual) throw new Unusual('a byte order mark, or no UTF-8', { line: 1, byte: 0 });
  const sign = chunk.find((byte) => byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9);
  return sign === 123 || sign === 91 ? new JsonSplitter(search, begin) : new YamlSplitter(search, begin);
};
