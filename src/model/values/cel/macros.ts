/** The macros of CEL: `has(a.b)`, and those over lists and maps. Source: cel-go v0.20.1 parser/macro.go. */
import { CelFault } from './scan.ts';
import { type Expression, gathered, type Span } from './tree.ts';

/** What a call becomes if it is one of a macro; throws a CelFault if it is not written as the macro wants it. */
export const expandMacro = (
  name: string,
  target: Expression | undefined,
  items: readonly Expression[],
  span: Span,
): Expression | undefined => {
  const [first, second, third] = items;
  if (!first) return undefined;
  if (!target) return name === 'has' && items.length === 1 ? has(first, span) : undefined;
  if (!second || !(items.length === 2 || (items.length === 3 && name === 'map'))) return undefined;
  const make = Object.hasOwn(comprehensions, name) ? comprehensions[name] : undefined;
  if (!make) return undefined;
  if (first.kind !== 'name')
    throw new CelFault(`the first argument of ${name} must be a simple name`, first.start, first.end);
  const whole = { start: target.start, end: span.end };
  return {
    kind: 'comprehension',
    range: target,
    variable: first.name,
    ...make(builder(whole), third === undefined ? [first, second] : [first, third, second]),
    ...whole,
  };
};

const has = (argument: Expression, span: Span): Expression => {
  if (argument.kind !== 'select')
    throw new CelFault('has takes a field: has(event.data.name)', argument.start, argument.end);
  return { ...argument, ...span, isTest: true };
};

const builder = (span: Span) => ({
  accumulator: { kind: 'name', name: gathered, ...span } as Expression,
  bool: (value: boolean): Expression => ({ kind: 'literal', type: 'bool', text: String(value), ...span }),
  int: (value: number): Expression => ({ kind: 'literal', type: 'int', text: String(value), ...span }),
  list: (...items: readonly Expression[]): Expression => ({ kind: 'list', items, ...span }),
  call: (name: string, ...items: readonly Expression[]): Expression => ({ kind: 'call', name, items, ...span }),
});

type Parts = Record<'initial' | 'condition' | 'step' | 'result', Expression>;

/** Each from the variable, the body, and for the long form of map its filter. */
const comprehensions: Readonly<
  Record<
    string,
    (make: ReturnType<typeof builder>, items: readonly [Expression, Expression, filter?: Expression]) => Parts
  >
> = {
  all: ({ accumulator, bool, call }, [, body]) => ({
    initial: bool(true),
    condition: call('@not_strictly_false', accumulator),
    step: call('_&&_', accumulator, body),
    result: accumulator,
  }),
  exists: ({ accumulator, bool, call }, [, body]) => ({
    initial: bool(false),
    condition: call('@not_strictly_false', call('!_', accumulator)),
    step: call('_||_', accumulator, body),
    result: accumulator,
  }),
  exists_one: ({ accumulator, bool, int, call }, [, body]) => ({
    initial: int(0),
    condition: bool(true),
    step: call('_?_:_', body, call('_+_', accumulator, int(1)), accumulator),
    result: call('_==_', accumulator, int(1)),
  }),
  map: ({ accumulator, bool, list, call }, [, body, filter]) => {
    const added = call('_+_', accumulator, list(body));
    return {
      initial: list(),
      condition: bool(true),
      step: filter ? call('_?_:_', filter, added, accumulator) : added,
      result: accumulator,
    };
  },
  filter: ({ accumulator, bool, list, call }, [variable, body]) => ({
    initial: list(),
    condition: bool(true),
    step: call('_?_:_', body, call('_+_', accumulator, list(variable)), accumulator),
    result: accumulator,
  }),
};
