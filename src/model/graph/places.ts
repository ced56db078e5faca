import type { Document } from '../../yaml/document.ts';
import { contains, type Location, type Range, type Source } from '../../yaml/location.ts';
import type { Resource } from '../resource.ts';

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
  resourceAt({ source, range }: Location): Resource | undefined {
    const [target] = this.targets.size > 0 ? this.#targetsAt(source, range) : [];
    if (target) return target;
    // They stand in the order of the text, one after the other.
    const resources = this.resourcesIn(source);
    let low = 0;
    for (let high = resources.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((resources[middle]?.body.location.range.start ?? 0) <= range.start) low = middle + 1;
      else high = middle;
    }
    const last = resources[low - 1];
    return last && range.start <= last.body.location.range.end ? last : undefined;
  }

  #targetsAt(source: Source, range: Range): readonly Resource[] {
    const patches = this.documentsIn(source).filter((document) => this.targets.has(document));
    return patches.filter((patch) => contains(patch.range, range)).flatMap((patch) => this.targets.get(patch) ?? []);
  }

  /** The path of the folder that an object is written in, with the slash at its end. */
  folderOf({ document: { source } }: Written): string {
    const folder = this.#folders.get(source) ?? source.path.replace(/[^/\\]*$/, '');
    this.#folders.set(source, folder);
    return folder;
  }
}
