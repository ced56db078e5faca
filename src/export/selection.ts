import { SecretMarks } from '../model/secrets/marks.ts';
import { mayHoldSecrets, secretRangesIn } from '../model/secrets/ranges.ts';
import type { Position, Source } from '../yaml/location.ts';
import { parse } from '../yaml/parse.ts';
import { type Identity, identityOfJson, identityOfYaml, kindOfYaml } from './identity.ts';
import { type ListType, type Slice, type Spot, Untyped, Unusual } from './slice.ts';
import type { Search } from './window.ts';
import { type Extent, jsonKept, yamlKept } from './withheld.ts';

/** An object that is kept until it is known what Dapr concerns. */
interface Kept extends Omit<Identity, 'isOwned'> {
  readonly text: string;
  readonly start: Position;
  readonly mentionsDapr: boolean;
  readonly listed: ListType | undefined;
  readonly file: File;
}

/** What all sources of one file have in common. */
type File = Pick<Source, 'path' | 'named'>;

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
/** How a list without items is written. */
const emptyList = { yaml: /^\s*items:\s*(?:null|~|\[\s*\])?\s*$/m, json: /"items":\s*(?:null|\[\s*\])/ };
const itemsKey = { yaml: /^[ -]*items:/m, json: /"items":/ };
const withKeysAlone = new Set(['Secret', 'ConfigMap']);
const encoder = new TextEncoder();
const plain = new TextDecoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Of the objects of one cluster, in one file or many: how many there are of each kind, and those that rules have to see. */
export class Selection {
  readonly counts = new Map<string, number>();
  /** The secrets of the values that are not kept. */
  readonly withheld = new SecretMarks();
  readonly #kept: Kept[] = [];
  readonly #words = new Map<string, string>();
  readonly #wholes: Source[] = [];
  #file: File = { path: '' };
  /** Of the file that is being read: how many objects were kept before, and how many of each kind it has. */
  #before = 0;
  #own = new Map<string, number>();

  constructor(
    /** The kinds that some rule reads. */
    private readonly needed: ReadonlySet<string>,
    private readonly search: Search,
  ) {}

  /** What is added from now on is of another file. */
  open(file: File): void {
    this.#file = file;
    this.#before = this.#kept.length;
    this.#own = new Map();
  }

  /** Forgets what has been added of the file. */
  forget(): void {
    this.#kept.length = this.#before;
    this.#own = new Map();
  }

  /** The file has ended. */
  close(): void {
    for (const [kind, count] of this.#own) this.counts.set(kind, (this.counts.get(kind) ?? 0) + count);
    this.#own = new Map();
  }

  /** Takes a file that could not be split; whether it may hold any object. */
  addWhole(source: Source): boolean {
    const isWorthIt = source.named === true || source.text.includes('apiVersion');
    if (isWorthIt) this.#wholes.push(source);
    return isWorthIt;
  }

  get wholes(): readonly Source[] {
    return this.#wholes;
  }

  /** Takes what is worth keeping of an object. Throws `Unusual` where an object says something of the whole file. */
  add(slice: Slice): void {
    const { list } = slice;
    const listed = typeof list === 'object' ? list : undefined;
    const early = slice.form === 'yaml' ? (kindOfYaml(slice, this.search) ?? listed?.kind) : undefined;
    if (early !== undefined && !slice.mentionsDapr && !this.needed.has(early) && !early.endsWith('List')) {
      this.#count(early);
      return;
    }
    const text = decoded(slice);
    const identity = slice.form === 'yaml' ? identityOfYaml(text, slice.indent, early) : identityOfJson(text, slice);
    const kind = identity.kind ?? listed?.kind;
    if (kind === undefined && !/\S/.test(text.replace(/^---/, ''))) return;
    if (kind === undefined && list === 'unknown') throw new Untyped('an item without a kind', spot(slice));
    if (kind?.endsWith('List') && emptyList[slice.form].test(text)) return;
    if (kind === undefined || kind === 'List' || (kind.endsWith('List') && itemsKey[slice.form].test(text)))
      throw unusual('an object without a kind, or a list within a list', slice);
    this.#count(kind);
    const isConcerned = slice.mentionsDapr || (this.needed.has(kind) && !identity.isOwned);
    if (isConcerned) this.#keep(slice, text, { ...identity, kind });
  }

  #count(kind: string): void {
    const word = this.#word(kind) ?? kind;
    this.#own.set(word, (this.#own.get(word) ?? 0) + 1);
  }

