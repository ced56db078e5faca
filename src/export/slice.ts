import type { Position } from '../yaml/location.ts';

/** One object of an export, in the bytes that it is written in: valid until the next chunk is split. */
export interface Slice {
  readonly bytes: Uint8Array;
  readonly start: Position;
  /** How many blanks stand before its own keys, of YAML. */
  readonly indent: number;
  readonly form: 'yaml' | 'json';
  /** Whether Dapr is named in it. */
  readonly mentionsDapr: boolean;
  /** Of an item: what its list says of all of them; `unknown` while that has not come. */
  readonly list?: ListType | 'unknown' | undefined;
}

/** What the items of a typed list (`PodList`) leave out: the API server writes it once, for the list. */
export interface ListType {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What the items of a list are, by the list; undefined where they say it themselves. */
export const typeOfItems = (apiVersion: string | undefined, kind: string | undefined): ListType | undefined =>
  apiVersion !== undefined && kind !== undefined && kind !== 'List' && kind.endsWith('List')
    ? { apiVersion, kind: kind.slice(0, -'List'.length) }
    : undefined;

/** A place of an export. */
export interface Spot {
  readonly line: number;
  /** The offset in bytes. */
  readonly byte: number;
}

/** A line that is no part of any object, such as what kubectl says of a kind that may not be read. */
export interface Aside extends Spot {
  readonly text: string;
}

/** How lines begin that kubectl writes beside objects. */
export const asideBeginnings: readonly string[] = ['Error from server', 'error: ', 'Warning: ', 'No resources found'];
export const longestAside = 300;

/** The text is not split as kubectl would have written it: only the whole of it can be read. */
export class Unusual extends Error {
  override readonly name = 'Unusual';

  constructor(
    readonly what: string,
    readonly at: Spot,
  ) {
    super(what);
  }
}

/** The items of a list do not say what they are, and the list has not said it yet: it has to be looked for first. */
export class Untyped extends Unusual {}

/** What a splitter of one form does with chunks. */
export interface Splitting {
  /** Takes more of the text, and gives the objects that are complete. Throws `Unusual`. */
  readonly feed: (chunk: Uint8Array) => readonly Slice[];
  /** The text has ended: gives what is left. Throws `Unusual`. */
  readonly end: () => readonly Slice[];
  /** What was complete when one of these threw. */
  readonly taken: () => readonly Slice[];
  readonly asides: readonly Aside[];
  /** Where the text ends in the middle of an object, if it does. */
  readonly cutAt: Spot | undefined;
}

/** An object is no larger: etcd takes 1.5 MB of it, but a hostile file may hold one scalar of any size. */
export const largestSlice = 64 * 1024 * 1024;

/** A whole text with blanks in the place of lines that are no part of it, and these. */
export const withoutAsides = (text: string): { readonly text: string; readonly asides: readonly Aside[] } => {
  const asides: Aside[] = [];
  let rest = '';
  let from = 0;
  let line = 1;
  for (const { index, 0: found } of text.matchAll(anyAside)) {
    const before = text.slice(from, index);
    line += before.split('\n').length - 1;
    asides.push({ line, byte: 0, text: found.slice(0, longestAside).trimEnd() });
    rest += before + ' '.repeat(found.length);
    from = index + found.length;
  }
  return { text: rest + text.slice(from), asides };
};

const anyAside = new RegExp(`^(?:${asideBeginnings.join('|')})[^\\r\\n]*`, 'gm');
