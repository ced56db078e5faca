import type { Document } from '../../yaml/document.ts';
import type { Field } from '../../yaml/field.ts';

/** Files whose name, or whose folder's name, says that they hold patches: `patch-replicas.yaml`, `patches/orders.yaml`. */
const namedAsPatch = /(?:^|[/\\])patch(?:es)?[/\\][^/\\]+$|(?:^|[/\\._-])patch(?:es)?(?:[._-][^/\\]*)?$/i;

/** Whether a path is that of a Kustomization, which may leave out its apiVersion and kind. */
export const isKustomization = (path: string): boolean => /(?:^|[/\\])kustomization(?:\.ya?ml)?$/i.test(path);

/** The documents that kustomize merges into others: partial objects, in which nothing is missing. */
export const patchesIn = (documents: readonly Document[]): ReadonlySet<Document> => {
  const files = new Set(
    documents.flatMap((document) => {
      const { path } = document.source;
      return isKustomization(path) ? patchFilesOf(document.root).map((file) => joined(path, '..', file)) : [];
    }),
  );
  return new Set(
    documents.filter(
      ({ source, root }) =>
        namedAsPatch.test(source.path) || files.has(joined(source.path)) || (root as Field).get('$patch').exists,
    ),
  );
};

const patchFilesOf = (kustomization: Field): readonly string[] => {
  const { patches, patchesStrategicMerge } = {
    patches: kustomization.get('patches').items,
    patchesStrategicMerge: kustomization.get('patchesStrategicMerge').items,
  };
  return [...patches.map((patch) => (patch as Field).get('path')), ...patchesStrategicMerge].flatMap(
    (file) => file.text ?? [],
  );
};

/** Parts of a path as one, `.` and `..` taken away. */
const joined = (...parts: readonly string[]): string => {
  const steps: string[] = [];
  for (const step of parts.flatMap((part) => part.split(/[/\\]/))) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '.' && (step !== '' || steps.length === 0)) steps.push(step);
  }
  return steps.join('/');
};
