/** A key of an object (depth 0) or a key under one (depth 1), and what it holds: offsets within the bytes of the object. */
export interface Entry {
  readonly depth: Depth;
  /** Between these stands the key, without quotes. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Between these stands the value; in YAML with the rest of the line, and with the lines under it. */
  readonly valueStart: number;
  readonly end: number;
}

export type Depth = 0 | 1;

/** Collects the entries of one object after the other, while its text is gone through. */
export class Outline {
  #entries: { -readonly [Key in keyof Entry]: Entry[Key] }[] = [];
  /** The last entry of each depth, by its index: -1 if its end is known. */
  readonly #open: [number, number] = [-1, -1];

  begin(depth: Depth, keyStart: number, keyEnd: number, valueStart: number): void {
    this.#open[depth] = this.#entries.length;
    this.#entries.push({ depth, keyStart, keyEnd, valueStart, end: -1 });
  }

  /** What is open at a depth, or below it, ends. */
  end(depth: Depth, at: number): void {
    for (const each of [depth, 1] as const) {
      const entry = this.#entries[this.#open[each]];
      if (entry) entry.end = at;
      this.#open[each] = -1;
    }
  }

  /** The entries of an object that ends, and none of the next one. */
  take(at: number): readonly Entry[] {
    this.end(0, at);
    const taken = this.#entries;
    this.#entries = [];
    return taken;
  }
}

/**
 * Notes the key that a line of a YAML object opens, if it opens one: `column` is where the line's text begins, `indent` how far the
 * object's own keys are indented. Gives false for a line that is indented in another way than by twos.
 */
export const noteLine = (
  outline: Outline,
  bytes: Uint8Array,
  { line, column, indent, from }: { line: number; column: number; indent: number; from: number },
): boolean => {
  const start = line + column;
  const first = bytes[start];
  const isItem = first === 45 && (bytes[start + 1] === 32 || bytes[start + 1] === 10);
  if (first === undefined || first === 10 || first === 13 || first === 35 || isItem) return true;
  const depth = column - indent;
  if (depth !== 0 && depth !== 2) return depth > 2;
  const quote = first === 34 || first === 39 ? first : 0;
  let end = start + (quote ? 1 : 0);
  if (quote) while (end < bytes.length && bytes[end] !== quote && bytes[end] !== 10) end += 1;
  else while (end < bytes.length && !isKeyEnd(bytes, end)) end += 1;
  const colon = quote ? end + 1 : end;
  if (bytes[colon] !== 58) return true;
  const own = depth === 0 ? 0 : 1;
  outline.end(own, line - from);
  outline.begin(own, start + (quote ? 1 : 0) - from, end - from, colon + 1 - from);
  return true;
};

/** Whether the text of a key ends here: at a colon that a blank follows, or with the line. */
const isKeyEnd = (bytes: Uint8Array, at: number): boolean => {
  const byte = bytes[at];
  if (byte === 10) return true;
  if (byte !== 58) return false;
  const after = bytes[at + 1];
  return after === undefined || after === 32 || after === 10 || after === 13;
};

/** The entries of a YAML object that is had as a whole. */
export const outlineOfYaml = (bytes: Uint8Array, indent: number): readonly Entry[] => {
  const outline = new Outline();
  let line = 0;
  while (line < bytes.length) {
    let column = line === 0 ? indent : 0;
    while (bytes[line + column] === 32 && column < indent + 3) column += 1;
    noteLine(outline, bytes, { line, column, indent, from: 0 });
    const end = bytes.indexOf(10, line);
    line = end < 0 ? bytes.length : end + 1;
  }
  return outline.take(bytes.length);
};
