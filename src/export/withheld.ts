import { bareText } from '../model/secrets/bare-key.ts';
import { derivedFrom, withheldFor } from '../model/secrets/derived.ts';
import { decodeBase64 } from '../model/values/pem.ts';
import { isInLines, isKey, type Outlined, trimmed, under, unquoted, valueText } from './identity.ts';
import type { Entry } from './outline.ts';
import { spotOf, Unusual } from './slice.ts';
import type { Search } from './window.ts';

/** What of an object is kept: all but who wrote its fields; that without values; what was asked for; of a Secret or ConfigMap the keys alone. */
export type Extent = 'whole' | 'valueless' | 'reduced' | 'keys';

const dataKeys = ['data', 'stringData', 'binaryData'];
const keptBesideKeys = ['apiVersion', 'kind', 'metadata', 'type', 'immutable', ...dataKeys];
const keptOfMetadata = ['name', 'namespace', 'labels'];
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lastApplied = encoder.encode('kubectl.kubernetes.io/last-applied-configuration');

/** A part of an object's bytes, and the text that stands in its place. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly instead: string;
}

/**
 * The text of an object without what is not kept; all that is kept stays in its line, and in JSON in its column. Throws `Unusual`
 * where it is written in such a way that this cannot be told.
 */
export const keptText = (object: Outlined, extent: Extent, search: Search): string => {
  const { bytes, form, indent } = object;
  const parts: string[] = [];
  let from = form === 'yaml' ? indent : 0;
  try {
    for (const { start, end, instead } of cutsOf(object, extent, search)) {
      parts.push(decoder.decode(bytes.subarray(from, start)), instead);
      from = end;
    }
    parts.push(decoder.decode(bytes.subarray(from)));
  } catch (error) {
    if (error instanceof Unusual) throw error;
    throw new Unusual('no UTF-8', spotOf(object));
  }
  // The dash of an item is none of the object's.
  return (form === 'yaml' ? ' '.repeat(indent) : '') + parts.join('');
};

function* cutsOf(object: Outlined, extent: Extent, search: Search): Iterable<Cut> {
  const { bytes, entries } = object;
  const is = (entry: Entry, ...keys: readonly string[]): boolean => keys.some((key) => isKey(bytes, entry, key));
  for (const [at, entry] of entries.entries()) {
    if (entry.depth === 1) continue;
    const isMetadata = is(entry, 'metadata');
    if (extent === 'keys' && !is(entry, ...keptBesideKeys)) yield dropped(object, entry);
    else if (extent === 'reduced' && is(entry, 'status')) yield dropped(object, entry);
    else if ((extent === 'keys' || extent === 'valueless') && is(entry, ...dataKeys))
      yield* withheldIn(object, entry, under(entries, at), extent);
    else if (isMetadata)
      for (const part of under(entries, at)) {
        if (is(part, 'managedFields') || (extent === 'keys' && !is(part, ...keptOfMetadata)))
          yield dropped(object, part);
        else if ((extent === 'reduced' || extent === 'valueless') && is(part, 'annotations'))
          yield* lastAppliedIn(object, part, search);
      }
  }
}

/** A key of YAML goes with its lines; of JSON the value goes. */
const dropped = ({ bytes, form }: Outlined, { keyStart, valueStart, end }: Entry): Cut => {
  if (form === 'json') return emptied(bytes, valueStart, end);
  const quote = bytes[keyStart - 1];
  const start = quote === 34 || quote === 39 ? keyStart - 1 : keyStart;
  return { start, end, instead: '\n'.repeat(lineEndsIn(bytes, start, end)) };
};

function* withheldIn(
  object: Outlined,
  data: Entry,
  keys: readonly Entry[],
  extent: 'keys' | 'valueless',
): Iterable<Cut> {
  const { bytes, form } = object;
  refuseHiddenIn(object, data, keys);
  const dataKey = dataKeys.find((key) => isKey(bytes, data, key)) ?? '';
  for (const entry of keys) {
    const { valueStart: start, end } = entry;
    const value = valueText(bytes, entry);
    if (isCertificate(unquoted(value))) continue;
    const isBundle = extent === 'valueless' && bundleKeys.some((key) => isKey(bytes, entry, key));
    const derived =
      (isBundle && bundleValue(dataKey, value)) || (value.includes('\n') ? undefined : derivedValue(dataKey, value));
    if (form === 'yaml') {
      const instead = derived ?? withheldFor(longestDerived);
      yield { start, end, instead: ` ${instead}${'\n'.repeat(lineEndsIn(bytes, start, end))}` };
    } else if (value.startsWith('"'))
      yield replaced(bytes, start, end, quoted(derived ?? withheldFor(value.length - 2)));
    else yield emptied(bytes, start, end);
  }
}

/** What sentry keeps in a Secret: rules say of it whether it belongs together. */
const bundleKeys = ['ca.crt', 'issuer.crt', 'issuer.key'];

