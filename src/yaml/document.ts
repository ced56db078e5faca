import { Field } from './field.ts';
import type { Locatable, Location, Range, Source } from './location.ts';
import type { NodeId, NodeTable } from './nodes.ts';

/** Why a document could not be read as written. */
export interface SyntaxProblem {
  readonly code: string;
  readonly message: string;
  readonly range: Range;
}

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
  ) {}

  get root(): Field {
    return Field.root(this, this.rootId);
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
      (/["']?\bapiVersion["']?[ \t]*:/.test(this.text) && /["']?\bkind["']?[ \t]*:/.test(this.text))
    );
  }

  /** A chart template or the like, which becomes YAML only when it is rendered: broken, and full of braces. */
  get isNotRendered(): boolean {
    return this.isBroken && /\{\{|\{%/.test(this.text) && this.problems.every(({ code }) => code !== 'not-text');
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
