/** The types of CEL and how they agree. Source: cel-go v0.20.1 checker/types.go. */

export interface Type {
  /** `dyn`, `any` (of variables) and `error` agree with everything; `parameter` is a type not known yet. */
  readonly kind: string;
  readonly parameters: readonly Type[];
  /** Of a parameter. */
  readonly name?: string;
}

export const simple = (kind: string): Type => ({ kind, parameters: [] });
export const listOf = (item: Type): Type => ({ kind: 'list', parameters: [item] });
export const mapOf = (key: Type, value: Type): Type => ({ kind: 'map', parameters: [key, value] });
export const typeOf = (type: Type): Type => ({ kind: 'type', parameters: [type] });
export const parameter = (name: string): Type => ({ kind: 'parameter', parameters: [], name });

export const dyn = simple('dyn');
export const any = simple('any');
export const error = simple('error');
export const bool = simple('bool');

/** What is known of the parameters, by their names. */
export type Bindings = ReadonlyMap<string, Type>;

/** Bindings with what an attempt adds to them. */
interface Attempt {
  readonly known: Bindings;
  readonly found: Map<string, Type>;
}

const bound = ({ known, found }: Attempt, { name = '' }: Type): Type | undefined => found.get(name) ?? known.get(name);

export const isAnything = ({ kind }: Type): boolean => kind === 'dyn' || kind === 'any' || kind === 'error';

export const isSameType = (a: Type, b: Type): boolean =>
  a.kind === b.kind &&
  a.name === b.name &&
  a.parameters.length === b.parameters.length &&
  a.parameters.every((each, index) => isSameType(each, b.parameters[index] ?? error));

/** Whether values of the types of one list can stand for those of another; what that tells of the parameters is kept then. */
export const unify = (from: readonly Type[], to: readonly Type[], bindings: Map<string, Type>): boolean => {
  const attempt = { known: bindings, found: new Map<string, Type>() };
  const agrees = agree(from, to, attempt);
  if (agrees) for (const [name, type] of attempt.found) bindings.set(name, type);
  return agrees;
};

const agree = (from: readonly Type[], to: readonly Type[], attempt: Attempt): boolean =>
  from.length === to.length && from.every((type, index) => isAssignable(attempt, type, to[index] ?? error));

const isAssignable = (attempt: Attempt, a: Type, b: Type): boolean => {
  if (b.kind === 'parameter') {
    const { isValid, isBound } = substitutes(attempt, a, b);
    if (isValid || isBound) return isValid;
  }
  if (a.kind === 'parameter') return substitutes(attempt, b, a).isValid;
  if (isAnything(a) || isAnything(b)) return true;
  if (a.kind === 'null_type') return isNullable(b);
  if (b.kind === 'null_type') return isNullable(a);
  if (a.kind === 'type') return b.kind === 'type';
  return a.kind === b.kind && agree(a.parameters, b.parameters, attempt);
};

const isNullable = ({ kind }: Type): boolean =>
  kind === 'null_type' || kind === 'google.protobuf.Duration' || kind === 'google.protobuf.Timestamp';

/** Whether a type can be what a parameter stands for, and whether that is known already. */
const substitutes = (
  attempt: Attempt,
  type: Type,
  to: Type,
): { readonly isValid: boolean; readonly isBound: boolean } => {
  if (isSameType(type, to)) return { isValid: true, isBound: true };
  const known = bound(attempt, to);
  if (known) {
    if (isSameType(type, known)) return { isValid: true, isBound: true };
    if (!isAssignable(attempt, type, known)) return { isValid: false, isBound: true };
    const general = moreGeneral(type, known);
    if (!occurs(attempt, to, general)) attempt.found.set(to.name ?? '', general);
    return { isValid: true, isBound: true };
  }
  if (occurs(attempt, to, type)) return { isValid: false, isBound: false };
  attempt.found.set(to.name ?? '', type);
  return { isValid: true, isBound: false };
};

const occurs = (attempt: Attempt, type: Type, within: Type): boolean => {
  if (isSameType(type, within)) return true;
  if (within.kind === 'parameter') {
    const known = bound(attempt, within);
    return known !== undefined && occurs(attempt, type, known);
  }
  return within.parameters.some((each) => occurs(attempt, type, each));
};

/** The more general of two types that agree. */
export const moreGeneral = (a: Type, b: Type): Type => (isAsGeneral(a, b) ? a : b);

const isOpen = ({ kind }: Type): boolean => kind === 'dyn' || kind === 'any' || kind === 'parameter';

const isAsGeneral = (a: Type, b: Type): boolean => {
  if (isOpen(a)) return true;
  if (isOpen(b) || a.kind !== b.kind) return false;
  if (a.kind === 'type') return true;
  return a.parameters.every((each, index) => isAsGeneral(each, b.parameters[index] ?? error));
};

/** A type with its parameters replaced by what they stand for; those that are not known stay, or become dyn. */
export const substitute = (bindings: Bindings, type: Type, isFinal = false): Type => {
  if (type.kind === 'parameter') {
    const known = bindings.get(type.name ?? '');
    if (known) return substitute(bindings, known, isFinal);
    return isFinal ? dyn : type;
  }
  if (type.parameters.length === 0) return type;
  return { ...type, parameters: type.parameters.map((each) => substitute(bindings, each, isFinal)) };
};

/** `list(string)`, for messages. */
export const titleOf = ({ kind, parameters }: Type): string => {
  if (kind === 'parameter' || kind === 'any') return 'dyn';
  const short = kind.replace('google.protobuf.', '').toLowerCase();
  return parameters.length === 0 ? short : `${short}(${parameters.map(titleOf).join(', ')})`;
};