/** The same of a part of a trust bundle; undefined where it is not written as a cluster writes it. */
const bundleValue = (key: string, value: string): string | undefined => {
  const text = unquoted(value);
  if (key !== 'data' || text === '' || /\s|\\|^(?:ENC\[|<|ref\+)/.test(text)) return undefined;
  const code = decodeBase64(text);
  // What is no base64 is told to be none.
  return code === undefined ? '_'.repeat(text.length) : btoa(bareText(new TextDecoder('latin1').decode(code)));
};

/** More is no connection string. */
const longestDerived = 12_000;

/** What of a value of a Secret may be known, as its `data` or `stringData` has it; undefined where that is nothing. */
const derivedValue = (key: string, value: string): string | undefined => {
  const text = unquoted(value);
  if (text === '') return '""';
  if (text.length > longestDerived || (key !== 'data' && key !== 'stringData')) return undefined;
  if (key === 'stringData') {
    const derived = derivedFrom(text);
    return derived === undefined ? undefined : JSON.stringify(derived);
  }
  try {
    if (!/^[A-Za-z0-9+/]+=*$/.test(text)) return undefined;
    const derived = derivedFrom(atob(text));
    return derived === undefined ? undefined : btoa(derived);
  } catch {
    return undefined;
  }
};

const quoted = (text: string): string => (text.startsWith('"') ? text : JSON.stringify(text));

/** Throws `Unusual` where values stand in such a way that they cannot be withheld. */
export const refuseHidden = (object: Outlined): void => {
  const { bytes, entries } = object;
  for (const [at, entry] of entries.entries())
    if (entry.depth === 0 && dataKeys.some((key) => isKey(bytes, entry, key)))
      refuseHiddenIn(object, entry, under(entries, at));
};

const refuseHiddenIn = (object: Outlined, data: Entry, keys: readonly Entry[]): void => {
  const { bytes } = object;
  const isOpen = keys.length > 0 && isInLines(object, data, keys[0]);
  if (!isOpen && !/^(?:\{\s*\}|null|~)?$/.test(valueText(bytes, data)))
    throw new Unusual('data are written in another way than kubectl does', spotOf(object));
  if (!keys.every((key) => isClosed(bytes, key)))
    throw new Unusual('a text goes on where a key may stand', spotOf(object));
};

/** Whether a value ends with the quote that it begins with, if it does. */
const isClosed = (bytes: Uint8Array, { valueStart, end }: Entry): boolean => {
  const range = trimmed(bytes, valueStart, end);
  const value = bytes.subarray(range.start, range.end);
  const [quote] = value;
  return (quote !== 34 && quote !== 39) || (value.length > 1 && value.at(-1) === quote);
};

/** The annotation in which kubectl keeps the object as it was applied: all of it once more. */
function* lastAppliedIn({ bytes, form }: Outlined, annotations: Entry, search: Search): Iterable<Cut> {
  const range = bytes.subarray(0, annotations.end);
  const at = search(range, lastApplied, annotations.valueStart);
  if (at < 0) return;
  const keyEnd = at + lastApplied.length;
  if (form === 'json') {
    const [value] = /^"\s*:\s*"(?:[^"\\]|\\.)*"/s.exec(decoder.decode(range.subarray(keyEnd))) ?? [];
    if (value) yield emptied(bytes, keyEnd + value.indexOf(':') + 1, keyEnd + encoder.encode(value).length);
    return;
  }
  const line = bytes.lastIndexOf(10, at) + 1;
  let end = nextLine(bytes, at);
  while (end < annotations.end && columnAt(bytes, end) > columnAt(bytes, line)) end = nextLine(bytes, end);
  yield { start: line, end, instead: '\n'.repeat(lineEndsIn(bytes, line, end)) };
}

const nextLine = (bytes: Uint8Array, from: number): number => {
  const end = bytes.indexOf(10, from);
  return end < 0 ? bytes.length : end + 1;
};

const columnAt = (bytes: Uint8Array, line: number): number => {
  let at = line;
  while (bytes[at] === 32) at += 1;
  // An empty line belongs to what is above it.
  return bytes[at] === 10 || bytes[at] === 13 ? Number.POSITIVE_INFINITY : at - line;
};

/** A value of JSON replaced, and what follows it left where it is. */
const replaced = (bytes: Uint8Array, from: number, to: number, instead: string): Cut => {
  const { start, end } = trimmed(bytes, from, to);
  return { start, end, instead: instead.padEnd(decoder.decode(bytes.subarray(start, end)).length) };
};

/** A value of JSON without what is in it. */
const emptied = (bytes: Uint8Array, from: number, to: number): Cut => {
  const { start, end } = trimmed(bytes, from, to);
  const [first, last] = [bytes[start], bytes[end - 1]];
  const isFilled = first === 123 || first === 91;
  // What stands behind it in its last line keeps its column.
  const lines = isFilled ? lineEndsIn(bytes, start, end) : 0;
  const lastLine = lines === 0 ? start : bytes.lastIndexOf(10, end - 1) + 1;
  const { length } = decoder.decode(bytes.subarray(lastLine, end));
  if (isFilled) {
    const [opening, closing] = [String.fromCharCode(first as number), String.fromCharCode(last as number)];
    const blanks = ' '.repeat(length - (lines === 0 ? 2 : 1));
    return { start, end, instead: opening + '\n'.repeat(lines) + blanks + closing };
  }
  const shortest = first === 34 ? '""' : '0';
  return { start, end, instead: (length < 4 ? shortest : 'null').padEnd(length) };
};

const lineEndsIn = (bytes: Uint8Array, start: number, end: number): number => {
  let count = 0;
  for (let at = start; at < end; at += 1) if (bytes[at] === 10) count += 1;
  return count;
};

const certificate = 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS';
const certificatesAlone = /^(?:\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]*-----END CERTIFICATE-----)+\s*$/;

/** Whether a value of a Secret is certificates alone, which everybody may see. */
const isCertificate = (value: string): boolean => {
  const text = value.trim();
  if (!text.startsWith(certificate) || !/^[A-Za-z0-9+/]+=*$/.test(text)) return false;
  try {
    return certificatesAlone.test(atob(text));
  } catch {
    return false;
  }
};
