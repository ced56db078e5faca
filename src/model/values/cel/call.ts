/** The type that a call gives. Source: cel-go v0.20.1 checker/checker.go resolveOverload. */
import { type Overload, overloadsOf } from './functions.ts';
import type { Expression } from './tree.ts';
import { type Bindings, bool, dyn, error, isSameType, substitute, type Type, titleOf, unify } from './type.ts';
import { fresh, isAssignable, mismatch, missing, type World } from './world.ts';

/** The type of a call whose target and arguments have the given types, the target first. */
export const typeOfCall = (world: World, expression: Expression & { kind: 'call' }, called: readonly Type[]): Type => {
  const { name, target, items } = expression;
  const overloads = overloadsOf(name.replace(/^\./, ''));
  if (!overloads) return missing(world, name, expression, true);
  if (name === '_&&_' || name === '_||_') return typeOfLogic(world, items, called);
  let found: Type | undefined;
  for (const overload of overloads) {
    if (overload.isMember !== (target !== undefined) || (overload.isMixed && !world.comparesMixed)) continue;
    const type = typeOfOverload(world, overload, called);
    if (type) found = found === undefined || found.kind === 'dyn' || isSameType(type, found) ? (found ?? type) : dyn;
  }
  if (found) return found;
  const titles = called.map((type) => titleOf(substitute(world.bindings, type, true)));
  return mismatch(world, expression, mismatchOf(name, titles, target !== undefined));
};

const typeOfOverload = (world: World, { takes, gives }: Overload, called: readonly Type[]): Type | undefined => {
  const own: Bindings = new Map([
    ['A', fresh(world)],
    ['B', fresh(world)],
  ]);
  const wanted = takes.map((type) => substitute(own, type));
  return unify(called, wanted, world.bindings) ? substitute(world.bindings, substitute(own, gives)) : undefined;
};

const typeOfLogic = (world: World, items: readonly Expression[], types: readonly Type[]): Type => {
  let isRight = true;
  for (const [index, type] of types.entries()) {
    const item = items[index];
    if (!item || isAssignable(world, type, bool)) continue;
    isRight = false;
    mismatch(world, item, `a bool is wanted here, not ${titleOf(substitute(world.bindings, type, true))}`);
  }
  return isRight ? bool : error;
};

/** Why nothing fits, in the words of the operator. */
const mismatchOf = (name: string, titles: readonly string[], isMember: boolean): string => {
  if (name === '@in') return `${titles[0]} cannot be looked for in ${titles[1]}`;
  if (name === '_[_]') return `${titles[0]} has no items by ${titles[1]}`;
  if (name === '_?_:_') return `? and : want a bool and two values of one type, not ${titles.join(', ')}`;
  if (name.startsWith('_') && name.endsWith('_')) return `${name.slice(1, -1)} does not take ${titles.join(' and ')}`;
  if (name.endsWith('_')) return `${name.slice(0, -1)} does not take ${titles[0]}`;
  const call = isMember ? `${titles[0]}.${name}(${titles.slice(1).join(', ')})` : `${name}(${titles.join(', ')})`;
  return `there is no ${call}`;
};
