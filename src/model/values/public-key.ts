import { contentOf, type DerValue, identifierIn, valueAt, valuesIn } from './der.ts';

/** A public key, as far as it can be told from another. */
export interface PublicKey {
  readonly kind: 'rsa' | 'ec' | 'ed25519' | 'other';
  /** Of the modulus, or of the field of the curve. */
  readonly bits: number | undefined;
  /** The same text for the same key: the modulus, or the point. */
  readonly key: string;
}

const curves: Readonly<Record<string, number>> = {
  '1.2.840.10045.3.1.1': 192,
  '1.3.132.0.33': 224,
  '1.2.840.10045.3.1.7': 256,
  '1.3.132.0.34': 384,
  '1.3.132.0.35': 521,
};

/** The bits of a curve that Go knows; undefined for any other. */
export const bitsOfCurve = (identifier: string): number | undefined => curves[identifier];

/** The key of a modulus: an integer, whose first byte may only say that it is not negative. */
export const rsaKey = (bytes: Uint8Array, modulus: DerValue): PublicKey => {
  const key = contentOf(bytes, modulus).replace(/^(?:00)+/, '');
  const first = Number.parseInt(key.slice(0, 2), 16) || 0;
  const bits = key === '' ? 0 : (key.length / 2 - 1) * 8 + (32 - Math.clz32(first));
  return { kind: 'rsa', bits, key };
};

/** Reads a SubjectPublicKeyInfo; undefined where it is none. Source: go 1.26 src/crypto/x509/parser.go parsePublicKey. */
export const publicKeyOf = (bytes: Uint8Array, whole: DerValue): PublicKey | undefined => {
  const [algorithm, bitString] = valuesIn(bytes, whole) ?? [];
  if (algorithm?.tag !== 0x30 || bitString?.tag !== 0x03) return undefined;
  const [identifier, parameter] = valuesIn(bytes, algorithm) ?? [];
  if (identifier?.tag !== 0x06) return undefined;
  // The first byte of a BIT STRING says how many bits are left over.
  const content = { ...bitString, start: bitString.start + 1 };
  switch (identifierIn(bytes, identifier)) {
    case '1.2.840.113549.1.1.1': {
      const pair = valueAt(bytes, content.start, content.end);
      const [modulus] = pair ? (valuesIn(bytes, pair) ?? []) : [];
      return modulus?.tag === 0x02 ? rsaKey(bytes, modulus) : undefined;
    }
    case '1.2.840.10045.2.1': {
      const bits = parameter?.tag === 0x06 ? bitsOfCurve(identifierIn(bytes, parameter)) : undefined;
      return { kind: 'ec', bits, key: contentOf(bytes, content) };
    }
    case '1.3.101.112':
      return { kind: 'ed25519', bits: 256, key: contentOf(bytes, content) };
    default:
      return { kind: 'other', bits: undefined, key: contentOf(bytes, content) };
  }
};
