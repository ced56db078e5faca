/**
 * A Kubernetes quantity, exactly.
 * Source: apimachinery v0.33.0 pkg/api/resource/quantity.go ParseQuantity, suffix.go.
 */

const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };

/** The most that a quantity in powers of two holds. */
const most = (1n << 63n) - 1n;

/** Exponents that nobody means: Kubernetes would spend minutes on them. */
const wildest = 10_000;

/** The amount in billionths of its unit (cores, bytes), rounded up; undefined where Kubernetes refuses the text. */
export const parseQuantityExactly = (text: string): bigint | undefined => {
  if (text === '' || text.length > 1_000) return undefined;
  const match = /^([-+]?)([0-9]*)(?:\.([0-9]*))?(?:([eE])([-+]?[0-9]+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', letter, exponent = '0', suffix = ''] = match;
  // Where there are no digits at all, as in "Mi", Kubernetes takes it for zero, unless it needs large numbers for it.
  if (whole === '' && fraction === '' && (/[PE]i/.test(suffix) || Number(exponent) < -9)) return undefined;
  const digits = BigInt(`${whole}${fraction}`);
  const power = binary[suffix];
  const tens = (letter ? Number(exponent) : (decimal[suffix] ?? 0)) + 9 - fraction.length;
  if (Math.abs(tens) > wildest) return undefined;
  const amount = scaled(power === undefined ? digits : digits << power, tens);
  const capped = power !== undefined && amount > most * 1_000_000_000n ? most * 1_000_000_000n : amount;
  return sign === '-' ? -capped : capped;
};

/** Times a power of ten; of what is too small to be told, something stays. */
const scaled = (value: bigint, tens: number): bigint => {
  if (tens >= 0) return value * 10n ** BigInt(tens);
  const divisor = 10n ** BigInt(-tens);
  return (value + divisor - 1n) / divisor;
};

/** A quantity as a number of its unit (cores, bytes); undefined where Kubernetes refuses it. */
export const parseQuantity = (text: string): number | undefined => {
  const amount = parseQuantityExactly(text);
  return amount === undefined ? undefined : Number(amount) / 1e9;
};
