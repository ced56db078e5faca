import { SecretMarks } from '../model/secrets/marks.ts';
import { mayHoldSecrets, secretRangesIn } from '../model/secrets/ranges.ts';
import { workloadKinds } from '../model/workload.ts';
import type { Position, Source } from '../yaml/location.ts';
import { parse } from '../yaml/parse.ts';
import { Census, type Mark, markOf, markOfText } from './census.ts';
import { identityOf, kindOf, ownKeyAt, valueText } from './identity.ts';
import { outlineOfJson } from './json-splitter.ts';
import { digest, Ledger, type Listed, wordDigests } from './ledger.ts';
import { outlineOfYaml } from './outline.ts';
import { type ListType, type Slice, spotOf, Untyped, Unusual } from './slice.ts';
import type { Search } from './window.ts';
import { type Extent, keptText, refuseHidden } from './withheld.ts';

/** A part of the text of an export. */
export interface Part {
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
}

/** The bytes of parts of a text that has been gone through, one after the other; each valid until the next is asked for. */
export type Recall = (parts: readonly Part[]) => Iterable<Uint8Array>;

/** What all sources of one file have in common. */
type File = Pick<Source, 'path' | 'named'>;

/** An object whose text is kept. */
interface Kept extends Mark {
  readonly offset: number;
  readonly start: Position;
  readonly namespace?: string | undefined;
  readonly listed?: ListType | undefined;
  readonly text: string;
}

/** What is kept of one file. */
interface FilePart {
  readonly file: File;
  readonly census: Census;
  /** What names Dapr. */
  readonly dapr: Kept[];
  /** What may matter beside it; and its texts, where they cannot be had again. */
  readonly others: Ledger;
  readonly texts: Map<number, string>;
  /** Where it is there, no text is kept that may never matter. */
  readonly recall: Recall | undefined;
}

/** The same, where a part of it is left out. */
interface Chosen extends Pick<FilePart, 'file' | 'dapr' | 'texts' | 'recall'> {
  readonly others: Iterable<Listed>;
}

/** Where the newest state of an object stands. */
interface Seat {
  readonly part: FilePart;
  readonly offset: number;
  readonly version: number;
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
/** Kinds of which many are made by others, which are judged in their place; a Secret that another object made is used as any. */
const spokenFor = new Set(workloadKinds);
const withKeysAlone = new Set(['Secret', 'ConfigMap']);
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const comment = encoder.encode('daprlint-');
const references = ['&', '*', '<<:'].map((sign) => encoder.encode(sign));
const reference = /(?:^|[:-] )(?:[&*][\w-]|<<:)/m;

/** Of the objects of one cluster, in one file or many: how many there are of each kind, and those that rules have to see. */
export class Selection {
  /** How many objects there are. */
  readonly census = new Census();
  /** The secrets of the values that are not kept. */
  readonly withheld = new SecretMarks();
  readonly wholes: Source[] = [];
  readonly #parts: FilePart[] = [];
  #part: FilePart = partOf({ path: '' }, undefined);

  constructor(
    /** The kinds that some rule reads. */
    private readonly needed: ReadonlySet<string>,
    private readonly search: Search,
  ) {}

  /** What is added from now on is of another file. */
  open(file: File, recall?: Recall): void {
    this.#part = partOf(file, recall);
  }

  /** Forgets what has been added of the file. */
  forget(): void {
    this.#part = partOf(this.#part.file, this.#part.recall);
  }

  /** The file has ended. */
  close(): void {
    const { census, dapr, others } = this.#part;
    this.census.addAll(census);
    if (dapr.length > 0 || !others.isEmpty) this.#parts.push(this.#part);
    this.#part = partOf({ path: '' }, undefined);
  }

  /** Takes a file that could not be split; whether it may hold any object. */
  addWhole(source: Source): boolean {
    const isWorthIt = source.named === true || source.text.includes('apiVersion');
    if (isWorthIt) this.wholes.push(source);
    return isWorthIt;
  }

