/** Certificates in PEM: what can be told of them without cryptography. */
import { contentOf, type DerValue, hexOf, identifierIn, valueAt, valuesIn } from './der.ts';
import { blocksIn, longestPem } from './pem.ts';
import { type PublicKey, publicKeyOf } from './public-key.ts';

export interface Certificate {
  /** The first moment at which it is good, `2027-03-01T12:30:15Z`. */
  readonly notBefore: string;
  /** The last one. */
  readonly notAfter: string;
  /** The names of whom it is for, and of who has signed it: the same text for the same name. */
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: PublicKey | undefined;
  /** The identifier of the algorithm that it was signed with: `1.2.840.10045.4.3.2`. */
  readonly signedWith: string;
  /** 1 and 2 have no extensions. */
  readonly version: number;
  readonly extensions: Extensions;
}

/** What a certificate says of its own use; undefined where it does not. */
export interface Extensions {
  /** Whether it may sign others. */
  readonly isAuthority?: boolean;
  /** Whether its key may sign certificates. */
  readonly signsCertificates?: boolean;
  /** The identifiers of what else it is for. */
  readonly uses?: readonly string[];
  readonly subjectKeyId?: string;
  readonly authorityKeyId?: string;
}

/**
 * The certificates of a text in PEM, in their order, blocks of other kinds left out; undefined where one of them is none.
 * Source: go 1.26 src/encoding/pem/pem.go Decode, src/crypto/x509/parser.go.
 */
export const certificatesIn = (text: string): readonly Certificate[] | undefined => {
  const certificates: Certificate[] = [];
  if (text.length > longestPem) return certificates;
  for (const { type, bytes } of blocksIn(text)) {
    if (type !== 'CERTIFICATE') continue;
    const certificate = certificateOf(bytes);
    if (!certificate) return undefined;
    certificates.push(certificate);
  }
  return certificates;
};

/** Reads a certificate in DER; undefined where it is none. */
export const certificateOf = (bytes: Uint8Array): Certificate | undefined => {
  const whole = valueAt(bytes, 0, bytes.length);
  if (whole?.tag !== 0x30 || whole.end !== bytes.length) return undefined;
  const [signed, algorithm, signature] = valuesIn(bytes, whole) ?? [];
  if (signed?.tag !== 0x30 || algorithm?.tag !== 0x30 || signature?.tag !== 0x03) return undefined;
  const parts = valuesIn(bytes, signed) ?? [];
  // A version stands in front but in the oldest certificates; then serial, algorithm, issuer, validity, subject, key.
  const [, , issuer, validity, subject, key, ...rest] = parts[0]?.tag === 0xa0 ? parts.slice(1) : parts;
  const [notBefore, notAfter] = (validity?.tag === 0x30 ? (valuesIn(bytes, validity) ?? []) : []).map((time) =>
    timeOf(bytes, time),
  );
  if (notBefore === undefined || notAfter === undefined || !issuer || !subject) return undefined;
  const [identifier] = valuesIn(bytes, algorithm) ?? [];
  return {
    notBefore,
    notAfter,
    subject: contentOf(bytes, subject),
    issuer: contentOf(bytes, issuer),
    publicKey: key && publicKeyOf(bytes, key),
    signedWith: identifier ? identifierIn(bytes, identifier) : '',
    version: parts[0]?.tag === 0xa0 ? (bytes[parts[0].end - 1] ?? 0) + 1 : 1,
    extensions: extensionsIn(
      bytes,
      rest.find(({ tag }) => tag === 0xa3),
    ),
  };
};

const extensionsIn = (bytes: Uint8Array, wrapped: DerValue | undefined): Extensions => {
  const [list] = wrapped ? (valuesIn(bytes, wrapped) ?? []) : [];
  const all = list ? (valuesIn(bytes, list) ?? []) : [];
  return Object.assign({}, ...all.map((each) => extensionOf(bytes, each))) as Extensions;
};

const extensionOf = (bytes: Uint8Array, extension: DerValue): Extensions => {
  const parts = valuesIn(bytes, extension) ?? [];
  const [identifier, octets] = [parts[0], parts.at(-1)];
  const value = octets?.tag === 0x04 ? valueAt(bytes, octets.start, octets.end) : undefined;
  if (identifier?.tag !== 0x06 || !value) return {};
  const inner = (value.tag & 0x20) === 0 ? [] : (valuesIn(bytes, value) ?? []);
  switch (identifierIn(bytes, identifier)) {
    case '2.5.29.14':
      return { subjectKeyId: contentOf(bytes, value) };
    case '2.5.29.15':
      // Bit 5, counted from the left: keyCertSign.
      return { signsCertificates: ((bytes[value.start + 1] ?? 0) & 0x04) !== 0 };
    case '2.5.29.19':
      return { isAuthority: inner[0]?.tag === 0x01 && bytes[inner[0].start] !== 0 };
    case '2.5.29.35': {
      const id = inner.find(({ tag }) => tag === 0x80);
      return id ? { authorityKeyId: hexOf(bytes.subarray(id.start, id.end)) } : {};
    }
    case '2.5.29.37':
      return { uses: inner.map((use) => identifierIn(bytes, use)) };
    default:
      return {};
  }
};

/** A UTCTime, whose two digits of a year count from 1950 to 2049, or a GeneralizedTime. */
const timeOf = (bytes: Uint8Array, { tag, start, end }: DerValue): string | undefined => {
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
