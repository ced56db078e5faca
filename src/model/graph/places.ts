import type { Document } from '../../yaml/document.ts';
import { contains, type Location, type Range, type Source } from '../../yaml/location.ts';
import type { Resource } from '../resource.ts';
import { group } from './group.ts';
import { lazily } from './lazily.ts';

interface Contents {
  readonly documents: Document[];
  readonly resources: Resource[];
}

type Written = Pick<Resource, 'document'>;

/** What stands where in the texts. */
export class Places {
  readonly #contents = new Map<Source, Contents>();
  readonly #folders = new Map<Source, string>();

  constructor(
    documents: readonly Document[],
    resources: readonly Resource[],
    /** The object that each patch is merged into: what is written in the patch is a part of it. */
    private readonly targets: ReadonlyMap<Document, Resource> = new Map(),
  ) {
    for (const document of documents) this.#of(document.source).documents.push(document);
    for (const resource of resources) this.#of(resource.document.source).resources.push(resource);
  }

  #of(source: Source): Contents {
    const contents = this.#contents.get(source) ?? { documents: [], resources: [] };
    this.#contents.set(source, contents);
    return contents;
  }

  documentsIn(source: Source): readonly Document[] {
    return this.#contents.get(source)?.documents ?? [];
  }

  resourcesIn(source: Source): readonly Resource[] {
    return this.#contents.get(source)?.resources ?? [];
  }

  /** The object that a place belongs to; undefined for a place between objects. */
  resourceAt(location: Location): Resource | undefined {
    return this.resourcesAt(location)[0];
  }

  /** The object that a place belongs to, as often as it is there: a Kustomization may take in one text twice. */
  resourcesAt({ source, range }: Location): readonly Resource[] {
    const target = this.targets.size > 0 ? this.#targetAt(source, range) : undefined;
    if (target) return [target];
    // They stand in the order of the text, one after the other.
    const resources = this.resourcesIn(source);
    const low = lastIndex(resources, ({ body }) => body.location.range.start <= range.start) + 1;
    const last = resources[low - 1]?.body.location.range;
    if (!last || range.start > last.end) return [];
    let first = low - 1;
    while (first > 0 && resources[first - 1]?.body.location.range.start === last.start) first -= 1;
    return resources.slice(first, low);
  }

  #targetAt(source: Source, range: Range): Resource | undefined {
    const patches = this.#patches().get(source) ?? [];
    const at = lastIndex(patches, ({ range: { start } }) => start <= range.start);
    const patch = patches[at];
    return patch && contains(patch.range, range) ? this.targets.get(patch) : undefined;
  }

  /** The patches of each text, one after the other. */
  readonly #patches = lazily(() => {
    const bySource = group(this.targets.keys(), ({ source }) => source);
    const inOrder = (patches: readonly Document[]) => [...patches].sort((a, b) => a.range.start - b.range.start);
    return new Map([...bySource].map(([source, patches]) => [source, inOrder(patches)]));
  });

  /** The path of the folder that an object is written in, with the slash at its end. */
  folderOf({ document: { source } }: Written): string {
    const folder = this.#folders.get(source) ?? source.path.replace(/[^/\\]*$/, '');
    this.#folders.set(source, folder);
    return folder;
  }
}

/** The index of the last item for which something holds that holds for all before it; -1 where there is none. */
const lastIndex = <Item>(items: readonly Item[], holds: (item: Item) => boolean): number => {
  let low = 0;
  for (let high = items.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};
