/** The longest expression that is looked into. */
const longest = 20_000;

const strings = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g;
/** Labels and not metrics: what groups and matches, and what stands in braces. */
const labels = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)|\{[^{}]*\}/gi;

/** The metrics that an expression of PromQL names. */
export const metricsIn = (expression: string): readonly string[] => {
  if (expression.length > longest) return [];
  const named = [...expression.matchAll(/__name__\s*=\s*["']([A-Za-z_:][A-Za-z0-9_:]*)["']/g)];
  const bare = withoutComments(expression).replaceAll(strings, '""').replaceAll(labels, ' ');
  // A name beside a placeholder is a part of one.
  const words = bare.matchAll(/(?<![\w:$}\]])[A-Za-z_:][A-Za-z0-9_:]*(?![\w:]|\s*\(|\{\{|\$)/g);
  return [...new Set([...named.map(([, name = '']) => name), ...[...words].map(([word]) => word)])];
};

const withoutComments = (expression: string): string =>
  expression.includes('#')
    ? expression
        .split('\n')
        .map((line) => line.replace(/^((?:[^"'#\n]|"[^"\n]*"|'[^'\n]*')*)#.*$/, '$1'))
        .join('\n')
    : expression;

/** A bound that an expression compares with. */
export interface Bound {
  readonly value: number;
  /** Whether what is above it is true, or what is below. */
  readonly holds: 'above' | 'below';
}

/**
 * The bound at the end or at the beginning of an expression: `… > 10`, or `10 < …`; undefined for one that is worked out, or
 * where there are several.
 */
export const boundOf = (expression: string): Bound | undefined => {
  if (expression.length > longest) return undefined;
  const bare = withoutComments(expression)
    .replaceAll(strings, '""')
    .replaceAll(labels, ' ')
    .replaceAll(/\[[^[\]]*\]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const parts = bare.split(/[<>]=?(?: ?bool\b)?/);
  const [left = '', right = '', third] = parts;
  if (third !== undefined || parts.length !== 2 || /\b(?:and|or|unless)\b/i.test(bare)) return undefined;
  const isAbove = bare.charAt(left.length) === '>';
  const [before, after] = [numberIn(left), numberIn(right)];
  const [value, rest] = after === undefined ? [before, right] : [after, left];
  const scale = scaleOf(rest);
  if (value === undefined || scale === undefined || (before !== undefined && after !== undefined)) return undefined;
  return { value: value * scale, holds: isAbove === (after !== undefined) ? 'above' : 'below' };
};

/** A side of a comparison that is a number. */
const numberIn = (side: string): number | undefined => {
  const text = side.replaceAll(/[\s()]/g, '');
  return /^[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?$/i.test(text) ? Number(text) : undefined;
};

/** By what the other side is divided, as seconds are made of milliseconds; undefined where more is worked out. */
const scaleOf = (side: string): number | undefined => {
  const scaled = side.replace(/\/ ?(?:1000|1e3)\b/, ' ');
  if (/[-+*/%^] ?[0-9]|(?:^|[\s(])[0-9.]+ ?[-+*/%^]/.test(scaled)) return undefined;
  return scaled === side ? 1 : 1000;
};