  /** Takes what is worth keeping of an object. Throws `Unusual` where an object says something of the whole file. */
  add(slice: Slice): void {
    const listed = typeof slice.list === 'object' ? slice.list : undefined;
    const kind = kindOf(slice) ?? listed?.kind;
    if (kind === undefined && slice.entries.length === 0 && isBlank(slice)) return;
    if (kind === undefined && slice.list === 'unknown') throw new Untyped('an item without a kind', spotOf(slice));
    if (kind === undefined) throw new Unusual('an object without a kind', spotOf(slice));
    if (kind.endsWith('List') && isEmptyList(slice)) return;
    const { census, dapr, others, texts, recall } = this.#part;
    const { offset, start, indent, form, mentionsDapr } = slice;
    const isWanted = mentionsDapr || this.needed.has(kind);
    const mark = markOf(slice, kind) ?? (isWanted ? markOfText(slice) : undefined);
    census.add(kind, mark?.key);
    if (!isWanted || !mark) return;
    const { isOwned, name = '', namespace } = identityOf(slice, this.search);
    if (mentionsDapr) {
      dapr.push({ ...mark, offset, start, namespace, listed, text: this.#textOf(slice, kind) });
    } else if (!isOwned || !spokenFor.has(kind)) {
      // Key by key: a copy of the slice would keep its bytes and entries until the engine cleans up thoroughly.
      const { length } = slice.bytes;
      others.add({
        key: mark.key,
        version: mark.version,
        kind,
        namespace,
        name: digest(name),
        offset,
        length,
        start,
        indent,
        form,
        listed,
      });
      if (recall) this.#refuseUnusual(slice, kind);
      else texts.set(offset, this.#textOf(slice, kind));
    }
  }

  /** What is recalled later has to be told by its own bytes. */
  #refuseUnusual(object: Slice, kind: string): void {
    if (withKeysAlone.has(kind)) refuseHidden(object);
    if (this.#mayRefer(object)) this.#textOf(object, kind);
  }

  #textOf(object: Slice, kind: string): string {
    const { bytes, mentionsDapr } = object;
    if (mentionsDapr && this.#has(bytes, comment) && /#.*daprlint-/.test(decoder.decode(bytes)))
      throw new Unusual('a comment for daprlint', spotOf(object));
    const isSecret = kind === 'Secret';
    const isReduced = !mentionsDapr && withKeysAlone.has(kind);
    if (isReduced || isSecret) this.#mark(keptText(object, 'reduced', this.search));
    const full: Extent = isSecret ? 'valueless' : 'whole';
    const extent: Extent = mentionsDapr ? full : isReduced ? 'keys' : 'reduced';
    const text = keptText(object, extent, this.search);
    // kubectl writes none; within a text they are none.
    if (this.#mayRefer(object) && isNotWhole(text)) throw new Unusual('an anchor or an alias', spotOf(object));
    return text;
  }

  #has(bytes: Uint8Array, sign: Uint8Array): boolean {
    return this.search(bytes, sign, 0) >= 0;
  }

  #mayRefer({ bytes, form, indent }: Slice): boolean {
    const isItem = form === 'yaml' && indent > 0;
    return isItem && references.some((sign) => this.#has(bytes, sign)) && reference.test(decoder.decode(bytes));
  }

  #mark(text: string): void {
    if (!mayHoldSecrets(text)) return;
    this.withheld.add(text, secretRangesIn(parse({ path: '', text })));
  }

  /** What rules have to see, in the order of the files: what names Dapr, and whatever that may have to do with. */
  sources(): readonly Source[] {
    const parts = this.#partsOnce();
    const dapr = parts.flatMap((part) => part.dapr);
    const wholes = this.wholes.filter(({ text }) => text.includes('dapr'));
    const named = digestsIn([...dapr, ...wholes]);
    const namespaces = new Set(dapr.map(({ namespace }) => namespace));
    const isWanted = ({ kind, namespace, name }: Listed): boolean =>
      namespace === undefined ||
      namespaces.has(namespace) ||
      (wholes.length > 0 && named.has(digest(namespace))) ||
      farReaching.has(kind) ||
      named.has(name);
    const chosen = parts.flatMap((part) => {
      const wanted: Listed[] = [];
      for (const listed of part.others) if (isWanted(listed)) wanted.push(listed);
      const kept = [...part.dapr, ...this.#textsOf(part, wanted)];
      return kept
        .sort((a, b) => a.offset - b.offset)
        .map(({ text, start, listed }) => ({ ...part.file, text, start, ...(listed && { listed }) }));
    });
    return [...this.wholes, ...chosen];
  }

  /** What is kept of each file, but of no object more than the newest state. */
  #partsOnce(): readonly Chosen[] {
    if (this.census.repeated === 0) return this.#parts;
    const newest = new Map<number, Seat>();
    for (const part of this.#parts)
      for (const listed of [part.dapr, part.others])
        for (const { key, version, offset } of listed)
          if (version > (newest.get(key)?.version ?? -1)) newest.set(key, { part, offset, version });
    return this.#parts.map((part) => {
      const isNewest = ({ key, offset }: Pick<Kept, 'key' | 'offset'>): boolean => {
        const seat = newest.get(key);
        return seat?.part === part && seat.offset === offset;
      };
      return { ...part, dapr: part.dapr.filter(isNewest), others: [...part.others].filter(isNewest) };
    });
  }

  #textsOf({ texts, recall }: Pick<FilePart, 'texts' | 'recall'>, wanted: readonly Listed[]): readonly Kept[] {
    if (!recall) return wanted.map((each) => ({ ...each, text: texts.get(each.offset) ?? '' }));
    const kept: Kept[] = [];
    for (const bytes of recall(wanted)) {
      const listed = wanted[kept.length] as Listed;
      const entries = listed.form === 'yaml' ? outlineOfYaml(bytes, listed.indent) : outlineOfJson(bytes);
      const text = this.#textOf({ ...listed, bytes, entries, mentionsDapr: false }, listed.kind);
      kept.push({ ...listed, text });
    }
    return kept;
  }
}

const partOf = (file: File, recall: Recall | undefined): FilePart => ({
  file,
  census: new Census(),
  dapr: [],
  others: new Ledger(),
  texts: new Map(),
  recall,
});

/** Whether an object says something only together with others. */
const isNotWhole = (text: string): boolean => parse({ path: '', text }).some(({ problems }) => problems.length > 0);

const isBlank = ({ bytes }: Slice): boolean => !/\S/.test(decoder.decode(bytes).replace(/^---/, ''));

/** Whether a list has no items. Throws `Unusual` where it has some. */
const isEmptyList = (slice: Slice): boolean => {
  const items = slice.entries[ownKeyAt(slice, 'items')];
  if (!items && kindOf(slice) !== 'List') return false;
  if (items && /^(?:null|~|\[\s*\])?$/.test(valueText(slice.bytes, items))) return true;
  throw new Unusual('a list within a list', spotOf(slice));
};

/** The digests of all words of some texts that may be names; of hosts each part counts. */
const digestsIn = (texts: readonly Pick<Source, 'text'>[]): ReadonlySet<number> => {
  const digests = new Set<number>();
  for (const { text } of texts) for (const digest of wordDigests(text)) digests.add(digest);
  return digests;
};
