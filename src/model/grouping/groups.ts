import type { Document } from '../../yaml/document.ts';
import type { Field } from '../../yaml/field.ts';
import { isKustomization, type Kustomization, readKustomization } from './kustomization.ts';
import { folderOf, isWithin, joined } from './paths.ts';
import type { Transform } from './transform.ts';

/** Documents that are applied together, with what is made of them on the way. */
export interface Group {
  /** The path of its folder; empty for what is in no other group, and for the folder where paths begin. */
  readonly name: string;
  readonly origin: 'kustomization' | 'chart' | 'configured' | 'rest';
  readonly documents: readonly Document[];
  /** What is made of the objects of a document, in order. */
  readonly transforms: ReadonlyMap<Document, readonly Transform[]>;
  /** Partial objects that are merged into others: those of files, which are among the documents, and those within texts. */
  readonly patches: ReadonlySet<Document>;
}

/** What is made of documents that nothing is made of. */
export const everyOneAsItIs: Pick<Group, 'transforms' | 'patches'> = { transforms: new Map(), patches: new Set() };

/** Whether the config says that a folder is a workspace of its own. */
export type IsWorkspace = (folder: string) => boolean;

/**
 * What is applied together: what each Kustomization takes in that no other one does, each chart, each folder that the
 * config names, and the rest. A document that several take in is in each of them.
 */
export const groupsOf = (documents: readonly Document[], isWorkspace?: IsWorkspace): readonly Group[] => {
  const overlays = overlaysOf(documents);
  const charts = new Set(documents.filter(isChart).map(({ source }) => folderOf(source.path)));
  if (overlays.length === 0 && charts.size === 0 && !isWorkspace) return [united('', 'rest', documents, [])];
  const taken = new Set(overlays.flatMap((overlay) => overlay.documents));
  const folders = new Map<string, Document[]>();
  const rest: Document[] = [];
  for (const document of documents) {
    const folder = folderOf(document.source.path);
    const own =
      outermost(folder, isWorkspace ?? (() => false)) ??
      (taken.has(document) ? undefined : outermost(folder, (each) => charts.has(each)));
    if (own !== undefined) folders.set(own, [...(folders.get(own) ?? []), document]);
    else if (!taken.has(document)) rest.push(document);
  }
  const isConfigured = (name: string): boolean => isWorkspace?.(name) ?? false;
  const apart = [...folders].map(([name, own]): Group => {
    const inner = isConfigured(name) ? overlays.filter((overlay) => isWithin(overlay.name, name)) : [];
    return united(name, isConfigured(name) ? 'configured' : 'chart', own, inner);
  });
  const groups = [
    ...overlays.filter(({ name }) => outermost(name, isConfigured) === undefined),
    ...apart,
    ...(rest.length > 0 ? [united('', 'rest', rest, [])] : []),
  ];
  return groups.length > 0 ? groups.sort(byName) : [united('', 'rest', [], [])];
};

const byName = (a: Group, b: Group): number =>
  Number(a.origin === 'rest') - Number(b.origin === 'rest') || (a.name < b.name ? -1 : 1);

const united = (name: string, origin: Group['origin'], own: readonly Document[], inner: readonly Group[]): Group => ({
  name,
  origin,
  documents: [...new Set([...own, ...inner.flatMap(({ documents }) => documents)])],
  transforms: new Map(inner.flatMap(({ transforms }) => [...transforms])),
  patches: new Set(inner.flatMap(({ patches }) => [...patches])),
});

const isChart = ({ source }: Document): boolean => /(?:^|[/\\])Chart\.ya?ml$/.test(source.path);

/** The outermost of a folder and those around it for which something holds. */
const outermost = (folder: string, holds: (folder: string) => boolean): string | undefined => {
  const steps = folder.split('/');
  const all = ['', ...steps.map((_, index) => steps.slice(0, index + 1).join('/'))];
  return all.find(holds);
};

/** Flux has a kind of that name too, which people write into files of that name. */
const isOfKustomize = ({ source, isBroken, root }: Document): boolean =>
  isKustomization(source.path) &&
  !isBroken &&
  /^(?:kustomize\.config\.k8s\.io\/|$)/.test((root as Field).get('apiVersion').text ?? '');

/** What each Kustomization amounts to that no other one takes in. */
const overlaysOf = (documents: readonly Document[]): readonly Group[] => {
  const written = documents.filter(isOfKustomize);
  if (written.length === 0) return [];
  const byPath = new Map<string, Document[]>();
  for (const document of documents) {
    const path = joined(document.source.path);
    byPath.set(path, [...(byPath.get(path) ?? []), document]);
  }
  const all = new Map(
    written.map((document) => {
      const kustomization = readKustomization(document, (path) => byPath.get(path) ?? []);
      return [kustomization.folder, kustomization];
    }),
  );
  const takenIn = new Set([...all.values()].flatMap(({ resources, components }) => [...resources, ...components]));
  return [...all.values()]
    .filter(({ folder, isComponent }) => !isComponent && !takenIn.has(folder))
    .map((root): Group => {
      const collected: Collected = { transforms: new Map(), patches: new Set(), others: [] };
      collect(root, { all, byPath, under: new Set(), collected });
      const { transforms, patches, others } = collected;
      return {
        name: root.folder,
        origin: 'kustomization',
        documents: [...new Set([...transforms.keys(), ...others.flatMap((path) => byPath.get(path) ?? [])])],
        transforms,
        patches,
      };
    });
};

interface Collected {
  readonly transforms: Map<Document, readonly Transform[]>;
  readonly patches: Set<Document>;
  readonly others: string[];
}

interface Around {
  readonly all: ReadonlyMap<string, Kustomization>;
  readonly byPath: ReadonlyMap<string, readonly Document[]>;
  /** The folders that are being collected: one that takes in itself is an error of kustomize's. */
  readonly under: ReadonlySet<string>;
  readonly collected: Collected;
}

/** Puts all that a Kustomization takes in where it belongs, and gives back the documents of its objects. */
const collect = (kustomization: Kustomization, around: Around): readonly Document[] => {
  const { all, byPath, collected } = around;
  const under = new Set([...around.under, kustomization.folder]);
  const { transforms, patches, others } = collected;
  const takeIn = (path: string): readonly Document[] => {
    const further = all.get(path);
    if (further) return under.has(path) ? [] : collect(further, { ...around, under });
    const documents = byPath.get(path) ?? [];
    for (const document of documents) if (!transforms.has(document)) transforms.set(document, []);
    return documents;
  };
  transforms.set(kustomization.document, []);
  others.push(...kustomization.others);
  for (const { patch } of kustomization.transforms) if (patch) patches.add(patch);
  const objects = kustomization.resources.flatMap(takeIn);
  // A component changes what was taken in before it.
  for (const path of kustomization.components) objects.push(...takeIn(path));
  const parts = kustomization.isComponent ? [] : componentsOf(kustomization, all);
  for (const document of objects) {
    const own = [...parts.flatMap((part) => part.transforms), ...kustomization.transforms];
    if (!kustomization.isComponent) transforms.set(document, [...(transforms.get(document) ?? []), ...own]);
  }
  return objects;
};

/** The components that a Kustomization takes in, and those that they take in, the inner ones first. */
const componentsOf = (
  kustomization: Kustomization,
  all: ReadonlyMap<string, Kustomization>,
): readonly Kustomization[] => {
  const found = new Set<Kustomization>();
  const visit = (each: Kustomization): void => {
    for (const path of each.components) {
      const part = all.get(path);
      if (!part || found.has(part)) continue;
      visit(part);
      found.add(part);
    }
  };
  visit(kustomization);
  return [...found];
};
