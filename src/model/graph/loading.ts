import type { App } from '../app.ts';
import type { Namespace, Resource } from '../resource.ts';
import { lazily } from './lazily.ts';
import { merged, NamespaceIndex } from './namespace-index.ts';

/** What apps load by its namespace and its scopes. */
export type Scoped = Pick<Resource, 'namespace' | 'scopes'>;

/** The app ids that alone may load an object; undefined where all may, or where it is not known who. */
export const loaders = ({ scopes }: Scoped): ReadonlySet<string> | undefined =>
  scopes?.every((scope) => scope.resolved) ? new Set(scopes.map((scope) => scope.text ?? '')) : undefined;

/**
 * Which apps load an object: those of its namespace whose app-id is among its scopes, all without scopes.
 * Source: dapr v1.18.3 pkg/operator/api/components.go:93,104, pkg/apis/common/scoped.go IsAppScoped.
 */
export class Loaders {
  readonly #apps: NamespaceIndex<App>;
  readonly #byId: NamespaceIndex<App>;
  readonly #inOrder: (a: readonly App[], b: readonly App[]) => readonly App[];
  readonly #known = new WeakMap<Scoped, readonly App[]>();

  constructor(apps: readonly App[]) {
    this.#apps = new NamespaceIndex(apps, () => '');
    this.#byId = new NamespaceIndex(apps, ({ appId }) => appId ?? '');
    this.#inOrder = merged(new Map(apps.map((app, index) => [app, index])));
  }

  in(namespace: Namespace): readonly App[] {
    return this.#apps.get('', namespace);
  }

  /** The apps with an app-id, from the place of a namespace. */
  named(appId: string, namespace?: Namespace): readonly App[] {
    return this.#byId.get(appId, namespace);
  }

  of(object: Scoped): readonly App[] {
    const known = this.#known.get(object) ?? this.#find(object);
    this.#known.set(object, known);
    return known;
  }

  #find(object: Scoped): readonly App[] {
    const ids = loaders(object);
    if (!ids) return this.in(object.namespace);
    // An app whose id is not known may be any of them.
    return [...new Set([...ids, ''])].map((id) => this.named(id, object.namespace)).reduce(this.#inOrder, []);
  }
}

/** Which objects an app loads, by a key: the building block of a component, the kind of another object. */
export class Loaded<Item extends { readonly namespace: Namespace }> {
  readonly #all: NamespaceIndex<Item>;
  readonly #scoped: () => {
    readonly forEveryone: NamespaceIndex<Item>;
    readonly forSome: NamespaceIndex<Item>;
    readonly inOrder: (a: readonly Item[], b: readonly Item[]) => readonly Item[];
  };

  constructor(
    items: readonly Item[],
    private readonly scopedOf: (item: Item) => Scoped,
    private readonly keyOf: (item: Item) => string,
  ) {
    this.#all = new NamespaceIndex(items, keyOf);
    this.#scoped = lazily(() => ({
      forEveryone: new NamespaceIndex(items, (item) => (loaders(scopedOf(item)) ? [] : keyOf(item))),
      forSome: new NamespaceIndex(items, (item) =>
        [...(loaders(scopedOf(item)) ?? [])].map((appId) => `${keyOf(item)}/${appId}`),
      ),
      inOrder: merged(new Map(items.map((item, index) => [item, index]))),
    }));
  }

  in(key: string, namespace: Namespace): readonly Item[] {
    return this.#all.get(key, namespace);
  }

  /** What an app loads, whatever its app-id is. */
  forEveryone(key: string, namespace: Namespace): readonly Item[] {
    return this.#scoped().forEveryone.get(key, namespace);
  }

  /** What has the key of an item, is given before it, and may be loaded by one app with it. */
  *before(item: Item): Iterable<Item> {
    const [key, ids] = [this.keyOf(item), loaders(this.scopedOf(item))];
    const lists = ids
      ? [...ids].map((appId) => this.by({ appId, namespace: item.namespace }, key))
      : [this.in(key, item.namespace)];
    for (const list of lists) {
      for (const other of list) {
        if (other === item) break;
        yield other;
      }
    }
  }

  by({ appId, namespace }: Pick<App, 'appId' | 'namespace'>, key: string): readonly Item[] {
    if (appId === undefined) return this.in(key, namespace);
    const { forEveryone, forSome, inOrder } = this.#scoped();
    return inOrder(forEveryone.get(key, namespace), forSome.get(`${key}/${appId}`, namespace));
  }

  /** The first of what an app loads, without going through all of it. */
  firstBy({ appId, namespace }: Pick<App, 'appId' | 'namespace'>, key: string): Item | undefined {
    if (appId === undefined) return this.in(key, namespace)[0];
    const { forEveryone, forSome, inOrder } = this.#scoped();
    return inOrder(
      forEveryone.get(key, namespace).slice(0, 1),
      forSome.get(`${key}/${appId}`, namespace).slice(0, 1),
    )[0];
  }
}
