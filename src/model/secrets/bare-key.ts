import { identifierIn, valueAt, valuesIn } from '../values/der.ts';
import { decodeBase64 } from '../values/pem.ts';

/*
 * What rules may know of a private key: its form, and the public key that it says itself, but none of its secret numbers.
 */

const head = /^-----BEGIN ([A-Z0-9 ]{1,40})-----[ \t]*\r?$/;

/**
 * A text of certificates and keys in which certificates stand as they are, keys without what is secret of them, and nothing else;
 * as long as it was, line by line. What is to be said of such a text is to be said of this one.
 */
export const bareText = (text: string): string => {
  const lines = text.split('\n');
  const bare: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const [, type] = head.exec(line) ?? [];
    let last = at + 1;
    while (type !== undefined && last < lines.length && !lines[last]?.startsWith('-----')) last += 1;
    const isWhole = type !== undefined && lines[last]?.trimEnd() === `-----END ${type}-----`;
    if (!isWhole) bare.push(type === undefined ? filled(line, 'x') : line);
    else {
      const body = lines.slice(at + 1, last);
      const isOpen = type === 'CERTIFICATE' && decodeBase64(body.join('\n')) !== undefined;
      bare.push(line, ...(isOpen ? body : bareBody(body)), lines[last] as string);
      at = last;
    }
  }
  return bare.join('\n');
};

const filled = (text: string, sign: string): string => text.replaceAll(/[^\s:]/g, sign);

/** The base64 of a key without its secret numbers, or of nothing where it is none that can be read. */
const bareBody = (lines: readonly string[]): readonly string[] => {
  const from = lines.findIndex((line) => !line.includes(':'));
  const [headers, body] = from < 0 ? [lines, []] : [lines.slice(0, from), lines.slice(from)];
  return [...headers.map((line) => filled(line, 'x')), ...bareCode(body)];
};

const bareCode = (body: readonly string[]): readonly string[] => {
  const bytes = decodeBase64(body.join('\n'));
  if (!bytes) return body.map((line) => filled(line, 'x'));
  const secrets = secretsIn(bytes, 0, bytes.length) ?? [{ start: 0, end: bytes.length }];
  for (const { start, end } of secrets) bytes.fill(0, start, end);
  const code = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  let at = 0;
  return body.map((line) => line.replaceAll(/\S/g, () => code[at++] ?? ''));
};

interface Part {
  readonly start: number;
  readonly end: number;
}

/** Where the secret numbers of a key stand; undefined where it has no form that is read. See `private-key.ts`. */
const secretsIn = (bytes: Uint8Array, from: number, to: number): readonly Part[] | undefined => {
  const whole = valueAt(bytes, from, to);
  const parts = whole?.tag === 0x30 ? (valuesIn(bytes, whole) ?? []) : [];
  const [version, second, third] = parts;
  if (version?.tag !== 0x02) return undefined;
  if (second?.tag === 0x30 && third?.tag === 0x04) {
    const [identifier] = valuesIn(bytes, second) ?? [];
    const algorithm = identifier?.tag === 0x06 ? identifierIn(bytes, identifier) : '';
    const inner = algorithm === '1.3.101.112' ? undefined : secretsIn(bytes, third.start, third.end);
    return [...(inner ?? [third]), ...parts.slice(3)];
  }
  if (second?.tag === 0x02 && third?.tag === 0x02) return parts.slice(3);
  return second?.tag === 0x04 ? [second] : undefined;
};
