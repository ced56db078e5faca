import { parseGoInteger, parseInteger } from './number.ts';

/** Durations as Go and Dapr read them from text. */

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  // The micro sign and the Greek letter are two characters that look the same.
  '\u00b5s': 1_000n,
  '\u03bcs': 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** The smallest negative duration, without its sign. */
const limit = 1n << 63n;

/**
 * A duration as Go's time.ParseDuration reads it, in nanoseconds; undefined where it gives an error.
 * Source: go 1.26 src/time/format.go ParseDuration.
 */
export const parseDuration = (text: string): bigint | undefined => {
  const [, sign = '', unsigned = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  if (unsigned === '0') return 0n;
  if (unsigned === '' || text.length > 400) return undefined;
  const parts = /([0-9]*)(\.?)([0-9]*)([^0-9.]+)/sy;
  let total = 0n;
  while (parts.lastIndex < unsigned.length) {
    const [, whole = '', , fraction = '', unit = ''] = parts.exec(unsigned) ?? [];
    const scale = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (scale === undefined || (whole === '' && fraction === '')) return undefined;
    const value = BigInt(whole || 0);
    if (value > limit || value * scale > limit) return undefined;
    total += value * scale + fractionOf(fraction, scale);
    if (total > limit) return undefined;
  }
  if (sign === '-') return -total;
  return total === limit ? undefined : total;
};

/** What Go makes of the digits behind the point: those that an int64 does not hold are dropped, and the rest is a float. */
const fractionOf = (digits: string, unit: bigint): bigint => {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (value > (limit - 1n) / 10n || next > limit) break;
    value = next;
    scale *= 10;
  }
  return value === 0n ? 0n : BigInt(Math.trunc(Number(value) * (Number(unit) / scale)));
};

/**
 * A duration as Dapr reads it in resiliency policies and in much metadata, in nanoseconds: a whole number counts
 * milliseconds. Source: dapr v1.18.3 pkg/resiliency/resiliency.go:1040 parseDuration; dapr/kit v0.18.3 config/decode.go:107.
 */
export const parseDaprDuration = (text: string): bigint | undefined => {
  const whole = parseGoInteger(text, { bits: 64, signed: true, literals: false });
  if (whole === undefined) return parseDuration(text);
  // Go multiplies without looking: what does not fit goes round.
  return BigInt.asIntN(64, whole * 1_000_000n);
};

/**
 * A duration as components read it from their metadata, in seconds: a whole number counts seconds. Undefined where it is none.
 * Source: dapr/kit v0.18.3 metadata/duration.go:69 toTimeDurationHookFunc.
 */
export const secondsOf = (text: string): number | undefined => {
  const duration = parseDuration(text);
  return duration === undefined ? parseInteger(text) : Number(duration) / 1e9;
};
