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
    if (this.#inner) return this.#inner.feed(chunk);
    const isMarked = bom.every((byte, at) => chunk[at] === byte);
    const begin = isMarked ? bom.length : 0;
    const text = chunk.subarray(begin);
    this.#inner = this.#splitterFor(text, begin);
    return this.#inner.feed(text);
  }

  #splitterFor(text: Uint8Array, begin: number): Splitting {
    const [first = -1, second = -1] = text;
    const isUnusual = first === 0xfe || first === 0xff || first === 0xef || first === 0 || second === 0;
    if (isUnusual) throw new Unusual('a byte order mark, or no UTF-8', { line: 1, byte: 0 });
    const sign = text.find((byte) => !blanks.includes(byte));
    const isJson = sign === 123 || sign === 91;
    return isJson ? new JsonSplitter(this.search, begin) : new YamlSplitter(this.search, this.kinds, begin);
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
const blanks = [32, 10, 13, 9];
