import { disjoint, type Range } from './location.ts';
import { isNamelessKey, keyName, resolvePlain, resolveTagged } from './scalar.ts';
import { isTemplated } from './template.ts';
import { type SyntaxProblem, tooLarge } from './unreadable.ts';

export type Style = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'flow' | 'block';
export type NodeKind = 'scalar' | 'map' | 'list' | 'alias';

/** The number of a node in its document's table. */
export type NodeId = number;

/** A map's children alternate between key and value; `text` of a key is the name that kubectl gives it. */
export interface Node {
  readonly kind: NodeKind;
  readonly style: Style;
  readonly start: number;
  readonly end: number;
  readonly text: string | undefined;
  readonly tag: string | undefined;
  readonly children: readonly NodeId[];
  /** Where an alias leads. */
  readonly target: NodeId | undefined;
  /** What a scalar says, once somebody has asked: rules ask again and again. */
  reading: Reading | undefined;
}

/** What kubectl's YAML reader makes of a scalar. */
export interface Reading {
  /** Its characters, or the placeholder that stands in their place. */
  readonly written: string;
  /** False while it holds a placeholder: what it will be is not known. */
  readonly isResolved: boolean;
  readonly value: string | number | boolean | null;
}

/** A key with its value, as kubectl files them. */
export interface Entry {
  readonly key: NodeId;
  readonly value: NodeId;
  /** Where the alias stands, if a merge has brought it in from elsewhere. */
  readonly via: Range | undefined;
}

/** A key that its map has already: the last one wins with kubectl, in silence. */
export interface DuplicateKey {
  readonly key: NodeId;
  readonly first: NodeId;
}

/** More than anyone reads, and not as many as a hostile text has. */
const maxDuplicates = 1000;

const none: readonly NodeId[] = [];

/** So many keys, and what belongs to them, are looked through faster than they are filed. */
export const fewChildren = 20;

/** The names of plain keys by what is written: the same few words come again and again, in other texts too. */
const names = new Map<string, string>();
const mostNames = 10_000;
const longestName = 100;

/** Remembers what a key is called; returns a name that keeps nothing but itself. */
const remembered = (written: string, name: string): string => {
  if (written.length > longestName) return name;
  if (names.size >= mostNames) names.clear();
  // A copy: a part of a text would keep the engine from forgetting all of it.
  const [own, called] = JSON.parse(JSON.stringify([written, name])) as [string, string];
  const kept = own === called ? own : called;
  names.set(own, kept);
  return kept;
};
const stringTag = 'tag:yaml.org,2002:str';
const mergeTag = 'tag:yaml.org,2002:merge';

/** Whether a key is `<<`, unquoted: what stands under it is taken into the map. */
export const isMergeKey = ({ kind, text, style, tag }: Node): boolean =>
  text === '<<' && kind === 'scalar' && (tag === undefined ? style === 'plain' : tag === mergeTag);

/** What any parser fills and every `Field` reads: the nodes of one document, in the order of the text. */
export class NodeTable {
  readonly nodes: Node[] = [];
  readonly duplicateKeys: DuplicateKey[] = [];
  /** What kubectl refuses although it is YAML. */
  readonly refusals: SyntaxProblem[] = [];
  /** The entries of those maps that were asked for them. Here and not in a WeakMap, which costs a collector much. */
  entries: Map<Node, ReadonlyMap<string, Entry>> | undefined;
  /** Each key of each map stands for itself, once: the entries of a map are its children as they are. */
  isLiteral = true;
  #shared: readonly Range[] | undefined;
  readonly #limit: number;

  constructor(
    /** How many nodes it may hold. */
    limit = Number.POSITIVE_INFINITY,
  ) {
    this.#limit = limit;
  }

  /** Forgets everything, for another reader to begin again. */
  clear(): void {
    this.nodes.length = 0;
    this.duplicateKeys.length = 0;
    this.refusals.length = 0;
    this.entries = undefined;
    this.isLiteral = true;
  }

  at(id: NodeId): Node {
    const node = this.nodes[id];
    if (!node) throw new RangeError(`no node ${id}`);
    return node;
  }

  /** A value; what it stands for is read from its text later. */
  addScalar(style: Style, start: number, end: number, text: string, tag?: string): NodeId {
    const message = refusedValue(style, text, tag);
    if (message !== undefined)
      this.refusals.push({ code: 'unreadable-value', message, range: { start, end: Math.max(end, start + 1) } });
    return this.#add('scalar', style, start, end, text, tag, none, undefined);
  }

  addKey(style: Style, start: number, end: number, written: string, tag?: string): NodeId {
    if (style !== 'plain' || tag !== undefined) return this.#addTaggedKey(style, start, end, written, tag);
    let name = names.get(written);
    if (name === undefined) {
      name = keyName(written);
      if (!isNamelessKey(written)) name = remembered(written, name);
      else
        this.refuseKey(
          `the key is ${name === 'null' ? 'null' : 'too large a number'}; kubectl reads only keys that can be strings`,
          start,
          end,
        );
    }
    return this.#add('scalar', style, start, end, name, undefined, none, undefined);
  }

