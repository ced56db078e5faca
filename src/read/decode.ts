import { isUtf8 } from 'node:buffer';
import { asBuffer } from './bytes.ts';

/** A file's text, without byte order mark; never an error: what is no valid text is replaced by U+FFFD. */
interface Decoded {
  readonly text: string;
  /** The offset in `text` of the first replacement. */
  readonly undecodableAt?: number;
}

/** Decodes UTF-8, or UTF-16 where a byte order mark says so (PowerShell's `kubectl … > export.yaml` writes that). */
export const decode = (bytes: Uint8Array): Decoded => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), 'utf-16be');
  // Of valid text a buffer makes a string in a fraction of a decoder's time, which counts for very many small files.
  if (isUtf8(bytes)) return { text: asBuffer(bytes).toString('utf8', isMarked(bytes) ? 3 : 0) };
  return { text: new TextDecoder().decode(bytes), undecodableAt: firstInvalid(bytes) };
};

/** A byte order mark of UTF-8 is none of the text. */
const isMarked = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

const utf16 = (bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded => {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  const raw = (encoding === 'utf-16be' ? even.swap16() : even).toString('utf16le');
  if (raw === text) return { text };
  let at = 0;
  while (raw[at] === text[at]) at += 1;
  return { text, undecodableAt: at };
};

/** Where in the decoded text the first byte sequence stands that is not UTF-8. */
const firstInvalid = (bytes: Uint8Array): number => {
  const bom = isMarked(bytes) ? 3 : 0;
  let units = 0;
  for (let at = bom; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return units;
    at += length;
    units += length === 4 ? 2 : 1;
  }
  return units;
};

/** How many bytes the character at an offset takes: 0 if it is none (Unicode 16, table 3-7). */
const sequenceLength = (bytes: Uint8Array, at: number): number => {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  const second = bytes[at + 1] ?? 0;
  // Overlong forms, surrogates and what lies beyond U+10FFFF are told by the second byte.
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (length === 0 || second < lowest || second > highest) return 0;
  for (let next = at + 2; next < at + length; next += 1) {
    const byte = bytes[next] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
};
