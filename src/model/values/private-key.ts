import { contentOf, identifierIn, valueAt, valuesIn } from './der.ts';
import { blocksIn, longestPem } from './pem.ts';
import { bitsOfCurve, type PublicKey, rsaKey } from './public-key.ts';

/** What can be told of a private key: why Dapr does not take it, or the public key that belongs to it where it says so. */
export interface PrivateKey {
  readonly fault?: string;
  readonly kind?: PublicKey['kind'];
  readonly publicKey?: PublicKey;
}

/** Reads the first block of a text. Source: kit v0.18.3 crypto/pem/pem.go DecodePEMPrivateKey. */
export const privateKeyIn = (text: string): PrivateKey => {
  if (text.length > longestPem) return {};
  const [block] = blocksIn(text);
  if (!block) return { fault: 'is no PEM text' };
  const read = readers[block.type];
  if (!read) return { fault: `begins with a block ${block.type}` };
  return read(block.bytes) ?? { fault: `is none of what BEGIN ${block.type} says` };
};

type Reader = (bytes: Uint8Array) => PrivateKey | undefined;

/** PKCS #8: a version, the algorithm, and the key in a form of its own. */
const wrapped: Reader = (bytes) => {
  const [version, algorithm, octets] = partsOf(bytes);
  if (version?.tag !== 0x02 || algorithm?.tag !== 0x30 || octets?.tag !== 0x04) return undefined;
  const [identifier, parameter] = valuesIn(bytes, algorithm) ?? [];
  const inner = bytes.subarray(octets.start, octets.end);
  switch (identifier?.tag === 0x06 ? identifierIn(bytes, identifier) : '') {
    case '1.2.840.113549.1.1.1':
      return rsa(inner);
    case '1.2.840.10045.2.1':
      return elliptic(inner, parameter?.tag === 0x06 ? identifierIn(bytes, parameter) : undefined);
    case '1.3.101.112':
      // Its public half is computed, not written.
      return { kind: 'ed25519' };
    default:
      return undefined;
  }
};

/** PKCS #1: a version, the modulus, the exponent, … */
const rsa: Reader = (bytes) => {
  const [version, modulus, exponent] = partsOf(bytes);
  if (version?.tag !== 0x02 || modulus?.tag !== 0x02 || exponent?.tag !== 0x02) return undefined;
  return { kind: 'rsa', publicKey: rsaKey(bytes, modulus) };
};

/** SEC 1: a version, the secret number, then perhaps the curve and the point. */
const elliptic = (bytes: Uint8Array, curve?: string): PrivateKey | undefined => {
  const [version, secret, ...rest] = partsOf(bytes);
  if (version?.tag !== 0x02 || secret?.tag !== 0x04) return undefined;
  const inner = (tag: number) => {
    const outer = rest.find((part) => part.tag === tag);
    return outer && valueAt(bytes, outer.start, outer.end);
  };
  const [named, point] = [inner(0xa0), inner(0xa1)];
  const identifier = curve ?? (named?.tag === 0x06 ? identifierIn(bytes, named) : undefined);
  if (identifier === undefined || bitsOfCurve(identifier) === undefined) return undefined;
  if (point?.tag !== 0x03) return { kind: 'ec' };
  const key = contentOf(bytes, { ...point, start: point.start + 1 });
  return { kind: 'ec', publicKey: { kind: 'ec', bits: bitsOfCurve(identifier), key } };
};

const partsOf = (bytes: Uint8Array) => {
  const whole = valueAt(bytes, 0, bytes.length);
  return whole?.tag === 0x30 ? (valuesIn(bytes, whole) ?? []) : [];
};

const readers: Readonly<Record<string, Reader>> = {
  'EC PRIVATE KEY': (bytes) => elliptic(bytes),
  'RSA PRIVATE KEY': rsa,
  'PRIVATE KEY': wrapped,
};
