import type { Document } from '../../yaml/document.ts';
import type { Field } from '../../yaml/field.ts';
import { documentsWithin } from '../../yaml/inline.ts';
import { folderOf, joined } from './paths.ts';
import { intoNamespace, patching, type Transform, withAnnotations, withLabels, withReplicas } from './transform.ts';

/** Whether a path is that of a Kustomization, which may leave out its apiVersion and kind. */
export const isKustomization = (path: string): boolean => /(?:^|[/\\])kustomization(?:\.ya?ml)?$/i.test(path);

/** A Kustomization: what it takes in, and what it makes of it. */
export interface Kustomization {
  readonly document: Document;
  readonly folder: string;
  /** Paths of files and folders, seen from where all paths begin. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  /** A part for others to take in; nobody applies it by itself. */
  readonly isComponent: boolean;
  readonly transforms: readonly Transform[];
  /** Files that are no objects to be applied: patches, settings of transformers. */
  readonly others: readonly string[];
}

/** Labels for all that it takes in. Source: kustomize v5.7.1 api/types/labels.go. */
const labelsOf = (root: Field): readonly Transform[] => {
  const common = root.get('commonLabels');
  const further = root.get('labels').items.map((item) => {
    const isFor = (part: string): boolean => (item as Field).get(part).boolean === true;
    return withLabels((item as Field).get('pairs'), isFor('includeSelectors') || isFor('includeTemplates'));
  });
  return [...further, ...(common.isMap ? [withLabels(common, true)] : [])];
};

type Files = (path: string) => readonly Document[];

/** Reads a Kustomization; `filesAt` knows the documents at a path. */
export const readKustomization = (document: Document, filesAt: Files): Kustomization => {
  const root = document.root as Field;
  const folder = folderOf(document.source.path);
  const pathsIn = (...names: readonly string[]): readonly string[] =>
    names.flatMap((name) => root.get(name).items.flatMap(({ text }) => (isLocal(text) ? joined(folder, text) : [])));
  const merges = mergesOf(root, folder, filesAt);
  const operations = patchesUnder(root.get('patchesJson6902'), folder, filesAt);
  const patches = [...merges, ...patchesUnder(root.get('patches'), folder, filesAt)];
  const namespace = root.get('namespace');
  const annotations = root.get('commonAnnotations');
  return {
    document,
    folder,
    resources: pathsIn('resources', 'bases', 'crds'),
    components: pathsIn('components'),
    isComponent: root.get('kind').text === 'Component',
    // In the order of kustomize v5.7.1 api/internal/target/kusttarget_configplugin.go, whatever the order they are written in.
    transforms: [
      ...patches.map(({ patch, target }) => patching(patch, target)),
      ...(namespace.text ? [intoNamespace(namespace)] : []),
      ...labelsOf(root),
      ...(annotations.isMap ? [withAnnotations(annotations)] : []),
      ...operations.map(({ patch, target }) => patching(patch, target)),
      ...root
        .get('replicas')
        .items.map((item) => withReplicas((item as Field).get('name').text ?? '', (item as Field).get('count'))),
    ],
    others: [
      ...[...patches, ...operations].flatMap(({ patch }) =>
        patch.source === document.source ? [] : joined(patch.source.path),
      ),
      ...pathsIn('configurations', 'generators', 'transformers', 'validators'),
    ],
  };
};

/** A file or folder beside it: what comes over the network is not here. */
const isLocal = (path: string | undefined): path is string =>
  path !== undefined &&
  path !== '' &&
  !/^[a-z][\w+.-]*:\/\/|^git@|^[\w.-]+\.\w+\/\S+(?:\/\/|\?ref=)|\?/i.test(path) &&
  !path.includes('\n');

/** Whether an entry is a patch itself, and not the path of one. */
const isPatchText = (text: string | undefined): boolean => /\n|^\s*\{/.test(text ?? '');

/** The files that a Kustomization names as patches, as they are written there. */
export const patchFilesOf = (kustomization: Field): readonly string[] => [
  ...['patches', 'patchesJson6902'].flatMap((name) =>
    kustomization.get(name).items.flatMap((patch) => (patch as Field).get('path').text ?? []),
  ),
  ...kustomization.get('patchesStrategicMerge').items.flatMap(({ text }) => (isPatchText(text) ? [] : (text ?? []))),
];

/** The same from where all paths begin. */
export const patchPathsOf = ({ root, source }: Document): readonly string[] =>
  patchFilesOf(root).map((file) => joined(folderOf(source.path), file));

interface Patch {
  readonly patch: Document;
  readonly target: Field;
}

const mergesOf = (root: Field, folder: string, filesAt: Files): readonly Patch[] =>
  root.get('patchesStrategicMerge').items.flatMap((item) => {
    const documents = isPatchText(item.text) ? documentsWithin(item) : filesAt(joined(folder, item.text ?? ''));
    return documents.map((patch) => ({ patch, target: item.get('target') }));
  });

const patchesUnder = (list: Field, folder: string, filesAt: Files): readonly Patch[] =>
  list.items.flatMap((item) => patchesIn(item as Field, folder, filesAt));

const patchesIn = (item: Field, folder: string, filesAt: Files): readonly Patch[] => {
  const path = item.get('path').text;
  const documents = isLocal(path) ? filesAt(joined(folder, path)) : documentsWithin(item.get('patch'));
  return documents.map((patch) => ({ patch, target: item.get('target') }));
};
