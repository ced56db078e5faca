import type { Position, Source } from '../yaml/location.ts';
import { type Identity, identityOf, kindOf } from './identity.ts';
import { outlineOfJson } from './json-splitter.ts';
import { outlineOfYaml } from './outline.ts';
import { type Form, type Slice, spotOf, Unusual } from './slice.ts';
import { type Extent, keptText } from './withheld.ts';
import type { Search } from './window.ts';

/** A part of the text of an export. */
export interface Part {
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
}

/** The bytes of parts of a text that has been gone through, one after the other; each valid until the next is asked for. */
export type Recall = (parts: readonly Part[]) => Iterable<Uint8Array>;

/** An object that is kept until it is known what Dapr concerns. */
interface Kept extends Part, Omit<Identity, 'isOwned'> {
  readonly kind: string;
  readonly start: Position;
  readonly indent: number;
  readonly form: Form;
  readonly mentionsDapr: boolean;
  /** Undefined where it can be recalled if it is asked for. */
  readonly text: string | undefined;
}

/** Kinds that act on what is in other namespaces. */
const farReaching = new Set([
  'Role',
  'RoleBinding',
  'PodMonitor',
  'ServiceMonitor',
  'PrometheusRule',
  'VMRule',
  'HTTPRoute',
]);
const withKeysAlone = new Set(['Secret', 'ConfigMap']);
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const [comment, anchor, alias, merge] = ['daprlint-', '&', '*', '<<:'].map((text) => encoder.encode(text)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

/** Of the objects of one export: how many there are of each kind, and those that rules have to see. */
export class Selection {
  readonly counts = new Map<string, number>();
  readonly #kept: Kept[] = [];
  readonly #words = new Map<string, string>();

  constructor(
    private readonly file: Pick<Source, 'path' | 'named'>,
    /** The kinds that some rule reads. */
    private readonly needed: ReadonlySet<string>,
    private readonly search: Search,
    /** Where it is there, objects that may never matter are not kept meanwhile. */
    private readonly recall?: Recall,
  ) {}

  /** Takes what is worth keeping of an object. Throws `Unusual` where an object says something of the whole file. */
  add(slice: Slice): void {
    const kind = kindOf(slice);
    if (kind === undefined && slice.entries.length === 0 && isBlank(slice)) return;
    if (kind === undefined || kind === 'List')
      throw new Unusual('an object without a kind, or a list within a list', spotOf(slice));
    this.counts.set(this.#word(kind), (this.counts.get(kind) ?? 0) + 1);
    const { mentionsDapr } = slice;
    if (!mentionsDapr && !this.needed.has(kind)) return;
    const { isOwned, name, namespace } = identityOf(slice, this.search);
    if (isOwned && !mentionsDapr) return;
    const { offset, bytes, start, indent, form } = slice;
    const text = mentionsDapr || !this.recall ? this.#textOf(slice, kind) : undefined;
    const words = { kind: this.#word(kind), name: this.#word(name), namespace: this.#word(namespace) };
    this.#kept.push({ ...words, offset, length: bytes.length, start, indent, form, mentionsDapr, text });
  }

  #textOf(object: Slice, kind: string): string {
    const { bytes, form, indent, mentionsDapr } = object;
    const has = (sign: Uint8Array): boolean => this.search(bytes, sign, 0) >= 0;
    if (mentionsDapr && has(comment) && /#.*daprlint-/.test(decoder.decode(bytes)))
      throw new Unusual('a comment for daprlint', spotOf(object));
    const mayRefer = form === 'yaml' && indent > 0 && (has(anchor) || has(alias) || has(merge));
    if (mayRefer && /(?:^|[:-] )(?:[&*][\w-]|<<:)/m.test(decoder.decode(bytes)))
      throw new Unusual('an anchor or an alias', spotOf(object));
    const extent: Extent = mentionsDapr ? 'whole' : withKeysAlone.has(kind) ? 'keys' : 'reduced';
    return keptText(object, extent, this.search);
  }

  /** A word by itself, and once: a part of a text would keep the engine from forgetting all of it. */
  #word<Word extends string | undefined>(part: Word): Word {
    if (part === undefined) return part;
    const known = this.#words.get(part) ?? decoder.decode(encoder.encode(part));
    this.#words.set(known, known);
    return known as Word;
  }

  /**
   * What rules have to see, in the order of the file: what names Dapr, and whatever that may have to do with; and why some of it
   * could not be told from its own bytes.
   */
  chosen(): { readonly sources: readonly Source[]; readonly unusual: readonly Unusual[] } {
    const dapr = this.#kept.filter(({ mentionsDapr }) => mentionsDapr);
    const namespaces = new Set(dapr.map(({ namespace }) => namespace));
    const others = this.#kept.filter(({ mentionsDapr }) => !mentionsDapr);
    const named = namesIn(dapr, new Set(others.map(({ name }) => name ?? '')));
    const wanted = this.#kept.filter(
      ({ mentionsDapr, kind, name = '', namespace }) =>
        mentionsDapr ||
        namespace === undefined ||
        namespaces.has(namespace) ||
        farReaching.has(kind) ||
        named.has(name),
    );
    const { texts, unusual } = this.#recalled(wanted.filter(({ text }) => text === undefined));
    const sources = wanted.flatMap((kept) => {
      const text = kept.text ?? texts.get(kept);
      return text === undefined ? [] : { ...this.file, text, start: kept.start };
    });
    return { sources, unusual };
  }

  #recalled(wanted: readonly Kept[]): { texts: ReadonlyMap<Kept, string>; unusual: readonly Unusual[] } {
    const texts = new Map<Kept, string>();
    const unusual: Unusual[] = [];
    let at = 0;
    for (const bytes of this.recall?.(wanted) ?? []) {
      const kept = wanted[at++] as Kept;
      const entries = kept.form === 'yaml' ? outlineOfYaml(bytes, kept.indent) : outlineOfJson(bytes);
      try {
        texts.set(kept, this.#textOf({ ...kept, bytes, entries }, kept.kind));
      } catch (error) {
        if (!(error instanceof Unusual)) throw error;
        unusual.push(error);
      }
    }
    return { texts, unusual };
  }
}

const isBlank = ({ bytes }: Slice): boolean => !/\S/.test(decoder.decode(bytes).replace(/^---/, ''));

/** Those of some names that are written somewhere: of hosts each part counts. */
const namesIn = (kept: readonly Kept[], names: ReadonlySet<string>): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { text = '' } of kept) {
    for (const [word] of text.matchAll(/[a-z0-9][a-z0-9.-]*/g)) {
      if (names.has(word)) found.add(word);
      else if (word.includes('.')) for (const part of word.split('.')) if (names.has(part)) found.add(part);
    }
  }
  return found;
};
