/** Certificates in PEM: what can be told of them without cryptography. */

export interface Certificate {
  /** The first moment at which it is good, `2027-03-01T12:30:15Z`. */
  readonly notBefore: string;
  /** The last one. */
  readonly notAfter: string;
}

/** A longer bundle is not looked at. */
const longest = 200_000;

/**
 * The certificates of a text in PEM, in their order, blocks of other kinds left out; undefined where one of them is none.
 * Source: go 1.26 src/encoding/pem/pem.go Decode, src/crypto/x509/parser.go.
 */
export const certificatesIn = (text: string): readonly Certificate[] | undefined => {
  const certificates: Certificate[] = [];
  if (text.length > longest) return certificates;
  for (const { type, bytes } of blocksIn(text)) {
    if (type !== 'CERTIFICATE') continue;
    const certificate = certificateOf(bytes);
    if (!certificate) return undefined;
    certificates.push(certificate);
  }
  return certificates;
};

/** The blocks that are whole; what is not is passed over. */
function* blocksIn(text: string): Iterable<{ readonly type: string; readonly bytes: Uint8Array }> {
  const heads = /(?:^|\n)-----BEGIN ([^\n]*?)-----[ \t]*\r?(?:\n|$)/g;
  for (let head = heads.exec(text); head; head = heads.exec(text)) {
    const [, type = ''] = head;
    const after = text.slice(heads.lastIndex).replace(/^(?:[^\n:]*:[^\n]*(?:\n|$))*/, '');
    const start = text.length - after.length;
    // The next head may begin where this one ends.
    heads.lastIndex = Math.max(head.index + 1, heads.lastIndex - 1);
    const tail = after.startsWith('-----END ') ? 0 : after.indexOf('\n-----END ');
    if (tail < 0) continue;
    const end = after.slice(tail).replace(/^\n/, '');
    const [closing, closed] = /^-----END (.*?)-----[ \t]*\r?(?:\n|$)/.exec(end) ?? [];
    const bytes = closed === type ? decode(after.slice(0, tail)) : undefined;
    if (!bytes || closing === undefined) continue;
    yield { type, bytes };
    heads.lastIndex = start + tail + closing.length - 1;
  }
}

const decode = (text: string): Uint8Array | undefined => {
  const code = text.replaceAll(/[ \t\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(code)) return undefined;
  return Uint8Array.from(atob(code), (character) => character.charCodeAt(0));
};

/** A value of ASN.1 in DER, with where its content begins and ends. */
interface Value {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

const certificateOf = (bytes: Uint8Array): Certificate | undefined => {
  const whole = valueAt(bytes, 0, bytes.length);
  if (whole?.tag !== 0x30 || whole.end !== bytes.length) return undefined;
  const [signed, algorithm, signature] = valuesIn(bytes, whole) ?? [];
  if (signed?.tag !== 0x30 || algorithm?.tag !== 0x30 || signature?.tag !== 0x03) return undefined;
  const parts = valuesIn(bytes, signed);
  // A version stands in front but in the oldest certificates; then serial, algorithm, issuer, validity.
  const validity = parts?.[parts[0]?.tag === 0xa0 ? 4 : 3];
  const [notBefore, notAfter] = (validity?.tag === 0x30 ? (valuesIn(bytes, validity) ?? []) : []).map((time) =>
    timeOf(bytes, time),
  );
  return notBefore === undefined || notAfter === undefined ? undefined : { notBefore, notAfter };
};

const valueAt = (bytes: Uint8Array, at: number, limit: number): Value | undefined => {
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

const valuesIn = (bytes: Uint8Array, { start, end }: Value): readonly Value[] | undefined => {
  const values: Value[] = [];
  for (let at = start; at < end; ) {
    const value = valueAt(bytes, at, end);
    if (!value) return undefined;
    values.push(value);
    at = value.end;
  }
  return values;
};

/** A UTCTime, whose two digits of a year count from 1950 to 2049, or a GeneralizedTime. */
const timeOf = (bytes: Uint8Array, { tag, start, end }: Value): string | undefined => {
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 20)));
  const match = (
    tag === 0x17 ? /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/ : /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/
  ).exec(text);
  if (!match || (tag !== 0x17 && tag !== 0x18)) return undefined;
  const [, year = '', ...rest] = match;
  const [month, day, hour, minute, second] = rest;
  const full = tag === 0x18 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`;
  const moment = `${full}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return Number.isNaN(Date.parse(moment)) ? undefined : moment;
};
