import { disjoint, type Range } from '../../yaml/location.ts';
import { longestReading, packed, readings } from './readings.ts';

/** What is shorter is found in texts by chance. */
const shortestMark = 6;
const longestPacked = 200;
/** Of a secret that a message may cut short, beginnings are known that are so much longer each. */
const stride = 8;
const longestBeginning = 64;

/**
 * What secrets read like, without keeping them: wherever a text repeats one it is found out. Only secrets that can be told
 * from other words count: no word, name, host or number.
 */
export class SecretMarks {
  readonly #whole = new Set<number>();
  readonly #beginnings = new Set<number>();
  /** How long those are that begin with the same signs, the shortest first. */
  readonly #lengths = new Map<number, number[]>();
  /** Where a secret may begin, by its first three signs: nearly nowhere. */
  readonly #doors = new Uint8Array(0x10000);

  get isEmpty(): boolean {
    return this.#whole.size === 0;
  }

  /** Takes what stands in some ranges of a text. */
  add(text: string, secrets: readonly Range[]): void {
    for (const { start, end } of secrets)
      for (const reading of readings(text.slice(start, end))) {
        if (!isTelling(reading)) continue;
        this.#addOne(reading);
        if (reading.length <= longestPacked) this.#addOne(packed(reading));
      }
  }

  #addOne(reading: string): void {
    const { length } = reading;
    if (length < shortestMark) return;
    this.#whole.add(digestOf(reading, 0, length));
    for (let cut = stride; cut < Math.min(length, longestBeginning + 1); cut += stride)
      this.#beginnings.add(digestOf(reading, 0, cut));
    this.#doors[doorAt(reading, 0)] = 1;
    const head = digestOf(reading, 0, shortestMark);
    const lengths = this.#lengths.get(head) ?? [];
    if (lengths.includes(length)) return;
    lengths.push(length);
    this.#lengths.set(
      head,
      lengths.sort((a, b) => a - b),
    );
  }

  /** Takes what others have taken. */
  addAll(others: SecretMarks): void {
    for (const digest of others.#whole) this.#whole.add(digest);
    for (const digest of others.#beginnings) this.#beginnings.add(digest);
    for (const [door, isOpen] of others.#doors.entries()) if (isOpen) this.#doors[door] = 1;
    for (const [head, lengths] of others.#lengths)
      this.#lengths.set(
        head,
        [...new Set([...lengths, ...(this.#lengths.get(head) ?? [])])].sort((a, b) => a - b),
      );
  }

  /** The places of a text that repeat a secret, in order and disjoint. */
  in(text: string): readonly Range[] {
    if (this.isEmpty) return [];
    const found: Range[] = [];
    for (let at = 0; at + shortestMark <= text.length; at += 1) {
      const length = this.#doors[doorAt(text, at)] ? this.#lengthAt(text, at) : 0;
      if (length === 0) continue;
      found.push({ start: at, end: at + length });
      at += length - 1;
    }
    return disjoint(found);
  }

  /** How much of a text is a secret from an offset on: the longest that it may be. */
  #lengthAt(text: string, at: number): number {
    const lengths = this.#lengths.get(digestOf(text, at, at + shortestMark));
    if (!lengths) return 0;
    let found = 0;
    let digest: Digest = { low: seeds.low, high: seeds.high };
    let from = at;
    for (const length of lengths) {
      if (at + length > text.length) break;
      digest = extended(digest, text, from, at + length);
      from = at + length;
      if (this.#whole.has(numberOf(digest))) found = length;
    }
    // Of a very long secret only the beginning is known: all that follows may be the rest of it.
    if (found === longestReading) return text.length - at;
    return found > 0 ? found : this.#cutAt(text, at);
  }

  /** What begins like a secret where a message cuts it short. */
  #cutAt(text: string, at: number): number {
    const cut = text.indexOf('…', at) - at;
    if (cut < stride || cut > longestReading) return 0;
    const known = Math.min(longestBeginning, cut - (cut % stride));
    return this.#beginnings.has(digestOf(text, at, at + known)) ? cut : 0;
  }
}

const doorAt = (text: string, at: number): number =>
  ((text.charCodeAt(at) << 10) ^ (text.charCodeAt(at + 1) << 5) ^ text.charCodeAt(at + 2)) & 0xffff;

interface Digest {
  readonly low: number;
  readonly high: number;
}

const seeds: Digest = { low: 0x811c9dc5, high: 0x9e3779b9 };

/** Two lanes of FNV-1a: for telling apart. */
const extended = (from: Digest, text: string, start: number, end: number): Digest => {
  let { low, high } = from;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995);
    high ^= high >>> 15;
  }
  return { low, high };
};

const numberOf = ({ low, high }: Digest): number => (low >>> 0) * 0x200000 + (high >>> 11);

const digestOf = (text: string, start: number, end: number): number => numberOf(extended(seeds, text, start, end));

const separators = /[\s\-_/.:@,;=()[\]{}"'|+]+/;
const word = /^(?:[A-Za-z]?[a-z]*(?:[A-Z][a-z]+)*[A-Z]{0,3}|[A-Z]+s?)$/;
/** `utf8mb4`, `x86`, `v1alpha1`: the name of a standard or a version. */
const technical =
  /^(?:(?:sha|md|aes|rs|es|hs|ps|utf|base|ipv?|http|oauth|amd|arm|ed|x|tls|ssl)\d+\w{0,3}|v\d\w{0,8})$/i;
const numbered = /^(?:[a-z]+\d{0,3}|\d+[a-z]{0,2})$/i;

/** Whether a text can be told from what people write in the open: words, names, hosts, versions, dates and the like. */
export const isTelling = (text: string): boolean => {
  if (text.length < shortestMark || /^-----(?:BEGIN|END) /.test(text)) return false;
  const parts = text.split(separators).filter((part) => part !== '');
  const isAlone = parts.length === 1 && parts[0] === text;
  if (isAlone) return !word.test(text) && !technical.test(text) && !(text.length < 8 && numbered.test(text));
  return !parts.every((part) => word.test(part) || technical.test(part) || numbered.test(part));
};
