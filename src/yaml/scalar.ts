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

const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** The bases that Go's strconv.ParseInt(…, 0, 64) knows, with their digits. */
const integers: readonly (readonly [RegExp, number])[] = [
  [/^([-+]?)0[xX]([0-9a-fA-F]+)$/, 16],
  [/^([-+]?)0[oO]?([0-7]+)$/, 8],
  [/^([-+]?)0[bB]([01]+)$/, 2],
  [/^([-+]?)([1-9][0-9]*|0)$/, 10],
];

/**
 * Reads a plain scalar as kubectl does (sigs.k8s.io/yaml, that is go-yaml v2's resolve.go): YAML 1.1 words for
 * booleans, Go's integer prefixes, underscores between digits; times and dates stay strings.
 */
export const resolvePlain = (text: string): ScalarValue => {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  // A leading dot goes straight to ParseFloat, which knows no underscores.
  if (text.startsWith('.')) return decimal.test(text) ? Number(text) : text;
  const digits = text.replaceAll('_', '');
  for (const [pattern, base] of integers) {
    const match = pattern.exec(digits);
    if (match) return (match[1] === '-' ? -1 : 1) * Number.parseInt(match[2] ?? '', base);
  }
  return decimal.test(digits) ? Number(digits) : text;
};

/** The name under which kubectl's conversion to JSON files a mapping key: `on` is `true`, `010` is `8`. */
export const keyName = (text: string): string => {
  const value = resolvePlain(text);
  return typeof value === 'string' ? value : String(value);
};
