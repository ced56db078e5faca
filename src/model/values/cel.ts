/** CEL expressions as Dapr compiles them. */
import { checkCel } from './cel/check.ts';
import { functionNames } from './cel/functions.ts';
import { CelFault } from './cel/scan.ts';
import { parseCel } from './cel/syntax.ts';
import type { Expression, Span } from './cel/tree.ts';
import { any, simple, type Type, titleOf } from './cel/type.ts';
import type { Mismatch } from './cel/world.ts';

/**
 * What comes of compiling an expression: it is refused; daprd never comes back from it, because of a call of a function that
 * CEL does not have; or it is good, gives a value of a type (`dyn` where that cannot be told), and reads some variables.
 */
export type CelVerdict =
  | { readonly outcome: 'refused'; readonly message: string; readonly at: Span }
  | { readonly outcome: 'hangs'; readonly name: string; readonly at: Span }
  | {
      readonly outcome: 'compiles';
      readonly type: string;
      readonly variables: readonly (Span & { readonly name: string })[];
      /** Where it fails when it runs, because of what its variables are. */
      clashes(types: Readonly<Record<string, CelType>>): readonly Mismatch[];
    };

export type CelType = 'int' | 'string' | 'bool' | 'double';

/** The functions and macros that can be called. */
export const celFunctions: readonly string[] = [
  ...functionNames,
  'has',
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
];

/** Longer texts are refused by cel-go: it counts characters, and 100,000 of them are the limit. */
const longest = 100_000;

/**
 * Compiles as Dapr does: names that nothing declares become variables of any type, and the same is tried with functions,
 * for ever. Source: dapr v1.18.3 pkg/expr/expr.go:19 DecodeString.
 */
export const compileCel = (text: string): CelVerdict => {
  if (text.length > longest) return { outcome: 'refused', message: 'it is too long', at: { start: 0, end: 1 } };
  try {
    return compile(parseCel(text));
  } catch (fault) {
    if (!(fault instanceof CelFault)) throw fault;
    const { message, start, end } = fault;
    return { outcome: 'refused', message, at: { start, end } };
  }
};

const compile = (tree: Expression): CelVerdict => {
  const names = new Map<string, Type>();
  const variables: (Span & { readonly name: string })[] = [];
  for (;;) {
    const { type, undeclared, mismatches } = checkCel(tree, names);
    const [mismatch] = mismatches;
    if (mismatch) return { outcome: 'refused', message: mismatch.message, at: mismatch };
    const [missing] = undeclared;
    if (!missing) {
      const clashes = (types: Readonly<Record<string, CelType>>): readonly Mismatch[] => {
        const known = Object.entries(types).map(([name, kind]): [string, Type] => [name, simple(kind)]);
        return checkCel(tree, new Map([...names, ...known]), true).mismatches;
      };
      return { outcome: 'compiles', type: titleOf(type), variables, clashes };
    }
    const fresh = undeclared.filter(({ name }) => !names.has(name));
    if (fresh.length === 0) return { outcome: 'hangs', name: missing.name, at: missing };
    for (const each of fresh) names.set(each.name, any);
    variables.push(...fresh.filter(({ isFunction }) => !isFunction));
  }
};
