import { SecretMarks } from '../model/secrets/marks.ts';
import { mayHoldSecrets, secretRangesIn } from '../model/secrets/ranges.ts';
import type { Position, Source } from '../yaml/location.ts';
import { parse } from '../yaml/parse.ts';
import { identityOf, kindOf } from './identity.ts';
import { outlineOfJson } from './json-splitter.ts';
import { digest, Ledger, type Listed } from './ledger.ts';
import { outlineOfYaml } from './outline.ts';
import { type Slice, spotOf, Unusual } from './slice.ts';
import type { Search } from './window.ts';
import { type Extent, keptText } from './withheld.ts';

/** A part of the text of an export. */
export interface Part {
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
}

/** The bytes of parts of a text that has been gone through, one after the other; each valid until the next is asked for. */
export type Recall = (parts: readonly Part[]) => Iterable<Uint8Array>;

/** An object whose text is kept. */
interface Kept {
  readonly offset: number;
  readonly start: Position;
  readonly text: string;
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
const comment = encoder.encode('daprlint-');
const references = ['&', '*', '<<:'].map((sign) => encoder.encode(sign));
const reference = /(?:^|[:-] )(?:[&*][\w-]|<<:)/m;

/** Of the objects of one export: how many there are of each kind, and those that rules have to see. */
export class Selection {
  readonly counts = new Map<string, number>();
  /** The secrets of the values that are not kept. */
  readonly withheld = new SecretMarks();
  /** What names Dapr. */
  readonly #dapr: Kept[] = [];
  /** The namespaces that such objects are in. */
  readonly #namespaces = new Set<string>();
  /** What may matter beside it; and its texts, where they cannot be had again. */
  readonly #others = new Ledger();
  readonly #texts = new Map<number, string>();

  constructor(
    private readonly file: Pick<Source, 'path' | 'named'>,
    /** The kinds that some rule reads. */
    private readonly needed: ReadonlySet<string>,
    private readonly search: Search,
    /** Where it is there, no text is kept that may never matter. */
    private readonly recall?: Recall,
  ) {}

  /** Takes what is worth keeping of an object. Throws `Unusual` where an object says something of the whole file. */
  add(slice: Slice): void {
    const kind = kindOf(slice);
    if (kind === undefined && slice.entries.length === 0 && isBlank(slice)) return;
    if (kind === undefined || kind === 'List')
      throw new Unusual('an object without a kind, or a list within a list', spotOf(slice));
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    const { offset, start, mentionsDapr } = slice;
    if (!mentionsDapr && !this.needed.has(kind)) return;
    const { isOwned, name = '', namespace } = identityOf(slice, this.search);
    if (mentionsDapr) {
      this.#dapr.push({ offset, start, text: this.#textOf(slice, kind) });
      if (namespace !== undefined) this.#namespaces.add(namespace);
    } else if (!isOwned) {
      this.#others.add({ ...slice, kind, namespace, name: digest(name), length: slice.bytes.length });
      if (!this.recall) this.#texts.set(offset, this.#textOf(slice, kind));
    }
  }

  #textOf(object: Slice, kind: string): string {
    const { bytes, form, indent, mentionsDapr } = object;
    const has = (sign: Uint8Array): boolean => this.search(bytes, sign, 0) >= 0;
    if (mentionsDapr && has(comment) && /#.*daprlint-/.test(decoder.decode(bytes)))
      throw new Unusual('a comment for daprlint', spotOf(object));
    if (!mentionsDapr && withKeysAlone.has(kind)) this.#mark(keptText(object, 'reduced', this.search));
    const extent: Extent = mentionsDapr ? 'whole' : withKeysAlone.has(kind) ? 'keys' : 'reduced';
    const text = keptText(object, extent, this.search);
    // kubectl writes none; within a text they are none.
    const mayRefer = form === 'yaml' && indent > 0 && references.some(has) && reference.test(decoder.decode(bytes));
    if (mayRefer && this.#isNotWhole(text)) throw new Unusual('an anchor or an alias', spotOf(object));
    return text;
  }

  #mark(text: string): void {
    if (mayHoldSecrets(text)) this.withheld.add(text, secretRangesIn(parse({ path: this.file.path, text })));
  }

  /** Whether an object says something only together with others. */
  #isNotWhole(text: string): boolean {
    return parse({ path: this.file.path, text }).some(({ problems }) => problems.length > 0);
  }

  /**
   * What rules have to see, in the order of the file: what names Dapr, and whatever that may have to do with; and why some of it
   * could not be told from its own bytes.
   */
  chosen(): { readonly sources: readonly Source[]; readonly unusual: readonly Unusual[] } {
    const named = digestsIn(this.#dapr);
    const wanted = [...this.#others].filter(
      ({ kind, namespace, name }) =>
        namespace === undefined || this.#namespaces.has(namespace) || farReaching.has(kind) || named.has(name),
    );
    const { kept, unusual } = this.recall ? this.#recalled(wanted, this.recall) : this.#remembered(wanted);
    const all = [...this.#dapr, ...kept].sort((a, b) => a.offset - b.offset);
    return { sources: all.map(({ text, start }) => ({ ...this.file, text, start })), unusual };
  }

  #remembered(wanted: readonly Listed[]): { kept: readonly Kept[]; unusual: readonly Unusual[] } {
    return { kept: wanted.map((each) => ({ ...each, text: this.#texts.get(each.offset) ?? '' })), unusual: [] };
  }

  #recalled(wanted: readonly Listed[], recall: Recall): { kept: readonly Kept[]; unusual: readonly Unusual[] } {
    const kept: Kept[] = [];
    const unusual: Unusual[] = [];
    let at = 0;
    for (const bytes of recall(wanted)) {
      const listed = wanted[at++] as Listed;
      const entries = listed.form === 'yaml' ? outlineOfYaml(bytes, listed.indent) : outlineOfJson(bytes);
      try {
        kept.push({ ...listed, text: this.#textOf({ ...listed, bytes, entries, mentionsDapr: false }, listed.kind) });
      } catch (error) {
        if (!(error instanceof Unusual)) throw error;
        unusual.push(error);
      }
    }
    return { kept, unusual };
  }
}

const isBlank = ({ bytes }: Slice): boolean => !/\S/.test(decoder.decode(bytes).replace(/^---/, ''));

/** The digests of all words of some texts that may be names; of hosts each part counts. */
const digestsIn = (kept: readonly Kept[]): ReadonlySet<number> => {
  const words = new Set<string>();
  for (const { text } of kept) for (const [word] of text.matchAll(/[a-z0-9][a-z0-9.-]*/g)) words.add(word);
  const parts = [...words].filter((word) => word.includes('.')).flatMap((word) => word.split('.'));
  return new Set([...words, ...parts].map(digest));
};
