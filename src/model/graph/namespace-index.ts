import { mayShare, type Namespace } from '../resource.ts';
import { group } from './group.ts';

interface Placed {
  readonly namespace: Namespace;
}

/** Things by key and namespace; one whose namespace is not known may be in any. Looks up by hash, never by scanning. */
export class NamespaceIndex<Item extends Placed> {
  /** Most keys have one thing: it needs no shelf. */
  readonly #entries = new Map<string, Item | Shelf<Item>>();

  constructor(items: Iterable<Item>, keysOf: (item: Item) => string | Iterable<string>) {
    for (const item of items) {
      const keys = keysOf(item);
      if (typeof keys === 'string') this.#add(keys, item);
      else for (const key of keys) this.#add(key, item);
    }
  }

  #add(key: string, item: Item): void {
    const known = this.#entries.get(key);
    if (known === undefined) this.#entries.set(key, item);
    else if (known instanceof Shelf) known.items.push(item);
    else this.#entries.set(key, new Shelf([known, item]));
  }

  /** What has a key, as seen from a namespace: from an unknown one, wherever it is. In the order it was given. */
  get(key: string, namespace?: Namespace): readonly Item[] {
    const known = this.#entries.get(key);
    if (known === undefined) return [];
    if (known instanceof Shelf) return known.seenFrom(namespace);
    return mayShare(known.namespace, namespace) ? [known] : [];
  }
}

/** The things of one key. */
class Shelf<Item extends Placed> {
  #byNamespace: ReadonlyMap<Namespace, readonly Item[]> | undefined;

  constructor(readonly items: Item[]) {}

  /** What may be in a namespace: its own, and whatever has a namespace that is not known. */
  seenFrom(namespace: Namespace): readonly Item[] {
    if (namespace === undefined) return this.items;
    this.#byNamespace ??= withAnywhere(this.items);
    return this.#byNamespace.get(namespace) ?? this.#byNamespace.get(undefined) ?? [];
  }
}

const withAnywhere = <Item extends Placed>(items: readonly Item[]): ReadonlyMap<Namespace, readonly Item[]> => {
  const own = group(items, ({ namespace }) => namespace);
  const anywhere = own.get(undefined);
  if (!anywhere) return own;
  const inOrder = merged(new Map(items.map((item, index) => [item, index])));
  return new Map(
    [...own].map(([namespace, mine]) => [namespace, namespace === undefined ? mine : inOrder(mine, anywhere)]),
  );
};

/** Makes one list of two, in a known order. */
export const merged =
  <Item>(order: ReadonlyMap<Item, number>) =>
  (a: readonly Item[], b: readonly Item[]): readonly Item[] =>
    a.length === 0
      ? b
      : b.length === 0
        ? a
        : [...a, ...b].sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
