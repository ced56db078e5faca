/** What an unquoted YAML scalar means to kubectl. */
export type ScalarValue = string | number | boolean | null;

const words = new Map<string, ScalarValue>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

/** The forms that Go's strconv.ParseInt(…, 0, 64) knows, once underscores are gone. */
const integer = /^([-+]?)(?:(0[xX][0-9a-fA-F]+|0[bB][01]+|[1-9][0-9]*|0)|0[oO]?([0-7]+))$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** With a leading dot, underscores may stand between digits only. */
const fraction = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

const maxInteger = 2n ** 63n;
const maxUnsigned = 2n ** 64n;

/** Integers as bigint, to tell them from floats. */
const resolve = (text: string): ScalarValue | bigint => {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  if (text.startsWith('.')) return fraction.test(text) ? finite(text.replaceAll('_', ''), text) : text;
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  const match = integer.exec(digits);
  if (match) {
    const [, sign = '', number, octal] = match;
    const size = BigInt(number ?? `0o${octal}`);
    if (size < maxInteger || (sign === '-' && size === maxInteger)) return sign === '-' ? -size : size;
    if (sign === '' && size < maxUnsigned) return size;
  }
  return decimal.test(digits) ? finite(digits, text) : text;
};

/** A number that is too large for a float stays a string. */
const finite = (digits: string, text: string): ScalarValue => {
  const value = Number(digits);
  return Number.isFinite(value) ? value : text;
};

/**
 * Reads a plain scalar as kubectl does (sigs.k8s.io/yaml, that is go-yaml v2's resolve.go): YAML 1.1 words for
 * booleans, Go's integer prefixes, underscores between digits; times and dates stay strings. Integers beyond 2^53 become
 * the closest number there is.
 */
export const resolvePlain = (text: string): ScalarValue => {
  const value = resolve(text);
  return typeof value === 'bigint' ? Number(value) : value;
};

/** The name under which kubectl's conversion to JSON files a mapping key: `on` is `true`, `010` is `8`. */
export const keyName = (text: string): string => {
  const value = resolve(text);
  return typeof value === 'number' ? float32(value) : String(value);
};

/** Whether a plain mapping key is one for which JSON, or kubectl, has no name: null, and integers from 2^63. */
export const isNamelessKey = (text: string): boolean => {
  const value = resolve(text);
  return value === null || (typeof value === 'bigint' && value >= maxInteger);
};

/** Go's strconv.FormatFloat(value, 'g', -1, 32), which kubectl uses for keys alone. */
const float32 = (value: number): string => {
  const float = Math.fround(value);
  if (Number.isNaN(float)) return '.nan';
  if (!Number.isFinite(float)) return float > 0 ? '.inf' : '-.inf';
  if (float === 0) return Object.is(float, -0) ? '-0' : '0';
  let precision = 1;
  while (precision < 9 && Math.fround(Number(float.toPrecision(precision))) !== float) precision += 1;
  const [mantissa = '', power = ''] = float.toExponential(precision - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(float.toPrecision(precision)));
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
};

const core = 'tag:yaml.org,2002:';

/** The value of a scalar with a tag; undefined where kubectl refuses the pair. Tags that are not YAML's own make strings. */
export const resolveTagged = (tag: string, text: string): ScalarValue | undefined => {
  const value = resolve(text);
  const number = typeof value === 'bigint' ? Number(value) : value;
  switch (tag.startsWith(core) ? tag.slice(core.length) : undefined) {
    case 'int':
      return typeof value === 'bigint' ? number : undefined;
    case 'float':
      return typeof number === 'number' ? number : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'null':
      return value === null ? null : undefined;
    case 'timestamp':
      return /^[0-9]{4}-/.test(text) ? text : undefined;
    case 'binary':
      return decoded(text);
    default:
      return text;
  }
};

/** What `!!binary` stands for. */
const decoded = (text: string): string | undefined => {
  const base64 = text.replace(/[\r\n]/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4 !== 0) return undefined;
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
};
