/** What a CEL expression is made of, macros expanded. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export type LiteralType = 'bool' | 'int' | 'uint' | 'double' | 'string' | 'bytes' | 'null_type';

export type Expression = Span &
  (
    | { readonly kind: 'literal'; readonly type: LiteralType; readonly text: string }
    | { readonly kind: 'name'; readonly name: string }
    /** `a.b`, or whether there is one: `has(a.b)`. */
    | { readonly kind: 'select'; readonly operand: Expression; readonly field: string; readonly isTest?: true }
    | {
        readonly kind: 'call';
        readonly name: string;
        readonly target?: Expression;
        readonly items: readonly Expression[];
      }
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    | { readonly kind: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] }
    | { readonly kind: 'message'; readonly name: string; readonly values: readonly Expression[] }
    | Comprehension
  );

/** What the macros over lists and maps become. */
export interface Comprehension {
  readonly kind: 'comprehension';
  readonly range: Expression;
  readonly variable: string;
  readonly initial: Expression;
  readonly condition: Expression;
  readonly step: Expression;
  readonly result: Expression;
}

/** The name of what a comprehension gathers. */
export const gathered = '__result__';

/** `a.b.c` as one name; undefined for what is none. */
export const qualifiedName = (expression: Expression): string | undefined => {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'select' || expression.isTest) return undefined;
  const operand = qualifiedName(expression.operand);
  return operand === undefined ? undefined : `${operand}.${expression.field}`;
};
