import type { Change, Within } from './change.ts';
import type { Document } from './document.ts';
import { entriesOf, entryOf } from './entries.ts';
import type { Locatable, Location, Range } from './location.ts';
import type { Entry, Node, NodeId, Reading, Style } from './nodes.ts';
import { formatPath, type Path, type Step } from './path.ts';
import { resolvePlain, resolveTagged } from './scalar.ts';
import { isTemplated, placeholderBehind } from './template.ts';

/** The keys of a shape, or any text where the shape is not known. */
export type KeyOf<Shape> = unknown extends Shape ? string : Extract<keyof NonNullable<Shape>, string>;
/** The shape under a key; optional and null are the field's own affair. */
export type At<Shape, Key> = unknown extends Shape
  ? unknown
  : Key extends keyof NonNullable<Shape>
    ? NonNullable<NonNullable<Shape>[Key]>
    : unknown;
export type ItemOf<Shape> = NonNullable<Shape> extends readonly (infer Item)[] ? Item : unknown;

/** Where a field is to be found: under a key of its parent, or as an item. */
interface Seat {
  readonly parent: Field;
  readonly step: string | number;
}

/** One for all: fields are made by the million. */
const unchanged: readonly Within[] = [];

/** A value of a document together with its place. One that is not written is a field too, and points at the closest key that is. */
export class Field<Shape = unknown> implements Locatable {
  /** Only for the compiler: the shape that the value is expected to have. */
  declare readonly shape?: Shape;
  /** Whether the text is written as it is read. */
  #isVerbatim: boolean | undefined;

  private constructor(
    readonly document: Document,
    private readonly node: Node | undefined,
    private readonly parent: Field | undefined,
    private readonly step: string | number,
    private readonly keyId: NodeId | undefined,
    /** Where the alias stands through which this field was reached: the place the author sees. */
    private readonly via: Range | undefined,
    /** What patches make of what it holds. */
    private readonly changes: readonly Within[] = unchanged,
    /** Where a patch has put it: that is its path, wherever it is written. */
    private readonly seat?: Seat,
  ) {}

  static root(document: Document, id: NodeId | undefined): Field {
    return new Field(
      document,
      id === undefined ? undefined : document.table.at(id),
      undefined,
      '',
      undefined,
      undefined,
    );
  }

  /** The field under a key; absent if nothing is written there, never an error. Of duplicate keys the last counts. */
  get<Key extends KeyOf<Shape>>(key: Key): Field<At<Shape, Key>> {
    const entry = this.node?.kind === 'map' ? entryOf(this.document.table, this.node, key) : undefined;
    const written = entry ? this.#entry(key, entry) : undefined;
    const field = this.changes.length === 0 ? written : this.#changed(key, written);
    return (field ?? new Field(this.document, undefined, this as Field, key, undefined, this.via)) as Field<
      At<Shape, Key>
    >;
  }

  /** `get(key).text`, for those who ask it of very many. */
  textAt(key: string): string | undefined {
    const entry = this.node?.kind === 'map' ? entryOf(this.document.table, this.node, key) : undefined;
    const value = entry && this.document.table.at(entry.value);
    const isPlain =
      value?.kind === 'scalar' && value.tag === undefined && value.text !== '' && this.changes.length === 0;
    if (!isPlain) return (this as Field).get(key).text;
    const { text = '', style } = value;
    return style !== 'plain' || isTemplated(text) || typeof resolvePlain(text) === 'string' ? text : undefined;
  }

