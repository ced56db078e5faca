import type { Document } from '../yaml/document.ts';
import type { Field } from '../yaml/field.ts';
import type { Source } from '../yaml/location.ts';

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
  const saidBy = new Map<Source, boolean>();
  const isSaidBy = (source: Source): boolean => {
    const known = saidBy.get(source);
    if (known !== undefined) return known;
    const isSaid = source.isPatch === true || namedAsPatch.test(source.path) || files.has(joined(source.path));
    saidBy.set(source, isSaid);
    return isSaid;
  };
  return new Set(documents.filter(({ source, root }) => isSaidBy(source) || (mayDirect(source) && directs(root))));
};

/** What only a strategic merge reads: `$patch: delete`, `$setElementOrder/metadata: […]`. */
const directive = /^\$(?:patch$|retainKeys$|(?:setElementOrder|deleteFromPrimitiveList)\/)/;

const mayDirect = ({ text }: Source): boolean =>
  text.includes('$') && /\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)/.test(text);

const directs = (field: Field): boolean =>
  field.items.some(directs) || field.entries.some(([key, value]) => directive.test(key) || directs(value));

/** The files that a kustomization names as patches, as they are written there. */
export const patchFilesOf = (kustomization: Field): readonly string[] => {
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
