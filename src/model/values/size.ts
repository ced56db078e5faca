import { parseQuantity } from './quantity.ts';

const decimalPlaces: Readonly<Record<string, number>> = { '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/**
 * The bytes of a quantity where daprd reads it as a size: it takes whole numbers only, of a binary unit too. Undefined where
 * it exits. A negative one is taken for a flag when it has more than one digit.
 * Source: dapr v1.18.3 cmd/daprd/options/options.go:289 getQuantityBytes; apimachinery pkg/api/resource/quantity.go AsInt64.
 */
export const wholeBytes = (text: string): number | undefined => {
  const bytes = parseQuantity(text);
  if (bytes === undefined || (text.startsWith('-') && text.length > 2)) return undefined;
  if (bytes === 0) return 0;
  const [, fraction = '', exponent, suffix = ''] =
    /^[-+]?[0-9]*\.?([0-9]*)(?:[eE]([-+]?[0-9]+)|(\w*))$/.exec(text) ?? [];
  const places = exponent === undefined ? (decimalPlaces[suffix] ?? (suffix.endsWith('i') ? 0 : -1)) : Number(exponent);
  return places >= fraction.length && bytes < 2 ** 63 ? bytes : undefined;
};
