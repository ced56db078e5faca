/** How far the reader of an expression has come, and what it makes of what it has read. */
import { expandMacro } from './macros.ts';
import { CelFault, type Token } from './scan.ts';
import type { Expression, Span } from './tree.ts';

export interface Words {
  readonly tokens: readonly Token[];
  at: number;
  /** How many expressions are open. */
  depth: number;
  /** How deep each tree is, counted as cel-go counts. */
  readonly depths: WeakMap<Expression, number>;
  /** Reads a whole expression: what brackets hold is one again. */
  readonly readExpression: (words: Words) => Expression;
}

const keywords = new Set(['in', 'true', 'false', 'null']);

/** Deeper nesting is refused by cel-go, too. */
export const deepest = 250;

export const ahead = ({ tokens, at }: Words, by: number): Token => {
  const token = tokens[at + by] ?? tokens.at(-1);
  if (!token) throw new CelFault('there is no expression', 0, 0);
  return token;
};

export const next = (words: Words): Token => ahead(words, 0);

export const take = (words: Words): Token => {
  const token = next(words);
  words.at += 1;
  return token;
};

/** Takes the next word if it is one of these signs. */
export const takes = (words: Words, ...texts: readonly string[]): Token | undefined => {
  const { kind, text } = next(words);
  const isSign = kind === 'sign' || (kind === 'name' && keywords.has(text));
  return isSign && texts.includes(text) ? take(words) : undefined;
};

export const expect = (words: Words, text: string): Token => {
  const token = takes(words, text);
  if (!token) throw surprise(words, text);
  return token;
};

/** A name that is no keyword; `for` and the like are names of fields. */
export const isName = ({ kind, text }: Token): boolean => kind === 'name' && !keywords.has(text);

export const surprise = (words: Words, wanted?: string): CelFault => {
  const { kind, text, start, end } = next(words);
  const found = kind === 'end' ? 'it ends too early' : `${text} is not expected here`;
  return new CelFault(wanted === undefined ? found : `${found}, but ${wanted}`, start, end);
};

/** Where the last word ended. */
export const endOf = (words: Words): number => ahead(words, -1).end;

/** Notes the depth of what was just read; most kinds of expressions count for one level. */
export const made = (
  { depths }: Words,
  expression: Expression,
  parts: readonly Expression[],
  counts = 1,
): Expression => {
  let below = 0;
  for (const part of parts) below = Math.max(below, depths.get(part) ?? 0);
  if (below + counts > deepest) throw new CelFault('it is nested too deeply', expression.start, expression.end);
  depths.set(expression, below + counts);
  return expression;
};

/** A call, or what a macro makes of it. */
export const madeCall = (
  words: Words,
  name: string,
  items: readonly Expression[],
  { start, end }: Span,
  { target, counts = 1 }: { readonly target?: Expression; readonly counts?: number } = {},
): Expression => {
  const span = { start: target?.start ?? start, end };
  const macro = /^[\w.]/.test(name) ? expandMacro(name, target, items, span) : undefined;
  const call: Expression = macro ?? { kind: 'call', name, ...(target && { target }), items, ...span };
  return made(words, call, target ? [target, ...items] : items, counts);
};
