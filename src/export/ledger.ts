import type { Position } from '../yaml/location.ts';
import type { Form, ListType } from './slice.ts';

/** An object that may turn out to matter: where it stands, and what it takes to tell whether it does. */
export interface Listed {
  readonly kind: string;
  readonly namespace: string | undefined;
  /** See `digest`. */
  readonly name: number;
  /** What tells it from all others, and how new it is: see `census.ts`. */
  readonly key: number;
  readonly version: number;
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
  readonly start: Position;
  readonly indent: number;
  readonly form: Form;
  /** What its list says of it. */
  readonly listed?: ListType | undefined;
}

const width = 11;

const rowsOfBlock = 4096;

/** Objects in numbers, for an export of any size: a row takes 88 bytes. */
export class Ledger {
  /** An array that grows leaves smaller ones behind. */
  readonly #blocks: Float64Array[] = [];
  #length = 0;
  readonly #words: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  add({ kind, namespace = '', name, key, version, offset, length, start, indent, form, listed }: Listed): void {
    const at = (this.#length % rowsOfBlock) * width;
    if (at === 0) this.#blocks.push(new Float64Array(rowsOfBlock * width));
    const block = this.#blocks.at(-1) as Float64Array;
    block[at] = this.#numberOf(kind);
    block[at + 1] = this.#numberOf(namespace);
    block[at + 2] = name;
    block[at + 3] = offset;
    block[at + 4] = length;
    block[at + 5] = start.line;
    block[at + 6] = start.column;
    block[at + 7] = form === 'json' ? -1 : indent;
    block[at + 8] = this.#numberOf(listed?.apiVersion ?? '');
    block[at + 9] = key;
    block[at + 10] = version;
    this.#length += 1;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** All of them, in the order in which they came. */
  *[Symbol.iterator](): Iterator<Listed> {
    for (let index = 0; index < this.#length; index += 1) {
      const at = (index % rowsOfBlock) * width;
      const row = (this.#blocks[Math.floor(index / rowsOfBlock)] as Float64Array).subarray(at, at + width);
      const [kind, namespace, name, offset, length, line, column, layout, apiVersion, key, version] =
        row as unknown as Row;
      const word = this.#words[kind] as string;
      yield {
        kind: word,
        namespace: this.#words[namespace] || undefined,
        name,
        key,
        version,
        offset,
        length,
        start: { line, column },
        indent: Math.max(0, layout),
        form: layout < 0 ? 'json' : 'yaml',
        listed: apiVersion > 0 ? { kind: word, apiVersion: this.#words[apiVersion] as string } : undefined,
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

type Row = [number, number, number, number, number, number, number, number, number, number, number];

const basis = 0x811c9dc5;
const extended = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/** A number for a word (FNV-1a of 32 bits): two words may have one, so it tells what may be meant. */
export const digest = (word: string): number => {
  let hash = basis;
  for (let at = 0; at < word.length; at += 1) hash = extended(hash, word.charCodeAt(at));
  return hash >>> 0;
};

const dash = 45;
const dot = 46;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** The numbers of all words of small letters, digits, dashes and dots in a text, and of the parts that dots make of them. */
export const wordDigests = (text: string): readonly number[] => {
  const digests: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!isLetter(text.charCodeAt(at))) continue;
    let [whole, part, hasParts] = [basis, basis, false];
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (!isLetter(code) && code !== dash && code !== dot) break;
      whole = extended(whole, code);
      hasParts ||= code === dot;
      if (code === dot) digests.push(part >>> 0);
      part = code === dot ? basis : extended(part, code);
    }
    if (hasParts) digests.push(part >>> 0);
    digests.push(whole >>> 0);
  }
  return digests;
};
