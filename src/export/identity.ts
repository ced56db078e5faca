import type { Entry } from './outline.ts';
import { type Slice, spotOf, Unusual } from './slice.ts';
import type { Search } from './window.ts';

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const controller = encoder.encode('controller');

/** An object in bytes, and where its keys are. */
export type Outlined = Omit<Slice, 'mentionsDapr'>;

/** What an object is called, and whether another one made it. */
export interface Identity {
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  /** Made and kept by another object. */
  readonly isOwned: boolean;
}

/** The kind of an object, if it has one. */
export const kindOf = (object: Outlined): string | undefined => {
  const entry = object.entries[ownKeyAt(object, 'kind')];
  return entry && word(object, entry);
};

/** What an object is called. Throws `Unusual` where its metadata are written in another way than kubectl does. */
export const identityOf = (object: Outlined, search: Search): Identity => {
  const { bytes, entries } = object;
  const at = ownKeyAt(object, 'metadata');
  let [name, namespace, isOwned]: [string | undefined, string | undefined, boolean] = [undefined, undefined, false];
  for (const entry of under(entries, at)) {
    if (isKey(bytes, entry, 'name')) name = word(object, entry);
    else if (isKey(bytes, entry, 'namespace')) namespace = namespaceIn(object, entry);
    else if (isKey(bytes, entry, 'ownerReferences')) {
      const value = bytes.subarray(entry.valueStart, entry.end);
      isOwned = search(value, controller, 0) >= 0 && /\bcontroller"?:\s*true/.test(decoder.decode(value));
    }
  }
  const metadata = entries[at];
  const isHidden = name === undefined && entries[at + 1]?.depth !== 1;
  if (
    metadata &&
    ((isHidden && valueText(bytes, metadata).length > 2) || !isInLines(object, metadata, entries[at + 1]))
  )
    throw new Unusual('metadata are written in another way than kubectl does', spotOf(object));
  return { namespace, name, isOwned };
};

/** What a namespace is called decides which objects matter: it has to be known. */
const namespaceIn = (object: Outlined, entry: Entry): string | undefined => {
  const namespace = word(object, entry);
  if (namespace === undefined && !/^(?:""|''|null|~)?$/.test(valueText(object.bytes, entry)))
    throw new Unusual('a namespace is written in another way than kubectl does', spotOf(object));
  return namespace;
};

/** Whether the keys of a value stand in lines below it: in YAML a text in brackets, too, may go on where a key may stand. */
export const isInLines = ({ bytes, form }: Outlined, { valueStart }: Entry, first: Entry | undefined): boolean =>
  form === 'json' ||
  first?.depth !== 1 ||
  /^(?:\s*#.*)*\s*["']?$/.test(decoder.decode(bytes.subarray(valueStart, first.keyStart)));

/** The index of the entry of a key of the object itself; -1 if it has none. */
export const ownKeyAt = ({ bytes, entries }: Outlined, key: string): number =>
  entries.findIndex((entry) => entry.depth === 0 && isKey(bytes, entry, key));

/** The entries under one of depth 0. */
export const under = (entries: readonly Entry[], at: number): readonly Entry[] => {
  if (at < 0) return [];
  let end = at + 1;
  while (entries[end]?.depth === 1) end += 1;
  return entries.slice(at + 1, end);
};

/** Whether the key of an entry is this word. */
export const isKey = (bytes: Uint8Array, { keyStart, keyEnd }: Entry, key: string): boolean => {
  if (keyEnd - keyStart !== key.length) return false;
  for (let index = 0; index < key.length; index += 1)
    if (bytes[keyStart + index] !== key.charCodeAt(index)) return false;
  return true;
};

/** The text of a value, without what surrounds it. */
export const valueText = (bytes: Uint8Array, { valueStart, end }: Entry): string =>
  decoder.decode(bytes.subarray(valueStart, end)).trim();

/** A value of one line without its quotes. */
export const unquoted = (value: string): string => value.replaceAll(/^["']|["']$/g, '');

/** A range of bytes without the blanks and line ends around it. */
export const trimmed = (
  bytes: Uint8Array,
  from: number,
  to: number,
): { readonly start: number; readonly end: number } => {
  let [start, end] = [from, to];
  while (start < end && (bytes[start] as number) <= 32) start += 1;
  while (end > start && (bytes[end - 1] as number) <= 32) end -= 1;
  return { start, end };
};

const word = ({ bytes, form }: Outlined, entry: Entry): string | undefined => {
  const text = valueText(bytes, entry);
  if (form === 'yaml') return /^["']?([\w.:-]+)["']?\s*(?:#.*)?$/.exec(text)?.[1];
  return /^"[^"\\]*"$/.test(text) ? text.slice(1, -1) : undefined;
};