  #addTaggedKey(style: Style, start: number, end: number, written: string, tag: string | undefined): NodeId {
    if (tag === undefined || tag === mergeTag || tag === stringTag)
      return this.#add('scalar', style, start, end, written, tag, none, undefined);
    const value = resolveTagged(tag, written);
    if (value === undefined || value === null) this.refuseKey('the key does not fit its tag', start, end);
    return this.#add(
      'scalar',
      style,
      start,
      end,
      typeof value === 'string' ? value : keyName(written),
      stringTag,
      none,
      undefined,
    );
  }

  refuseKey(message: string, start: number, end: number): void {
    this.refusals.push({ code: 'unreadable-key', message, range: { start, end: Math.max(end, start + 1) } });
  }

  addAlias(start: number, end: number, text: string, target: NodeId): NodeId {
    return this.#add('alias', 'plain', start, end, text, undefined, none, target);
  }

  /** A map or a list whose children follow: `close` says where it ends. */
  open(kind: 'map' | 'list', style: 'flow' | 'block', start: number): NodeId {
    return this.#add(kind, style, start, start, undefined, undefined, none, undefined);
  }

  /** Gives an open node its children. A node in block style ends with the last of them. */
  close(id: NodeId, children: readonly NodeId[], end?: number): void {
    const node = this.at(id) as { -readonly [Key in keyof Node]: Node[Key] };
    const last = children.at(-1);
    // An array that has grown has room for more, of which a large input has no use.
    node.children = children.slice();
    node.end = end ?? (last === undefined ? node.start : Math.max(node.start, this.at(last).end));
    if (node.kind === 'map') this.#judgeKeys(children);
  }

  #judgeKeys(children: readonly NodeId[]): void {
    const firsts = children.length > fewChildren ? new Map<string, NodeId>() : undefined;
    for (let index = 0; index < children.length; index += 2) {
      const key = children[index] as NodeId;
      const node = this.at(key);
      const { text = '' } = node;
      const isMerge = text === '<<' && isMergeKey(node);
      const first = firsts ? firsts.get(text) : this.#firstAmong(children, index, text);
      if (isMerge || first !== undefined) this.isLiteral = false;
      if (isMerge) this.#judgeMerge(this.at(children[index + 1] as NodeId));
      if (first === undefined) firsts?.set(text, key);
      else if (!isMerge && this.duplicateKeys.length < maxDuplicates) this.duplicateKeys.push({ key, first });
    }
  }

  /** The key of a name before an index, if there is one. */
  #firstAmong(children: readonly NodeId[], end: number, name: string): NodeId | undefined {
    for (let index = 0; index < end; index += 2) {
      const key = children[index] as NodeId;
      if ((this.at(key).text ?? '') === name) return key;
    }
    return undefined;
  }

  #judgeMerge(value: Node): void {
    const isMap = (node: Node): boolean => this.resolved(node).kind === 'map';
    // A list behind an alias does not count with kubectl.
    if (isMap(value) || (value.kind === 'list' && value.children.every((id) => isMap(this.at(id))))) return;
    if (isTemplated(value.text ?? '')) return;
    const range = { start: value.start, end: Math.max(value.end, value.start + 1) };
    this.refusals.push({ code: 'unreadable-merge', message: 'a merge (<<) takes a map or a list of maps', range });
  }

  /** Where stands what aliases repeat. */
  get sharedRanges(): readonly Range[] {
    this.#shared ??= disjoint(
      this.nodes
        .flatMap((node) => (node.kind === 'alias' ? this.resolved(node) : []))
        .map(({ start, end }) => ({ start, end })),
    );
    return this.#shared;
  }

  /** The node itself, or what its alias leads to. */
  resolved(node: Node): Node {
    let found = node;
    while (found.target !== undefined) found = this.at(found.target);
    return found;
  }

  #add(
    kind: NodeKind,
    style: Style,
    start: number,
    end: number,
    text: string | undefined,
    tag: string | undefined,
    children: readonly NodeId[],
    target: NodeId | undefined,
  ): NodeId {
    if (this.nodes.length >= this.#limit) throw tooLarge(start);
    return this.nodes.push({ kind, style, start, end, text, tag, children, target, reading: undefined }) - 1;
  }
}

/** Why kubectl, which makes JSON of everything, refuses a scalar; undefined if it does not. */
const refusedValue = (style: Style, text: string, tag: string | undefined): string | undefined => {
  if (tag === undefined && (style !== 'plain' || !/^[-+]?\.[inIN]/.test(text))) return undefined;
  if (isTemplated(text)) return undefined;
  const value = tag === undefined ? resolvePlain(text) : resolveTagged(tag, text);
  if (value === undefined) return `the value does not fit its tag ${tag?.replace('tag:yaml.org,2002:', '!!')}`;
  return typeof value === 'number' && !Number.isFinite(value) ? 'the value is no number that JSON has' : undefined;
};