  #changed(key: string, written: Field | undefined): Field | undefined {
    const changed = this.changes.reduce<Field | undefined>((field, within) => {
      const change = within.at(key);
      return change ? after(field, change) : field;
    }, written);
    return changed === undefined ? undefined : changed.#seatedIn(this as Field, key);
  }

  /** The same with the path that it has here, if it comes from elsewhere. */
  #seatedIn(parent: Field, step: string | number): Field<Shape> {
    return this.parent === parent ? this : this.#withChanges(this.changes, { parent, step });
  }

  /** The same field as a patch leaves it; undefined where it takes it away. Each part keeps the place where it is written. */
  after(change: Change): Field<Shape> | undefined {
    return after(this as Field, change) as Field<Shape> | undefined;
  }

  /** Its own keys or items, as a patch leaves them. */
  changedWithin(within: Within): Field {
    return this.#withChanges([...this.changes, within], this.seat) as Field;
  }

  #withChanges(changes: readonly Within[], seat: Seat | undefined): Field<Shape> {
    const { document, node, parent, step, keyId, via } = this;
    return new Field<Shape>(document, node, parent, step, keyId, via, changes, seat);
  }

  /** The fields of a list, in order; none for anything else. */
  get items(): readonly Field<ItemOf<Shape>>[] {
    if (this.node?.kind !== 'list') return [];
    const written = this.node.children.map((id, index) => this.#child<ItemOf<Shape>>(id, index, undefined, this.via));
    if (this.changes.length === 0) return written;
    const changed = this.changes.reduce<readonly Field[]>((items, { items: changes }) => changes(items), written);
    return changed.map((item, index) => item.#seatedIn(this as Field, index)) as typeof written;
  }

  /** The keys of a map with their fields, each key once, merged ones (`<<`) among them; none for anything else. */
  get entries(): readonly (readonly [string, Field<At<Shape, KeyOf<Shape>>>])[] {
    if (this.node?.kind !== 'map') return [];
    if (this.changes.length === 0 && this.document.table.isLiteral) return this.#literalEntries(this.node);
    const entries = entriesOf(this.document.table, this.node);
    if (this.changes.length > 0) {
      const names = new Set([...entries.keys(), ...this.changes.flatMap((within) => within.names)]) as Set<
        KeyOf<Shape>
      >;
      return [...names].map((name) => [name, this.get(name)] as const).filter(([, { exists }]) => exists);
    }
    return [...entries].map(([name, entry]) => [name, this.#entry(name, entry) as Field<At<Shape, KeyOf<Shape>>>]);
  }

  #literalEntries({ children }: Node): (readonly [string, Field<At<Shape, KeyOf<Shape>>>])[] {
    const { table } = this.document;
    const entries: (readonly [string, Field<At<Shape, KeyOf<Shape>>>])[] = [];
    for (let index = 0; index < children.length; index += 2) {
      const key = children[index] as NodeId;
      const name = table.at(key).text ?? '';
      entries.push([name, this.#child(children[index + 1] as NodeId, name, key, this.via)]);
    }
    return entries;
  }

  #entry(name: string, { key, value, via }: Entry): Field {
    return this.#child(value, name, key, this.via ?? via);
  }

  #child<Item>(id: NodeId, step: string | number, keyId: NodeId | undefined, via: Range | undefined): Field<Item> {
    const { table } = this.document;
    const node = table.at(id);
    const alias = node.kind === 'alias' ? { start: node.start, end: node.end } : undefined;
    return new Field<Item>(this.document, table.resolved(node), this as Field, step, keyId, via ?? alias);
  }

  get exists(): boolean {
    return this.node !== undefined;
  }

  /** Written, and not null. */
  get hasValue(): boolean {
    return this.node !== undefined && this.#scalar !== null;
  }

  get isMap(): boolean {
    return this.node?.kind === 'map';
  }

  get isList(): boolean {
    return this.node?.kind === 'list';
  }

  get style(): Style {
    return this.node?.style ?? 'plain';
  }

  /** The value as kubectl's YAML reader sees it; undefined when absent. */
  get value(): unknown {
    if (this.node?.kind === 'map') return Object.fromEntries(this.entries.map(([key, field]) => [key, field.value]));
    if (this.node?.kind === 'list') return this.items.map((item) => item.value);
    return this.#scalar;
  }

  get #scalar(): Reading['value'] | undefined {
    return this.#reading?.value;
  }

  get #reading(): Reading | undefined {
    const { node } = this;
    if (node?.kind !== 'scalar') return undefined;
    node.reading ??= read(node, this.parent ? this.document.source.text : '');
    return node.reading;
  }

  /** The value if it is a string. */
  get text(): string | undefined {
    const value = this.#scalar;
    return typeof value === 'string' ? value : undefined;
  }

  get number(): number | undefined {
    const value = this.#scalar;
    return typeof value === 'number' ? value : undefined;
  }

  get boolean(): boolean | undefined {
    const value = this.#scalar;
    return typeof value === 'boolean' ? value : undefined;
  }

  /** The characters of a scalar, whatever type it is read as: `010` of an unquoted 010. Undefined for maps and lists. */
  get written(): string | undefined {
    return this.#reading?.written;
  }

  /** False while the scalar holds a placeholder that something else fills in: what it will be is not known. */
  get resolved(): boolean {
    return this.#reading?.isResolved ?? true;
  }

  /** Reached through an alias or a merge, so that an edit here would change other places too. */
  get isAliased(): boolean {
    return this.via !== undefined;
  }

  get location(): Location {
    const { source } = this.document;
    if (this.via) return { source, range: this.via };
    if (this.node && this.node.end > this.node.start)
      return { source, range: { start: this.node.start, end: this.node.end } };
    return this.parent ? this.key.location : { source, range: this.document.range };
  }

  /** Where its own text stands, for an alias elsewhere; undefined when absent. */
  get origin(): Range | undefined {
    return this.node && { start: this.node.start, end: this.node.end };
  }

  /** The key as it is written; for an item of a list, and for what is not written, the closest place that is. */
  get key(): Locatable {
    const { source, table } = this.document;
    if (this.via) return { location: { source, range: this.via } };
    if (this.keyId !== undefined) {
      const { start, end } = table.at(this.keyId);
      return { location: { source, range: { start, end } } };
    }
    if (this.node && this.parent) {
      const head = this.node.kind === 'map' ? this.node.children[0] : undefined;
      const { start, end } = head === undefined ? this.node : table.at(head);
      return { location: { source, range: { start, end } } };
    }
    if (this.parent) return this.parent.node ? this.parent.#heading : this.parent.key;
    return this.#heading;
  }

  /** What a reader would call the line of this field: its key, or the first key within. */
  get #heading(): Locatable {
    if (this.parent) return this.key;
    const { source, table } = this.document;
    const head = this.node?.children[0];
    if (head === undefined) return { location: { source, range: this.document.range } };
    const { start, end } = table.at(head);
    return { location: { source, range: { start, end } } };
  }

  /** The extent of the whole entry: key and value, or the item. */
  get extent(): Range {
    const key = this.key.location.range;
    const value = this.location.range;
    return { start: Math.min(key.start, value.start), end: Math.max(key.end, value.end) };
  }

  /** A part of a one-line string, by offsets into `written`; the whole where escapes or line breaks blur the count. */
  part(from: number, to: number): Locatable {
    const { source, range } = this.location;
    const quote = this.style === 'single' || this.style === 'double' ? 1 : 0;
    // A long text may have many parts.
    this.#isVerbatim ??= source.text.slice(range.start + quote, range.end - quote) === this.written;
    if (!this.#isVerbatim || this.via || from >= to) return this;
    return { location: { source, range: { start: range.start + quote + from, end: range.start + quote + to } } };
  }

  /** From the root to here; items of a list by their `name` where they have one. */
  get path(): Path {
    if (this.seat) return [...this.seat.parent.path, this.#stepFor(this.seat.step)];
    return this.parent ? [...this.parent.path, this.#stepFor(this.step)] : [];
  }

  #stepFor(step: string | number): Step {
    if (typeof step === 'string') return step;
    const name = this.node?.kind === 'map' ? (this as Field<{ name: string }>).get('name').text : undefined;
    return name === undefined ? { index: step } : { index: step, name };
  }

  toString(): string {
    return formatPath(this.path);
  }
}

/** Where nothing is written but a placeholder that YAML takes for a comment (`type: #{TYPE}#`), that is meant. */
const read = ({ text = '', style, tag, end }: Node, around: string): Reading => {
  const isEmpty = text === '' && style === 'plain' && tag === undefined;
  const written = isEmpty ? (placeholderBehind(around, end) ?? text) : text;
  if (isTemplated(written)) return { written, isResolved: false, value: written };
  const isPlain = tag === undefined && style === 'plain';
  const value = isPlain ? resolvePlain(written) : tag === undefined ? written : (resolveTagged(tag, written) ?? null);
  return { written, isResolved: true, value };
};

const after = (field: Field | undefined, change: Change): Field | undefined => {
  if (change.kind === 'removed') return undefined;
  if (change.kind === 'put') return change.field;
  if (change.kind === 'several') return change.changes.reduce(after, field);
  const { otherwise } = change.within;
  return field && (field.isMap || field.isList || !otherwise) ? field.changedWithin(change.within) : otherwise;
};
