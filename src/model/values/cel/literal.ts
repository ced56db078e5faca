import { CelFault, type Token } from './scan.ts';

const most = 1n << 63n;

/** Refuses a number that does not fit its type: cel-go v0.20.1 parser/parser.go VisitInt, VisitUint, VisitDouble. */
export const checkNumber = ({ kind, text, start, end }: Token, isNegative: boolean): void => {
  if (kind === 'double') {
    if (!Number.isFinite(Number(text))) throw new CelFault(`${text} is too large for a double`, start, end);
    return;
  }
  const value = BigInt(text.replace(/[uU]$/, ''));
  const fits = kind === 'uint' ? value < 2n * most : isNegative ? value <= most : value < most;
  if (!fits) throw new CelFault(`${text} does not fit 64 bits`, start, end);
};

/** Refuses escapes that are well formed and mean nothing: cel-go v0.20.1 parser/unescape.go. */
export const checkEscapes = ({ kind, text, start, end }: Token): void => {
  const body = kind === 'bytes' ? text.slice(1) : text;
  if (/^[rR]/.test(body)) return;
  for (const [written, code] of body.matchAll(/\\(?:u[0-9a-fA-F]{4}|U([0-9a-fA-F]{8})|[\s\S])/g)) {
    const isWide = /^\\[uU]/.test(written);
    if (isWide && (kind === 'bytes' || (code !== undefined && Number.parseInt(code, 16) > 0x10ffff)))
      throw new CelFault(`${written} is no character`, start, end);
  }
};
