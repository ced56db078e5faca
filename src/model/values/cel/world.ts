/** What is known while the types of an expression are found. */
import { typeNames } from './functions.ts';
import type { Span } from './tree.ts';
import { dyn, error, parameter, type Type, unify } from './type.ts';

/** A name that nothing declares. */
export interface Undeclared extends Span {
  readonly name: string;
  readonly isFunction: boolean;
}

/** Why types do not agree. */
export interface Mismatch extends Span {
  readonly message: string;
}

export interface World {
  readonly variables: ReadonlyMap<string, Type>;
  /** What the parameters of types stand for. */
  readonly bindings: Map<string, Type>;
  readonly undeclared: Undeclared[];
  readonly mismatches: Mismatch[];
  /** The variables of the macros around, the innermost last. */
  scopes: readonly ReadonlyMap<string, Type>[];
  parameters: number;
  /** Numbers of two types can be compared: cel-go forgets to forbid it once it has left its first scope. */
  comparesMixed: boolean;
}

/** Messages of Protocol Buffers, of which little is known here: whatever is done with them is taken as right. */
export const isForeign = (name: string): boolean => /^\.?google\.(?:protobuf|api|rpc)\./.test(name);

export const lookUp = ({ scopes, variables }: World, written: string): Type | undefined => {
  const name = written.replace(/^\./, '');
  const scope = scopes.findLast((each) => each.has(name));
  if (scope) return scope.get(name);
  return variables.get(name) ?? typeNames.get(name) ?? (isForeign(name) ? dyn : undefined);
};

export const missing = ({ undeclared }: World, name: string, { start, end }: Span, isFunction: boolean): Type => {
  undeclared.push({ name, isFunction, start, end });
  return error;
};

export const mismatch = ({ mismatches }: World, { start, end }: Span, message: string): Type => {
  mismatches.push({ message, start, end });
  return error;
};

export const isAssignable = ({ bindings }: World, from: Type, to: Type): boolean => unify([from], [to], bindings);

/** A type that is not known yet. */
export const fresh = (world: World): Type => {
  world.parameters += 1;
  return parameter(`_${world.parameters}`);
};
