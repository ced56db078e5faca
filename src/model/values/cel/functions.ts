/** The functions and types that every CEL environment has. Source: cel-go v0.20.1 common/stdlib/standard.go. */
import { listOf, mapOf, parameter, simple, type Type, typeOf } from './type.ts';

/** One way to call a function. */
export interface Overload {
  /** Called on its first argument: `a.f(b)`. */
  readonly isMember: boolean;
  readonly takes: readonly Type[];
  readonly gives: Type;
  /** Compares numbers of two types, which is off at first. */
  readonly isMixed: boolean;
}

const numbers = ['int', 'uint', 'double'];
const ordered = ['bool', ...numbers, 'string', 'bytes', 'timestamp', 'duration'];
const orders = [
  ...ordered.map((type) => `${type},${type}:bool`),
  ...numbers.flatMap((a) => numbers.filter((b) => b !== a).map((b) => `${a},${b}:bool mixed`)),
];
const same = (...types: readonly string[]): readonly string[] => types.map((type) => `${type},${type}:${type}`);
const partOfTime = ['.timestamp:int', '.timestamp,string:int'];
const partOfSpan = [...partOfTime, '.duration:int'];
const conversion = (to: string, ...from: readonly string[]): readonly string[] => from.map((type) => `${type}:${to}`);

/** `takes,takes:gives`; a dot in front for those that are called on their first argument; A and B are any types. */
const written: Readonly<Record<string, readonly string[]>> = {
  '_?_:_': ['bool,A,A:A'],
  '_&&_': ['bool,bool:bool'],
  '_||_': ['bool,bool:bool'],
  '!_': ['bool:bool'],
  '@not_strictly_false': ['bool:bool'],
  '_==_': ['A,A:bool'],
  '_!=_': ['A,A:bool'],
  '_+_': [
    ...same('bytes', 'double', 'duration'),
    'duration,timestamp:timestamp',
    'timestamp,duration:timestamp',
    ...same('int', 'list(A)', 'string', 'uint'),
  ],
  '_-_': [
    ...same('double', 'duration', 'int'),
    'timestamp,duration:timestamp',
    'timestamp,timestamp:duration',
    ...same('uint'),
  ],
  '_*_': same('double', 'int', 'uint'),
  '_/_': same('double', 'int', 'uint'),
  '_%_': same('int', 'uint'),
  '-_': ['double:double', 'int:int'],
  '_<_': orders,
  '_<=_': orders,
  '_>_': orders,
  '_>=_': orders,
  '_[_]': ['list(A),int:A', 'map(A B),A:B'],
  '@in': ['A,list(A):bool', 'A,map(A B):bool'],
  size: ['bytes', 'list(A)', 'map(A B)', 'string'].flatMap((type) => [`${type}:int`, `.${type}:int`]),
  type: ['A:type(A)'],
  bool: conversion('bool', 'bool', 'string'),
  bytes: conversion('bytes', 'bytes', 'string'),
  double: conversion('double', 'double', 'int', 'string', 'uint'),
  duration: conversion('duration', 'duration', 'int', 'string'),
  dyn: ['A:dyn'],
  int: conversion('int', 'int', 'double', 'duration', 'string', 'timestamp', 'uint'),
  string: conversion('string', 'string', 'bool', 'bytes', 'double', 'duration', 'int', 'timestamp', 'uint'),
  timestamp: conversion('timestamp', 'timestamp', 'int', 'string'),
  uint: conversion('uint', 'uint', 'double', 'int', 'string'),
  contains: ['.string,string:bool'],
  endsWith: ['.string,string:bool'],
  startsWith: ['.string,string:bool'],
  matches: ['string,string:bool', '.string,string:bool'],
  getFullYear: partOfTime,
  getMonth: partOfTime,
  getDayOfYear: partOfTime,
  getDayOfMonth: partOfTime,
  getDate: partOfTime,
  getDayOfWeek: partOfTime,
  getHours: partOfSpan,
  getMinutes: partOfSpan,
  getSeconds: partOfSpan,
  getMilliseconds: partOfSpan,
};

const typeNamed = (text: string): Type => {
  const [, kind = '', inner = ''] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  const [first = simple('dyn'), second = simple('dyn')] = inner.split(' ').filter(Boolean).map(typeNamed);
  if (kind === 'A' || kind === 'B') return parameter(kind);
  if (kind === 'list') return listOf(first);
  if (kind === 'map') return mapOf(first, second);
  if (kind === 'type') return typeOf(first);
  return simple(
    kind === 'timestamp' ? 'google.protobuf.Timestamp' : kind === 'duration' ? 'google.protobuf.Duration' : kind,
  );
};

const overloadOf = (text: string): Overload => {
  const [, dot, takes = '', gives = '', mixed] = /^(\.?)(.*):(\S+)( mixed)?$/.exec(text) ?? [];
  return {
    isMember: dot === '.',
    takes: takes.split(',').map(typeNamed),
    gives: typeNamed(gives),
    isMixed: mixed !== undefined,
  };
};

const made = new Map<string, readonly Overload[]>();

/** The ways to call a function; undefined for one that CEL does not have. */
export const overloadsOf = (name: string): readonly Overload[] | undefined => {
  if (!Object.hasOwn(written, name)) return undefined;
  const known = made.get(name) ?? (written[name] ?? []).map(overloadOf);
  made.set(name, known);
  return known;
};

/** The functions that can be called by name. */
export const functionNames: readonly string[] = Object.keys(written).filter((name) => /^\w+$/.test(name));

/** The names that are types. */
export const typeNames: ReadonlyMap<string, Type> = new Map(
  [
    ...['bool', 'bytes', 'double', 'int', 'null_type', 'string', 'uint'].map((name): [string, Type] => [
      name,
      simple(name),
    ]),
    ...['google.protobuf.Timestamp', 'google.protobuf.Duration'].map((name): [string, Type] => [name, simple(name)]),
    ['list', listOf(parameter('A'))] as const,
    ['map', mapOf(parameter('A'), parameter('B'))] as const,
    ['type', { kind: 'type', parameters: [] }] as const,
  ].map(([name, type]) => [name, typeOf(type)]),
);
