import type { Document } from '../../yaml/document.ts';
import type { Field } from '../../yaml/field.ts';
import type { Source } from '../../yaml/location.ts';

/** Files whose name, or whose folder's name, says that they hold patches: `patch-replicas.yaml`, `patches/orders.yaml`. */
const namedAsPatch = /(?:^|[/\\])patch(?:es)?[/\\][^/\\]+$|(?:^|[/\\._-])patch(?:es)?(?:[._-][^/\\]*)?$/i;

/** The documents that are meant to be merged into others, by all that can be told without the Kustomization. */
export const patchesIn = (documents: readonly Document[]): ReadonlySet<Document> => {
  const saidBy = new Map<Source, boolean>();
  const isSaidBy = (source: Source): boolean => {
    const known = saidBy.get(source) ?? (source.isPatch === true || namedAsPatch.test(source.path));
    saidBy.set(source, known);
    return known;
  };
  return new Set(documents.filter(({ source, root }) => isSaidBy(source) || (mayDirect(source) && directs(root))));
};

/** What only a strategic merge reads: `$patch: delete`, `$setElementOrder/metadata: […]`. */
const directive = /^\$(?:patch$|retainKeys$|(?:setElementOrder|deleteFromPrimitiveList)\/)/;

const mayDirect = ({ text }: Source): boolean =>
  text.includes('$') && /\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)/.test(text);

const directs = (field: Field): boolean =>
  field.items.some(directs) || field.entries.some(([key, value]) => directive.test(key) || directs(value));
