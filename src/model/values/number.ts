/** Numbers as Go's strconv reads them from text. */

const digits: Readonly<Record<number, RegExp>> = { 2: /^[01]+$/, 8: /^[0-7]+$/, 10: /^[0-9]+$/, 16: /^[0-9a-f]+$/i };
const prefixes: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };

/** The base that a literal announces, and the digits that are left. */
const literal = (text: string): readonly [base: number, rest: string] => {
  const [, prefix = '', rest = ''] = /^(0[xX]|0[bB]|0[oO]|0(?=[0-9_]))?(.*)$/s.exec(text) ?? [];
  // An underscore may stand between two digits, or between the prefix and a digit.
  const plain =
    prefix === ''
      ? rest.replace(/(?<=[0-9a-z])_(?=[0-9a-z])/gi, '')
      : rest.replace(/(?<=^|[0-9a-z])_(?=[0-9a-z])/gi, '');
  const base = { '': 10, '0x': 16, '0b': 2 }[prefix.toLowerCase()] ?? 8;
  return [base, plain];
};

export interface IntegerForm {
  readonly bits: number;
  readonly signed: boolean;
  /** Whether `0x10`, `010` and `1_000` are numbers: base 0 of Go's strconv. */
  readonly literals: boolean;
}

/** An integer as strconv.ParseInt and ParseUint read it; undefined where they give an error. */
export const parseGoInteger = (text: string, { bits, signed, literals }: IntegerForm): bigint | undefined => {
  const [, sign = '', body = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  // A number of more digits does not fit, and takes long to read.
  if ((sign !== '' && !signed) || text.length > 400) return undefined;
  const [base, rest] = literals ? literal(body) : ([10, body] as const);
  if (!digits[base]?.test(rest)) return undefined;
  const size = BigInt(`${prefixes[base]}${rest}`);
  const value = sign === '-' ? -size : size;
  const limit = 1n << BigInt(signed ? bits - 1 : bits);
  return value < limit && value >= (signed ? -limit : 0n) ? value : undefined;
};

/** An integer as strconv.ParseInt(text, 10, 64) reads it; undefined where it gives an error. */
export const parseInteger = (text: string): number | undefined => {
  const value = parseGoInteger(text, { bits: 64, signed: true, literals: false });
  return value === undefined ? undefined : Number(value);
};

/** Whether strconv.ParseFloat takes a text, hexadecimal floats aside. */
export const isGoFloat = (text: string): boolean =>
  /^[-+]?(?:inf|infinity|nan)$/i.test(text) || /^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text);
