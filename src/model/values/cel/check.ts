/** Types of CEL expressions. Source: cel-go v0.20.1 checker/checker.go. */
import { overloadsOf, typeNames } from './functions.ts';
import type { Comprehension, Expression, Span } from './tree.ts';
import { gathered, qualifiedName } from './tree.ts';
import {
  type Bindings,
  bool,
  dyn,
  error,
  isAnything,
  isSameType,
  listOf,
  mapOf,
  moreGeneral,
  parameter,
  simple,
  substitute,
  type Type,
  titleOf,
  unify,
} from './type.ts';

/** A name that nothing declares. */
export interface Undeclared extends Span {
  readonly name: string;
  readonly isFunction: boolean;
}

/** Why types do not agree. */
export interface Mismatch extends Span {
  readonly message: string;
}

export interface Checked {
  readonly type: Type;
  readonly undeclared: readonly Undeclared[];
  readonly mismatches: readonly Mismatch[];
}

/** Messages of Protocol Buffers, of which little is known here: whatever is done with them is taken as right. */
const isForeign = (name: string): boolean => /^\.?google\.(?:protobuf|api|rpc)\./.test(name);

/** The type of an expression, in a world that has the given variables; at run time numbers of two types can be compared. */
export const checkCel = (
  expression: Expression,
  variables: ReadonlyMap<string, Type>,
  comparesMixed = false,
): Checked => {
  const checker = new Checker(variables, comparesMixed);
  const type = checker.check(expression);
  return {
    type: substitute(checker.bindings, type, true),
    undeclared: checker.undeclared,
    mismatches: checker.mismatches,
  };
};

class Checker {
  readonly bindings = new Map<string, Type>();
  readonly undeclared: Undeclared[] = [];
  readonly mismatches: Mismatch[] = [];
  #scopes: readonly ReadonlyMap<string, Type>[] = [];
  #count = 0;
  /** cel-go forgets to forbid it once it has left its first scope. */
  #comparesMixed: boolean;

  constructor(
    private readonly variables: ReadonlyMap<string, Type>,
    comparesMixed: boolean,
  ) {
    this.#comparesMixed = comparesMixed;
  }

  check(expression: Expression): Type {
    switch (expression.kind) {
      case 'literal':
        return simple(expression.type);
      case 'name':
        return this.#lookUp(expression.name) ?? this.#missing(expression.name, expression, false);
      case 'select':
        return this.#select(expression, expression.isTest === true);
      case 'call':
        return this.#call(expression);
      case 'list':
        return listOf(this.#join(expression.items));
      case 'map':
        return this.#map(expression.entries);
      case 'message':
        return this.#message(expression);
      case 'comprehension':
        return this.#comprehension(expression);
    }
  }

  #lookUp(written: string): Type | undefined {
    const name = written.replace(/^\./, '');
    const scope = this.#scopes.findLast((each) => each.has(name));
    if (scope) return scope.get(name);
    return this.variables.get(name) ?? typeNames.get(name) ?? (isForeign(name) ? dyn : undefined);
  }

