/** Types of CEL expressions. Source: cel-go v0.20.1 checker/checker.go. */
import { typeOfCall } from './call.ts';
import type { Comprehension, Expression, Span } from './tree.ts';
import { gathered, qualifiedName } from './tree.ts';
import { bool, dyn, isAnything, listOf, mapOf, moreGeneral, simple, substitute, type Type, titleOf } from './type.ts';
import {
  fresh,
  isAssignable,
  isForeign,
  lookUp,
  type Mismatch,
  mismatch,
  missing,
  type Undeclared,
  type World,
} from './world.ts';

export interface Checked {
  readonly type: Type;
  readonly undeclared: readonly Undeclared[];
  readonly mismatches: readonly Mismatch[];
}

/** The type of an expression, in a world that has the given variables; at run time numbers of two types can be compared. */
export const checkCel = (
  expression: Expression,
  variables: ReadonlyMap<string, Type>,
  comparesMixed = false,
): Checked => {
  const bindings = new Map<string, Type>();
  const world: World = {
    variables,
    bindings,
    undeclared: [],
    mismatches: [],
    scopes: [],
    parameters: 0,
    comparesMixed,
  };
  const type = typeIn(world, expression);
  return { type: substitute(bindings, type, true), undeclared: world.undeclared, mismatches: world.mismatches };
};

const typeIn = (world: World, expression: Expression): Type => {
  switch (expression.kind) {
    case 'literal':
      return simple(expression.type);
    case 'name':
      return lookUp(world, expression.name) ?? missing(world, expression.name, expression, false);
    case 'select':
      return typeOfField(world, expression);
    case 'call': {
      const { name, target, items } = expression;
      const types = items.map((item) => typeIn(world, item));
      const prefix = target && qualifiedName(target);
      // A function may have a name with dots; none of the standard ones has.
      if (prefix !== undefined && isForeign(`${prefix}.${name}`)) return dyn;
      return typeOfCall(world, expression, target ? [typeIn(world, target), ...types] : types);
    }
    case 'list':
      return listOf(joined(world, expression.items) ?? fresh(world));
    case 'map':
      return typeOfMap(world, expression.entries);
    case 'message':
      return typeOfMessage(world, expression);
    case 'comprehension':
      return typeOfComprehension(world, expression);
  }
};

const typeOfField = (world: World, expression: Expression & { kind: 'select' }): Type => {
  const name = qualifiedName(expression);
  const whole = name === undefined ? undefined : lookUp(world, name);
  if (whole) return whole;
  const operand = substitute(world.bindings, typeIn(world, expression.operand));
  if (operand.kind === 'parameter') isAssignable(world, dyn, operand);
  else if (operand.kind !== 'map' && !isAnything(operand))
    mismatch(world, expression, `${titleOf(operand)} has no fields, and so no ${expression.field}`);
  const field = operand.kind === 'map' ? (operand.parameters[1] ?? dyn) : dyn;
  return expression.isTest ? bool : substitute(world.bindings, field);
};

/** The type that all of some expressions have, dyn where they differ; undefined for none. */
const joined = (world: World, items: readonly Expression[]): Type | undefined => {
  let common: Type | undefined;
  for (const item of items) common = join(world, common, typeIn(world, item));
  return common;
};

const join = (world: World, common: Type | undefined, type: Type): Type => {
  if (common === undefined) return type;
  return isAssignable(world, common, type) ? moreGeneral(common, type) : dyn;
};

const typeOfMap = (world: World, entries: readonly (readonly [Expression, Expression])[]): Type => {
  let keys: Type | undefined;
  let values: Type | undefined;
  for (const [key, value] of entries) {
    keys = join(world, keys, typeIn(world, key));
    values = join(world, values, typeIn(world, value));
  }
  return mapOf(keys ?? fresh(world), values ?? fresh(world));
};

const typeOfMessage = (world: World, expression: Expression & { kind: 'message' }): Type => {
  const { name, values } = expression;
  if (!lookUp(world, name)) return missing(world, name, expression, false);
  if (!isForeign(name)) return mismatch(world, expression, `${name} is no type of message`);
  for (const value of values) typeIn(world, value);
  return dyn;
};

const typeOfComprehension = (world: World, expression: Span & Comprehension): Type => {
  const { range, variable, initial, condition, step, result } = expression;
  const over = substitute(world.bindings, typeIn(world, range));
  const accumulator = typeIn(world, initial);
  const item = typeOfItem(world, over, range);
  const outer = world.scopes;
  const gathering = [...outer, new Map([[gathered, accumulator]])];
  world.comparesMixed = true;
  world.scopes = [...gathering, new Map([[variable, item]])];
  demand(world, condition, bool);
  demand(world, step, accumulator);
  world.scopes = gathering;
  const type = typeIn(world, result);
  world.scopes = outer;
  return substitute(world.bindings, type);
};

const typeOfItem = (world: World, over: Type, range: Expression): Type => {
  if (over.kind === 'list' || over.kind === 'map') return over.parameters[0] ?? dyn;
  // A variable that Dapr has declared is of the type any, which is refused here: what it holds is not.
  if (over.kind === 'any') return mismatch(world, range, 'a list or a map is wanted here, not a whole variable');
  if (!isAnything(over) && over.kind !== 'parameter')
    return mismatch(world, range, `a list or a map is wanted here, not ${titleOf(over)}`);
  isAssignable(world, dyn, over);
  return dyn;
};

const demand = (world: World, expression: Expression, wanted: Type): void => {
  const type = typeIn(world, expression);
  if (!isAssignable(world, wanted, type))
    mismatch(world, expression, `${titleOf(wanted)} is wanted here, not ${titleOf(type)}`);
};
