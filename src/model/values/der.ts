/** A value of ASN.1 in DER, with where its content begins and ends. */
export interface DerValue {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** The value that begins at an offset; undefined where none does that ends before the limit. */
export const valueAt = (bytes: Uint8Array, at: number, limit: number): DerValue | undefined => {
  const tag = bytes[at];
  let length = bytes[at + 1];
  let start = at + 2;
  if (tag === undefined || length === undefined || (tag & 0x1f) === 0x1f) return undefined;
  if (length >= 0x80) {
    const count = length - 0x80;
    if (count === 0 || count > 4) return undefined;
    length = 0;
    for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[start + index] ?? 0);
    start += count;
  }
  return start + length <= limit ? { tag, start, end: start + length } : undefined;
};

/** The values that another one is made of; undefined where it is not made of values. */
export const valuesIn = (bytes: Uint8Array, { start, end }: DerValue): readonly DerValue[] | undefined => {
  const values: DerValue[] = [];
  for (let at = start; at < end; ) {
    const value = valueAt(bytes, at, end);
    if (!value) return undefined;
    values.push(value);
    at = value.end;
  }
  return values;
};

/** An object identifier in its usual form: `1.2.840.10045.2.1`. */
export const identifierIn = (bytes: Uint8Array, { start, end }: DerValue): string => {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of bytes.subarray(start, Math.min(end, start + 30))) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...rest].join('.');
};

/** Bytes as a text that is the same for the same bytes. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The content of a value, as such a text. */
export const contentOf = (bytes: Uint8Array, { start, end }: DerValue): string => hexOf(bytes.subarray(start, end));
