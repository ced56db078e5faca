import type { Document } from '../../yaml/document.ts';
import type { Field } from '../../yaml/field.ts';
import type { Source } from '../../yaml/location.ts';

/** Files whose name, or whose folder's name, says that they hold patches: `patch-replicas.yaml`, `patches/orders.yaml`. */
const namedAsPatch = /(?:^|[/\\])patch(?:es)?[/\\][^/\\]+$|(?:^|[/\\._-])patch(?:es)?(?:[._-][^/\\]*)?$/i;

/** The documents that are meant to be merged into others, by all that can be told without the Kustomization. */
export const patchesIn = (documents: readonly Document[]): ReadonlySet<Document> => {
  // Each text is looked through once, however many documents it has.
  const known = new Map<Source, Evidence>();
  const evidenceOf = (source: Source): Evidence => {
    const evidence = known.get(source) ?? judged(source);
    known.set(source, evidence);
    return evidence;
  };
  const patches = new Set<Document>();
  for (const document of documents) {
    const { isPatch, mayDirect } = evidenceOf(document.source);
    if (isPatch || (mayDirect && directs(document.root))) patches.add(document);
  }
  return patches;
};

interface Evidence {
  readonly isPatch: boolean;
  readonly mayDirect: boolean;
}

const judged = ({ path, text, isPatch }: Source): Evidence => ({
  isPatch: isPatch === true || namedAsPatch.test(path),
  mayDirect: text.includes('$') && /\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)/.test(text),
});

/** What only a strategic merge reads: `$patch: delete`, `$setElementOrder/metadata: […]`. */
const directive = /^\$(?:patch$|retainKeys$|(?:setElementOrder|deleteFromPrimitiveList)\/)/;

const directs = (field: Field): boolean =>
  field.items.some(directs) || field.entries.some(([key, value]) => directive.test(key) || directs(value));
