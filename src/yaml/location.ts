/** Where a source's text begins in the file it is a slice of; line and column count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A text to lint under the path it is known by: a whole file, or one slice of a large one. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** The user named this file (or piped it), so nothing in it is passed over in silence. */
  readonly named?: boolean;
  /** The offset of the first byte sequence that was no valid text, where decoding had to guess. */
  readonly undecodableAt?: number;
  readonly start?: Position;
  /** It is an item of a typed list (`PodList`), which says for all of them what they are. */
  readonly listed?: { readonly apiVersion: string; readonly kind: string };
  /** A kustomization on disk, which need not be among the inputs, merges what is in it into other objects. */
  readonly isPatch?: boolean;
}

/** Offsets into a source's text in UTF-16 code units, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Location {
  readonly source: Source;
  readonly range: Range;
}

/** Anything a finding can point at. */
export interface Locatable {
  readonly location: Location;
}

const origin: Position = { line: 1, column: 1 };

/** The order in which two places of one file are written, each in a slice of it or in all of it. */
export const byPosition = (a: Location, b: Location): number => {
  const [first, second] = [a.source.start ?? origin, b.source.start ?? origin];
  return (
    first.line - second.line ||
    first.column - second.column ||
    a.range.start - b.range.start ||
    a.range.end - b.range.end
  );
};

/** What tells a source from all others: its path, and where in the file it begins. */
export const sourceKey = ({ path, start = origin }: Source): string => `${path}:${start.line}:${start.column}`;

/** Whether `inner` lies wholly within `outer`. */
export const contains = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Whether the two ranges share at least one character. */
export const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

/** Whether two ranges share a character, or one begins where the other ends. */
export const touches = (a: Range, b: Range): boolean => a.start <= b.end && b.start <= a.end;

/** Sorted ranges that neither touch nor overlap; empty ones are left out. */
export const disjoint = (ranges: readonly Range[]): readonly Range[] => {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (end <= start) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
};

/** The index of the first of some disjoint ranges that ends behind an offset; their number where none does. */
export const firstEndingAfter = (ranges: readonly Range[], offset: number): number => {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The lines of a text, found once: offset to line and column (from 1, UTF-16 code units) and back. */
export class Lines {
  readonly #starts: number[] = [0];
  readonly #text: string;
  readonly #origin: Position;

  constructor(source: Source) {
    this.#text = source.text;
    this.#origin = source.start ?? { line: 1, column: 1 };
    const { text } = source;
    // \r\n, \n and a lone \r all end a line, as YAML 1.2 §5.4 has it.
    const hasLoneReturn = text.includes('\r') && /\r(?!\n)/.test(text);
    for (let at = 0; hasLoneReturn && at < text.length; at += 1) {
      const character = text.charCodeAt(at);
      if (character === 10 || (character === 13 && text.charCodeAt(at + 1) !== 10)) this.#starts.push(at + 1);
    }
    for (let at = text.indexOf('\n'); !hasLoneReturn && at >= 0; at = text.indexOf('\n', at + 1))
      this.#starts.push(at + 1);
  }

  get count(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    const index = this.indexOf(offset);
    const column = offset - (this.#starts[index] ?? 0) + 1;
    return index === 0
      ? { line: this.#origin.line, column: column + this.#origin.column - 1 }
      : { line: index + this.#origin.line, column };
  }

  /** The zero-based index of the line that holds an offset. */
  indexOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The extent of a line, by its zero-based index, without its line break. */
  range(index: number): Range {
    const start = this.#starts[index] ?? this.#text.length;
    let end = this.#starts[index + 1] ?? this.#text.length;
    while (end > start && (this.#text[end - 1] === '\n' || this.#text[end - 1] === '\r')) end -= 1;
    return { start, end };
  }
}

const linesOf = new WeakMap<Source, Lines>();

/** The lines of a source, computed on first use. */
export const lines = (source: Source): Lines => {
  const known = linesOf.get(source);
  if (known) return known;
  const made = new Lines(source);
  linesOf.set(source, made);
  return made;
};
