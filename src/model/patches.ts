import type { Document } from '../yaml/document.ts';
import type { Field } from '../yaml/field.ts';

/** Files whose name, or whose folder's name, says that they hold patches: `patch-replicas.yaml`, `patches/orders.yaml`. */
const namedAsPatch = /(?:^|[/\\])patch(?:es)?[/\\][^/\\]+$|(?:^|[/\\._-])patch(?:es)?(?:[._-][^/\\]*)?$/i;

/** The documents that are meant to be merged into others, by all that can be told from them alone. */
export const patchesIn = (documents: readonly Document[]): ReadonlySet<Document> =>
  new Set(
    documents.filter(({ source, root }) => namedAsPatch.test(source.path) || (root as Field).get('$patch').exists),
  );