  #missing(name: string, { start, end }: Span, isFunction: boolean): Type {
    this.undeclared.push({ name, isFunction, start, end });
    return error;
  }

  #mismatch({ start, end }: Span, message: string): Type {
    this.mismatches.push({ message, start, end });
    return error;
  }

  #isAssignable(from: Type, to: Type): boolean {
    return unify([from], [to], this.bindings);
  }

  #fresh(): Type {
    this.#count += 1;
    return parameter(`_${this.#count}`);
  }

  #select(expression: Expression & { kind: 'select' }, isTest: boolean): Type {
    const name = qualifiedName(expression);
    const whole = name === undefined ? undefined : this.#lookUp(name);
    if (whole) return whole;
    const operand = substitute(this.bindings, this.check(expression.operand));
    const field = this.#fieldOf(operand, expression);
    return isTest ? bool : substitute(this.bindings, field);
  }

  #fieldOf(operand: Type, expression: Expression & { kind: 'select' }): Type {
    if (operand.kind === 'map') return operand.parameters[1] ?? dyn;
    if (operand.kind === 'parameter') this.#isAssignable(dyn, operand);
    else if (!isAnything(operand))
      this.#mismatch(expression, `${titleOf(operand)} has no fields, and so no ${expression.field}`);
    return dyn;
  }

  #call(expression: Expression & { kind: 'call' }): Type {
    const { name, target, items } = expression;
    const types = items.map((item) => this.check(item));
    const prefix = target && qualifiedName(target);
    // A function may have a name with dots; none of the standard ones has.
    const isForeignCall = prefix !== undefined && isForeign(`${prefix}.${name}`);
    if (isForeignCall) return dyn;
    const called = target ? [this.check(target), ...types] : types;
    const overloads = overloadsOf(name.replace(/^\./, ''));
    if (!overloads) return this.#missing(name, expression, true);
    if (name === '_&&_' || name === '_||_') return this.#logic(items, types);
    let found: Type | undefined;
    for (const { isMember, isMixed, takes, gives } of overloads) {
      if (isMember !== (target !== undefined) || (isMixed && !this.#comparesMixed)) continue;
      const own: Bindings = new Map([
        ['A', this.#fresh()],
        ['B', this.#fresh()],
      ]);
      const wanted = takes.map((type) => substitute(own, type));
      if (!unify(called, wanted, this.bindings)) continue;
      const type = substitute(this.bindings, substitute(own, gives));
      found = found === undefined || found.kind === 'dyn' || isSameType(type, found) ? (found ?? type) : dyn;
    }
    return (
      found ??
      this.#mismatch(
        expression,
        mismatchOf(
          name,
          called.map((type) => substitute(this.bindings, type, true)),
          target !== undefined,
        ),
      )
    );
  }

  #logic(items: readonly Expression[], types: readonly Type[]): Type {
    let isRight = true;
    for (const [index, type] of types.entries()) {
      const item = items[index];
      if (!item || this.#isAssignable(type, bool)) continue;
      isRight = false;
      this.#mismatch(item, `a bool is wanted here, not ${titleOf(substitute(this.bindings, type, true))}`);
    }
    return isRight ? bool : error;
  }

  #join(items: readonly Expression[]): Type {
    let joined: Type | undefined;
    for (const item of items) {
      const type = this.check(item);
      if (joined === undefined) joined = type;
      else joined = this.#isAssignable(joined, type) ? moreGeneral(joined, type) : dyn;
    }
    return joined ?? this.#fresh();
  }

  #map(entries: readonly (readonly [Expression, Expression])[]): Type {
    let [keys, values]: (Type | undefined)[] = [];
    const join = (a: Type | undefined, b: Type): Type =>
      a === undefined ? b : this.#isAssignable(a, b) ? moreGeneral(a, b) : dyn;
    for (const [key, value] of entries) {
      keys = join(keys, this.check(key));
      values = join(values, this.check(value));
    }
    return mapOf(keys ?? this.#fresh(), values ?? this.#fresh());
  }

  #message(expression: Expression & { kind: 'message' }): Type {
    const known = this.#lookUp(expression.name);
    if (!known) return this.#missing(expression.name, expression, false);
    if (!isForeign(expression.name)) return this.#mismatch(expression, `${expression.name} is no type of message`);
    for (const value of expression.values) this.check(value);
    return dyn;
  }

  #comprehension(expression: Span & Comprehension): Type {
    const { range, variable, initial, condition, step, result } = expression;
    const over = substitute(this.bindings, this.check(range));
    const accumulator = this.check(initial);
    let item = over.parameters[0] ?? dyn;
    if (over.kind !== 'list' && over.kind !== 'map') {
      item = dyn;
      // A variable that Dapr has declared is of the type any, which is refused here: what it holds is not.
      if (over.kind === 'any') item = this.#mismatch(range, 'a list or a map is wanted here, not a whole variable');
      else if (isAnything(over) || over.kind === 'parameter') this.#isAssignable(dyn, over);
      else item = this.#mismatch(range, `a list or a map is wanted here, not ${titleOf(over)}`);
    }
    const outer = this.#scopes;
    this.#comparesMixed = true;
    this.#scopes = [...outer, new Map([[gathered, accumulator]])];
    const gathering = this.#scopes;
    this.#scopes = [...gathering, new Map([[variable, item]])];
    this.#assert(condition, bool);
    this.#assert(step, accumulator);
    this.#scopes = gathering;
    const type = this.check(result);
    this.#scopes = outer;
    return substitute(this.bindings, type);
  }

  #assert(expression: Expression, wanted: Type): void {
    const type = this.check(expression);
    if (!this.#isAssignable(wanted, type))
      this.#mismatch(expression, `${titleOf(wanted)} is wanted here, not ${titleOf(type)}`);
  }
}

/** `int and string cannot be compared with ==`, in the words of the operator. */
const mismatchOf = (name: string, types: readonly Type[], isMember: boolean): string => {
  const titles = types.map(titleOf);
  if (name === '@in') return `${titles[0]} cannot be looked for in ${titles[1]}`;
  if (name === '_[_]') return `${titles[0]} has no items by ${titles[1]}`;
  if (name === '_?_:_') return `? and : want a bool and two values of one type, not ${titles.join(', ')}`;
  if (name.startsWith('_') && name.endsWith('_')) return `${name.slice(1, -1)} does not take ${titles.join(' and ')}`;
  if (name.endsWith('_')) return `${name.slice(0, -1)} does not take ${titles[0]}`;
  const call = isMember ? `${titles[0]}.${name}(${titles.slice(1).join(', ')})` : `${name}(${titles.join(', ')})`;
  return `there is no ${call}`;
};
