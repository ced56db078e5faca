import type { Document } from '../../yaml/document.ts';
import type { Kustomization } from './kustomization.ts';
import { Transforms } from './transforms.ts';

/** What is made of an object: by one Kustomization after the other, from the inner to the outer. */
export type Way = readonly Transforms[];

export type Ways = ReadonlyMap<Document, readonly Way[]>;

/** What a Kustomization takes in, be it by others. */
export interface Taken {
  readonly ways: Ways;
  /** Itself, and those that it takes in. */
  readonly kustomizations: ReadonlySet<Kustomization>;
}

/** In how many ways a document is followed: layers that double each time would never end. */
const mostWays = 16;
/** How deep Kustomizations are followed into each other. */
const deepest = 100;

const nothing: Taken = { ways: new Map(), kustomizations: new Set() };

/** Several maps of ways as one. */
export const joinedWays = (all: readonly Ways[]): Ways => {
  const [only, second] = all;
  if (only && !second) return only;
  const ways = new Map<Document, readonly Way[]>();
  for (const each of all)
    for (const [document, own] of each) ways.set(document, [...(ways.get(document) ?? []), ...own].slice(0, mostWays));
  return ways;
};

/** Follows Kustomizations into each other; each is gone through once. */
export class Collector {
  readonly #known = new Map<Kustomization, Taken>();

  constructor(
    private readonly all: ReadonlyMap<string, Kustomization>,
    private readonly filesAt: (path: string) => readonly Document[],
  ) {}

  takenInBy(kustomization: Kustomization, depth = 0): Taken {
    const known = this.#known.get(kustomization);
    if (known) return known;
    // One that takes in itself is an error of kustomize's.
    this.#known.set(kustomization, nothing);
    const taken = depth > deepest ? nothing : this.#collect(kustomization, depth);
    this.#known.set(kustomization, taken);
    return taken;
  }

  #collect(kustomization: Kustomization, depth: number): Taken {
    // A component changes what was taken in before it.
    const inner = [...kustomization.resources, ...kustomization.components].map((path) => this.#at(path, depth));
    const ways = joinedWays(inner.map((taken) => taken.ways));
    const kustomizations = new Set([kustomization, ...inner.flatMap((taken) => [...taken.kustomizations])]);
    if (kustomization.isComponent) return { ways, kustomizations };
    const own = [...this.#componentsOf(kustomization), kustomization].flatMap(({ transforms }) => transforms);
    if (own.length === 0) return { ways, kustomizations };
    const transforms = new Transforms(own);
    return {
      ways: new Map([...ways].map(([document, each]) => [document, each.map((way) => [...way, transforms])])),
      kustomizations,
    };
  }

  #at(path: string, depth: number): Taken {
    const further = this.all.get(path);
    if (further) return this.takenInBy(further, depth + 1);
    return { ways: new Map(this.filesAt(path).map((document) => [document, [[]]])), kustomizations: new Set() };
  }

  /** The components that a Kustomization takes in, and those that they take in, the inner ones first. */
  #componentsOf(kustomization: Kustomization): readonly Kustomization[] {
    const found = new Set<Kustomization>();
    const visit = (each: Kustomization, depth: number): void => {
      for (const path of each.components) {
        const part = this.all.get(path);
        if (!part || part === kustomization || found.has(part) || depth > deepest) continue;
        found.add(part);
        visit(part, depth + 1);
        // It comes after those that it takes in.
        found.delete(part);
        found.add(part);
      }
    };
    visit(kustomization, 0);
    return [...found];
  }
}
