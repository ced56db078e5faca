import type { Position } from '../yaml/location.ts';
import type { Form } from './slice.ts';

/** An object that may turn out to matter: where it stands, and what it takes to tell whether it does. */
export interface Listed {
  readonly kind: string;
  readonly namespace: string | undefined;
  /** See `digest`. */
  readonly name: number;
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
  readonly start: Position;
  readonly indent: number;
  readonly form: Form;
}

const width = 8;

/** Objects in numbers, for an export of any size: a row of eight takes 64 bytes. */
export class Ledger {
  readonly #rows: number[] = [];
  readonly #words: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  add({ kind, namespace = '', name, offset, length, start, indent, form }: Listed): void {
    const layout = form === 'json' ? -1 : indent;
    this.#rows.push(
      this.#numberOf(kind),
      this.#numberOf(namespace),
      name,
      offset,
      length,
      start.line,
      start.column,
      layout,
    );
  }

  /** All of them, in the order in which they came. */
  *[Symbol.iterator](): Iterator<Listed> {
    for (let at = 0; at < this.#rows.length; at += width) {
      const [kind, namespace, name, offset, length, line, column, layout] = this.#rows.slice(at, at + width) as Row;
      yield {
        kind: this.#words[kind] as string,
        namespace: this.#words[namespace] || undefined,
        name,
        offset,
        length,
        start: { line, column },
        indent: Math.max(0, layout),
        form: layout < 0 ? 'json' : 'yaml',
      };
    }
  }

  #numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.#words.length);
    return this.#words.push(word) - 1;
  }
}

type Row = [number, number, number, number, number, number, number, number];

/** A number for a word (FNV-1a of 32 bits): two words may have one, so it tells what may be meant. */
export const digest = (word: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};
