import { Field } from './field.ts';
import { contains, type Locatable, type Location, type Range, type Source, touches } from './location.ts';
import type { NodeId, NodeTable } from './nodes.ts';
import type { SyntaxProblem } from './unreadable.ts';

export type { SyntaxProblem } from './unreadable.ts';

/** One document of a source: its nodes with their places, and what is wrong with its syntax. */
export class Document {
  constructor(
    readonly source: Source,
    /** Its place among the documents of the source, from 0. */
    readonly index: number,
    /** Its extent in the source, with the comments before it. */
    readonly range: Range,
    readonly table: NodeTable,
    private readonly rootId: NodeId | undefined,
    readonly problems: readonly SyntaxProblem[],
    /** It stands in a text of another document, as a patch in a Kustomization does. */
    readonly isInline = false,
    /** What is written is what is meant; not so in a text with quotes and escapes, or one that is folded. */
    readonly isVerbatim = true,
  ) {}

  get root(): Field {
    return Field.root(this, this.rootId);
  }

  /** The same as a part of a text of another document, with the nodes where they stand there. */
  within(source: Source, table: NodeTable, isVerbatim: boolean): Document {
    const root = this.rootId === undefined ? this.range : table.at(this.rootId);
    const range = { start: root.start, end: root.end };
    return new Document(source, this.index, range, table, this.rootId, this.problems, true, isVerbatim);
  }

  /** Whether a range touches what an alias repeats elsewhere. */
  isShared(range: Range): boolean {
    return contains(this.range, range) && this.table.sharedRanges.some((shared) => touches(shared, range));
  }

  /** The text of the document alone. */
  get text(): string {
    return this.source.text.slice(this.range.start, this.range.end);
  }

  get isBroken(): boolean {
    return this.problems.length > 0;
  }

  /**
   * Whether what is wrong with its syntax is our business: it names what every Kubernetes object names, or the user
   * has named the file.
   */
  get isMeantForKubernetes(): boolean {
    return (
      this.source.named === true ||
      this.source.listed !== undefined ||
      (/["']?\bapiVersion["']?[ \t]*:/.test(this.text) && /["']?\bkind["']?[ \t]*:/.test(this.text))
    );
  }

  /**
   * A chart template or the like, which becomes YAML only when it is rendered: broken, and with braces that are no comment,
   * or with placeholders that alone break it.
   */
  get isNotRendered(): boolean {
    const [first] = this.problems;
    if (!first || first.code === 'not-text') return false;
    return first.code === 'unfilled-placeholder' || hasBraces(this.text);
  }

  /** The key written again, and where it was written first. */
  get duplicateKeys(): readonly { readonly key: Locatable & { readonly name: string }; readonly first: Locatable }[] {
    return this.table.duplicateKeys.map(({ key, first }) => ({
      key: { location: this.#location(key), name: this.table.at(key).text ?? '' },
      first: { location: this.#location(first) },
    }));
  }

  /** The field at a path of keys and indices, as JSON Pointers have them; absent where nothing is written. */
  at(path: readonly (string | number)[]): Field {
    let field = this.root;
    for (const step of path)
      field = typeof step === 'number' ? (field.items[step] ?? field.get(String(step))) : field.get(step);
    return field;
  }

  #location(id: NodeId): Location {
    const { start, end } = this.table.at(id);
    return { source: this.source, range: { start, end } };
  }
}

const hasBraces = (text: string): boolean => {
  const braces = /\{[{%]/g;
  for (let match = braces.exec(text); match; match = braces.exec(text)) {
    const before = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    if (!/(?:^|\s)#/.test(before)) return true;
    const lineEnd = text.indexOf('\n', match.index);
    if (lineEnd < 0) return false;
    braces.lastIndex = lineEnd;
  }
  return false;
};
