import type { Document } from '../../yaml/document.ts';
import type { Field } from '../../yaml/field.ts';
import { group } from '../graph/group.ts';
import { Collector, joinedWays, type Way } from './collector.ts';
import { isKustomization, readKustomization } from './kustomization.ts';
import { folderOf, isWithin, joined } from './paths.ts';

/** Documents that are applied together, with what is made of them on the way. */
export interface Group {
  /** The path of its folder; empty for what is in no other group, and for the folder where paths begin. */
  readonly name: string;
  readonly origin: 'kustomization' | 'chart' | 'configured' | 'rest';
  readonly documents: readonly Document[];
  /** How the objects of a document are taken in, once for each of the Kustomizations that do. */
  readonly ways: ReadonlyMap<Document, readonly Way[]>;
  /** Partial objects that are merged into others: those of files, which are among the documents, and those within texts. */
  readonly patches: ReadonlySet<Document>;
}

/** What is made of documents that nothing is made of. */
export const everyOneAsItIs: Pick<Group, 'ways' | 'patches'> = { ways: new Map(), patches: new Set() };

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
    const inFolder = own === undefined ? undefined : folders.get(own);
    if (inFolder) inFolder.push(document);
    else if (own !== undefined) folders.set(own, [document]);
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
  ways: joinedWays(inner.map(({ ways }) => ways)),
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
  const byPath = group(documents, ({ source }) => joined(source.path));
  const filesAt = (path: string): readonly Document[] => byPath.get(path) ?? [];
  const read = written.map((document) => readKustomization(document, filesAt));
  const all = new Map(read.map((kustomization) => [kustomization.folder, kustomization]));
  const takenIn = new Set([...all.values()].flatMap(({ resources, components }) => [...resources, ...components]));
  const collector = new Collector(all, filesAt);
  return [...all.values()]
    .filter(({ folder, isComponent }) => !isComponent && !takenIn.has(folder))
    .map((root): Group => {
      const { ways, kustomizations } = collector.takenInBy(root);
      const inner = [...kustomizations];
      return {
        name: root.folder,
        origin: 'kustomization',
        documents: [
          ...new Set([
            ...inner.map(({ document }) => document),
            ...ways.keys(),
            ...inner.flatMap(({ others }) => others.flatMap(filesAt)),
          ]),
        ],
        ways,
        patches: new Set(inner.flatMap(({ transforms }) => transforms.flatMap(({ patch }) => patch ?? []))),
      };
    });
};