  #keep(slice: Slice, text: string, identity: Identity): void {
    const { start, form, mentionsDapr, indent, list } = slice;
    const listed = typeof list === 'object' ? list : undefined;
    if (mentionsDapr && /#.*daprlint-/.test(text)) throw unusual('a comment for daprlint', slice);
    const extent: Extent = mentionsDapr ? 'whole' : withKeysAlone.has(identity.kind ?? '') ? 'keys' : 'reduced';
    const written = indent > 0 ? text.replace(/^( *)- /, '$1  ') : text;
    const keptOf = form === 'yaml' ? (all: string, some: Extent) => yamlKept(all, indent, some) : jsonKept;
    const reduced = keptOf(written, mentionsDapr ? 'whole' : 'reduced');
    if (extent === 'keys') this.#mark(reduced);
    const kept = extent === 'keys' ? keptOf(reduced, extent) : reduced;
    // kubectl writes none; within a text they are none.
    if (form === 'yaml' && indent > 0 && /(?:^|[:-] )(?:[&*][\w-]|<<:)/m.test(text) && this.#isNotWhole(kept))
      throw unusual('an anchor or an alias', slice);
    const own = {
      kind: this.#word(identity.kind),
      namespace: this.#word(identity.namespace),
      name: this.#word(identity.name),
    };
    this.#kept.push({ ...own, text: kept, start, mentionsDapr, listed, file: this.#file });
  }

  /** Whether an object says something only together with others. */
  #isNotWhole(text: string): boolean {
    return parse({ path: this.#file.path, text }).some(({ problems }) => problems.length > 0);
  }

  #mark(text: string): void {
    if (mayHoldSecrets(text)) this.withheld.add(text, secretRangesIn(parse({ path: this.#file.path, text })));
  }

  /** A word by itself: a part of a text would keep the engine from forgetting all of it. */
  #word(part: string | undefined): string | undefined {
    if (part === undefined) return undefined;
    const known = this.#words.get(part) ?? plain.decode(encoder.encode(part));
    this.#words.set(known, known);
    return known;
  }

  /** What rules have to see, in the order of the files: what names Dapr, and whatever that may have to do with. */
  sources(): readonly Source[] {
    const dapr = this.#kept.filter(({ mentionsDapr }) => mentionsDapr);
    const namespaces = new Set(dapr.map(({ namespace }) => namespace));
    const others = this.#kept.filter(({ mentionsDapr }) => !mentionsDapr);
    const wholes = this.#wholes.filter(({ text }) => text.includes('dapr'));
    const named = namesIn([...dapr, ...wholes], new Set(others.map(({ name }) => name ?? '')));
    for (const name of namesIn(wholes, new Set(others.map(({ namespace }) => namespace ?? '')))) namespaces.add(name);
    const chosen = this.#kept
      .filter(
        ({ mentionsDapr, kind = '', name = '', namespace }) =>
          mentionsDapr ||
          namespace === undefined ||
          namespaces.has(namespace) ||
          farReaching.has(kind) ||
          named.has(name),
      )
      .map(({ text, start, listed, file }) => ({ ...file, text, start, ...(listed && { listed }) }));
    return [...this.#wholes, ...chosen];
  }
}

/** Those of some names that are written somewhere: of hosts each part counts. */
const namesIn = (kept: readonly Pick<Source, 'text'>[], names: ReadonlySet<string>): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { text } of kept) {
    for (const [word] of text.matchAll(/[a-z0-9][a-z0-9.-]*/g)) {
      if (names.has(word)) found.add(word);
      else if (word.includes('.')) for (const part of word.split('.')) if (names.has(part)) found.add(part);
    }
  }
  return found;
};

const decoded = (slice: Slice): string => {
  try {
    return decoder.decode(slice.bytes);
  } catch {
    throw unusual('no UTF-8', slice);
  }
};

const spot = ({ start }: Slice): Spot => ({ line: start.line, byte: 0 });
const unusual = (what: string, slice: Slice): Unusual => new Unusual(what, spot(slice));
