/** A block of a PEM text: `CERTIFICATE`, `PRIVATE KEY`. */
export interface PemBlock {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A longer text is not looked at. */
export const longestPem = 200_000;

/** No bundle has as many; behind them nothing is looked at. */
const mostBlocks = 500;

/**
 * The blocks that are whole; what is not is passed over. Source: go 1.26 src/encoding/pem/pem.go Decode.
 */
export function* blocksIn(text: string): Iterable<PemBlock> {
  const heads = /(?:^|\n)-----BEGIN ([^\n]*?)-----[ \t]*\r?(?:\n|$)/g;
  let count = 0;
  for (let head = heads.exec(text); head && count < mostBlocks; head = heads.exec(text)) {
    count += 1;
    const [, type = ''] = head;
    const after = text.slice(heads.lastIndex).replace(/^(?:[^\n:]*:[^\n]*(?:\n|$))*/, '');
    const start = text.length - after.length;
    // The next head may begin where this one ends.
    heads.lastIndex = Math.max(head.index + 1, heads.lastIndex - 1);
    const tail = after.startsWith('-----END ') ? 0 : after.indexOf('\n-----END ');
    if (tail < 0) continue;
    const end = after.slice(tail).replace(/^\n/, '');
    const [closing, closed] = /^-----END (.*?)-----[ \t]*\r?(?:\n|$)/.exec(end) ?? [];
    const bytes = closed === type ? decodeBase64(after.slice(0, tail)) : undefined;
    if (!bytes || closing === undefined) continue;
    yield { type, bytes };
    heads.lastIndex = start + tail + closing.length - 1;
  }
}

/** The bytes behind a text in base64, white space left out; undefined where it is none. */
export const decodeBase64 = (text: string): Uint8Array | undefined => {
  const code = text.replaceAll(/[ \t\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(code)) return undefined;
  return Uint8Array.from(atob(code), (character) => character.charCodeAt(0));
};
