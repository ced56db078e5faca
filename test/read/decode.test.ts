import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/read/decode.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('decode', () => {
  it('takes a byte order mark off UTF-8', () => {
    expect(decode(bytes([0xef, 0xbb, 0xbf], 'kind: Component'))).toEqual({ text: 'kind: Component' });
  });

  it('reads UTF-16 of either byte order by its mark', () => {
    const little = Buffer.from('\ufeffkind: Bücher 🐳', 'utf16le');
    expect(decode(little)).toEqual({ text: 'kind: Bücher 🐳' });
    expect(decode(Buffer.from(little).swap16())).toEqual({ text: 'kind: Bücher 🐳' });
  });

  it('does not change the bytes it is given', () => {
    const big = Buffer.from('\ufeffkind', 'utf16le').swap16();
    const before = Buffer.from(big);
    decode(big);
    expect(big.equals(before)).toBe(true);
  });

  it.each([
    ['a byte that begins nothing', bytes('ab', [0xff], 'c'), 2],
    ['a continuation without a beginning', bytes('é', [0x80]), 1],
    ['a character that is cut off at the end', bytes('🐳', [0xf0, 0x9f, 0x90]), 2],
    ['an overlong slash', bytes([0xc0, 0xaf]), 0],
    ['a surrogate', bytes('a', [0xed, 0xa0, 0x80]), 1],
    ['a code point beyond the last one', bytes([0xf4, 0x90, 0x80, 0x80]), 0],
    ['the byte after a byte order mark', bytes([0xef, 0xbb, 0xbf], 'a', [0xfe]), 1],
    ['what follows a replacement character that was written', bytes('\ufffd', [0xff]), 1],
  ])('points at %s', (_what, input, at) => {
    const { text, undecodableAt } = decode(input);
    expect(undecodableAt).toBe(at);
    expect(text[at]).toBe('\ufffd');
  });

  it('points at a lone surrogate and at half a unit in UTF-16', () => {
    expect(decode(bytes([0xff, 0xfe], [0x61, 0], [0x00, 0xd8], [0x62, 0]))).toEqual({
      text: 'a\ufffdb',
      undecodableAt: 1,
    });
    expect(decode(bytes([0xff, 0xfe], [0x61, 0], [0x62]))).toEqual({ text: 'a\ufffd', undecodableAt: 1 });
  });

  it('has the text of every valid string, and points at the first fault of every other sequence of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (input) => {
        const isMarked = (input[0] === 0xff && input[1] === 0xfe) || (input[0] === 0xfe && input[1] === 0xff);
        fc.pre(!isMarked);
        const { text, undecodableAt } = decode(input);
        const body = Buffer.from(input).subarray(input[0] === 0xef && input[1] === 0xbb && input[2] === 0xbf ? 3 : 0);
        if (undecodableAt === undefined) return Buffer.from(text).equals(body);
        const before = Buffer.from(text.slice(0, undecodableAt));
        const rest = body.subarray(before.length);
        return (
          body.subarray(0, before.length).equals(before) &&
          text[undecodableAt] === '\ufffd' &&
          rest.indexOf('\ufffd') !== 0
        );
      }),
      { numRuns: 3000 },
    );
  });
});
