import { isKey, type Outlined, ownKeyAt, trimmed, under, unquoted, valueText } from './identity.ts';

const encoder = new TextEncoder();

/** What tells an object from all others of a cluster, and which of two states of it is the newer one. */
export interface Mark {
  readonly key: number;
  readonly version: number;
}

/** How many objects there are of each kind; each counts once, in however many files of an export it is. */
export class Census {
  readonly #keys = new Map<string, number[]>();
  readonly #unmarked = new Map<string, number>();
  #counts: ReadonlyMap<string, number> | undefined;
  #repeated = 0;

  /** Takes an object; one without a key is a further one. */
  add(kind: string, key: number | undefined): void {
    this.#counts = undefined;
    if (key === undefined) this.#unmarked.set(kind, (this.#unmarked.get(kind) ?? 0) + 1);
    else {
      const keys = this.#keys.get(kind);
      if (keys) keys.push(key);
      else this.#keys.set(kind, [key]);
    }
  }

  /** Takes what another one has taken. */
  addAll(other: Census): void {
    this.#counts = undefined;
    for (const [kind, count] of other.#unmarked) this.#unmarked.set(kind, (this.#unmarked.get(kind) ?? 0) + count);
    for (const [kind, keys] of other.#keys) for (const key of keys) this.add(kind, key);
  }

  get counts(): ReadonlyMap<string, number> {
    this.#counts ??= this.#counted();
    return this.#counts;
  }

  /** How often one was met that had been taken already. */
  get repeated(): number {
    this.#counts ??= this.#counted();
    return this.#repeated;
  }

  #counted(): ReadonlyMap<string, number> {
    const counts = new Map(this.#unmarked);
    this.#repeated = 0;
    for (const [kind, keys] of this.#keys) {
      // A set of a million numbers takes many times the room.
      const sorted = Float64Array.from(keys).sort();
      let different = 0;
      for (let at = 0; at < sorted.length; at += 1) if (at === 0 || sorted[at] !== sorted[at - 1]) different += 1;
      counts.set(kind, (counts.get(kind) ?? 0) + different);
      this.#repeated += keys.length - different;
    }
    return counts;
  }
}

/** By what an object is known that a cluster has given a uid; undefined for one that has none, or a blackened one. */
export const markOf = (object: Outlined, kind: string): Mark | undefined => {
  const { bytes, entries } = object;
  const metadata = under(entries, ownKeyAt(object, 'metadata'));
  const textOf = (key: string): string => {
    const entry = metadata.find((each) => isKey(bytes, each, key));
    return entry ? unquoted(valueText(bytes, entry)) : '';
  };
  const uid = textOf('uid');
  if (!isUid(uid)) return undefined;
  return {
    key: keyOf(encoder.encode([kind, textOf('namespace'), textOf('name'), uid].join('\n'))),
    version: versionOf(textOf('resourceVersion'), textOf('generation')),
  };
};

/** More than any generation: a state without a resourceVersion may be of any time, and counts as older than one with it. */
const numbered = 2 ** 32;

const versionOf = (resourceVersion: string, generation: string): number => {
  const [version, spec] = [resourceVersion, generation].map((text) => (/^\d+$/.test(text) ? Number(text) : 0));
  return version ? numbered + version : (spec ?? 0);
};

/** By what any other is known: nothing tells where it comes from, so it is the same only word for word. */
export const markOfText = (object: Outlined): Mark => ({ key: keyOf(writtenIn(object)), version: 0 });

const isUid = (text: string): boolean =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) && !/^([0-9a-f])(?:\1|-)*$/i.test(text);

/** The bytes of an object without what stands around it. */
const writtenIn = ({ bytes, entries }: Outlined): Uint8Array => {
  const { start, end } = trimmed(bytes, entries[0]?.keyStart ?? 0, bytes.length);
  return bytes.subarray(start, end);
};

/** A number for bytes, of 53 bits: among a million texts hardly two have the same. */
const keyOf = (bytes: Uint8Array): number => {
  let [low, high] = [0x811c9dc5, 0x9e3779b9];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    low = Math.imul(low ^ byte, 0x01000193);
    high = Math.imul(high ^ byte, 0x5bd1e995);
    high ^= high >>> 15;
  }
  return (low >>> 0) * 0x200000 + (high >>> 11);
};
