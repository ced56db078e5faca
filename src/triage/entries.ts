import type { Document } from '../yaml/document.ts';
import { type Lines, lines, type Range } from '../yaml/location.ts';
import type { NodeId } from '../yaml/nodes.ts';
import type { Comment } from './comments.ts';

/** Finds the key or item, with all it holds, that a comment stands at the end of or above; undefined where there is none. */
export const entryFinder = (document: Document): ((comment: Comment) => Range | undefined) => {
  const finder = new EntryFinder(document);
  return (comment) => finder.find(comment);
};

/** A view of a document as keys and items, by the lines that they begin on. */
class EntryFinder {
  readonly #text: string;
  readonly #lines: Lines;
  readonly #entries: readonly Range[];
  /** Comments in a row stand above the same content: the last answer holds for all places in between. */
  #gap: Range = { start: -1, end: -1 };

  constructor(document: Document) {
    this.#text = document.source.text;
    this.#lines = lines(document.source);
    this.#entries = entriesOf(document);
  }

  find({ range, isAlone }: Comment): Range | undefined {
    if (isAlone) return this.#below(range.start);
    const line = this.#lines.range(this.#lines.indexOf(range.start));
    const started = this.#startingIn({ start: line.start, end: range.start });
    if (started) return started;
    const before = this.#text.slice(line.start, range.start);
    return isStructure(before) ? this.#below(range.start) : this.#innermostAt(line.start + before.trimEnd().length - 1);
  }

  /** What begins on the next line with content. */
  #below(at: number): Range | undefined {
    const content = this.#contentAfter(at);
    if (content === undefined) return undefined;
    const line = this.#lines.range(this.#lines.indexOf(content));
    const started = this.#startingIn({ start: content, end: line.end });
    const text = this.#text.slice(content, line.end);
    if (/^[\]}]/.test(text)) return undefined;
    if (started) return started;
    if (!isStructure(text)) return this.#innermostAt(content);
    const next = this.#entries[this.#indexAfter(content)];
    return next && this.#startingIn({ start: next.start, end: this.#lines.range(this.#lines.indexOf(next.start)).end });
  }

  #contentAfter(at: number): number | undefined {
    if (this.#gap.start <= at && at < this.#gap.end) return this.#gap.end;
    for (let index = this.#lines.indexOf(at) + 1; index < this.#lines.count; index += 1) {
      const { start, end } = this.#lines.range(index);
      const content = this.#text.slice(start, end).trimStart();
      if (content === '' || content.startsWith('#')) continue;
      this.#gap = { start: at, end: end - content.length };
      return this.#gap.end;
    }
    this.#gap = { start: at, end: this.#text.length };
    return undefined;
  }

  /** From the first to the end of the last of those that begin in a range. */
  #startingIn({ start, end }: Range): Range | undefined {
    let found: Range | undefined;
    for (let index = this.#indexAfter(start - 1); index < this.#entries.length; index += 1) {
      const entry = this.#entries[index];
      if (!entry || entry.start >= end) break;
      found = { start: found?.start ?? entry.start, end: Math.max(found?.end ?? 0, entry.end) };
    }
    return found;
  }

  #innermostAt(at: number): Range | undefined {
    for (let index = this.#indexAfter(at) - 1; index >= 0; index -= 1) {
      const entry = this.#entries[index];
      if (entry && at < entry.end) return entry;
    }
    return undefined;
  }

  /** The index of the first entry that begins after an offset. */
  #indexAfter(at: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.start ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Signs that open something on a line below: dashes, brackets, anchors, tags. */
const isStructure = (text: string): boolean => {
  const tokens = text.trim().split(/\s+/);
  const comment = tokens.findIndex((token) => token.startsWith('#'));
  return (comment < 0 ? tokens : tokens.slice(0, comment)).every((token) => /^(?:---|[-?]|[[{]+|[&!].*|)$/.test(token));
};

/** Every key with its value, and every item, the outer ones before the inner ones. */
const entriesOf = ({ table }: Document): readonly Range[] => {
  const entries: Range[] = [];
  const extent = (first: NodeId, last: NodeId): Range => ({
    start: table.at(first).start,
    end: Math.max(table.at(first).end, table.at(last).end),
  });
  for (const { kind, children } of table.nodes) {
    if (kind === 'list') for (const item of children) entries.push(extent(item, item));
    if (kind !== 'map') continue;
    for (let index = 0; index + 1 < children.length; index += 2) {
      entries.push(extent(children[index] as NodeId, children[index + 1] as NodeId));
    }
  }
  return entries.sort((a, b) => a.start - b.start || b.end - a.end);
};
