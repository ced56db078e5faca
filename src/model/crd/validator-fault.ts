import type { ValidatorError } from '../../../schemas/validators.js';
import type { Field } from '../../yaml/field.ts';
import { isTemplated } from '../../yaml/template.ts';
import type { Place, Plain } from './plain.ts';
import type { Violation } from './violation.ts';

/** What a fault that a validator found means to the one who wrote the object; nothing where a placeholder may yet mend it. */
export const violationOf = (error: ValidatorError, plain: Plain, kind: string): Violation | undefined => {
  const place = plain.at(error.instancePath);
  if (!place) return undefined;
  const { additionalProperty, missingProperty } = error.params;
  if (additionalProperty !== undefined) return unknownField(additionalProperty, place, plain, kind);
  if (missingProperty !== undefined)
    return plain.requires(place, missingProperty) ? missingField(missingProperty, place, plain) : undefined;
  // What a placeholder will become is not known.
  if (!place.field.resolved) return undefined;
  return error.keyword === 'type' ? wrongType(error.params.type, place, plain) : invalidValue(error, place, plain);
};

/** What an older Dapr makes of fields that came, or changed, after it. */
export const eraViolations = (plain: Plain): readonly Violation[] => [
  ...plain.later.map(({ field, key, since }): Violation => {
    const message = `${plain.pathOf(field)} needs Dapr ${since}`;
    return { code: 'later-field', at: field.key, field, key, since, message };
  }),
  ...plain.former.flatMap(({ field, value, type }) =>
    value === null || Number.isInteger(value) || !field.resolved ? [] : wrongType(type, { field, value }, plain),
  ),
];

const unknownField = (
  key: string,
  { field: parent, schema, children }: Place,
  plain: Plain,
  kind: string,
): Violation | undefined => {
  const field = children?.get(key) ?? parent.get(key);
  if (isTemplated(key)) return undefined;
  const candidates = Object.keys(schema?.properties ?? {}).filter((name) => name !== 'status');
  return {
    code: 'unknown-field',
    at: field.key,
    field,
    key,
    candidates,
    written: parent.entries.map(([name]) => name),
    message: `${plain.pathOf(field)} is not a field of ${kind}`,
  };
};

const missingField = (key: string, { field: parent }: Place, plain: Plain): Violation | undefined => {
  // A key that is filled in later, or a merge with something that is, may bring it along.
  if (parent.entries.some(([name]) => isTemplated(name)) || !parent.get('<<').resolved) return undefined;
  const field = parent.get(key);
  const fault = field.exists ? 'is empty, which counts as missing' : 'is missing';
  return { code: 'missing-field', at: field.key, field, key, message: `${plain.pathOf(field)} ${fault}` };
};

const wrongType = (
  type: string | readonly string[] | undefined,
  { field, value }: Pick<Place, 'field' | 'value'>,
  plain: Plain,
): Violation => {
  const types = typeof type === 'string' ? [type] : (type ?? []);
  const expected = types.map((name) => typeNames[name] ?? name).join(' or ');
  const must = types.map((name) => articles[name] ?? name).join(' or ');
  const isFraction = typeof value === 'number' && expected === 'integer' && Number.isFinite(value);
  const actual = isFraction ? 'a number with a fraction' : nameOf(value, field);
  return {
    code: 'wrong-type',
    at: field,
    field,
    expected,
    message: `${plain.pathOf(field)} is ${actual}; must be ${must}`,
  };
};

const typeNames: Readonly<Record<string, string>> = { object: 'map', array: 'list' };
const articles: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'a boolean',
};

const nameOf = (value: unknown, field: Field): string => {
  if (value === null || value === undefined) return 'empty';
  if (field.isMap) return 'a map';
  if (field.isList) return 'a list';
  return `a ${typeof value}`;
};

const invalidValue = (
  { keyword, params }: ValidatorError,
  { field, value }: Place,
  plain: Plain,
): Violation | undefined => {
  const path = plain.pathOf(field);
  const violation = { code: 'invalid-value', at: field, field } as const;
  switch (keyword) {
    case 'enum': {
      const expected = `one of ${(params.allowedValues ?? []).join(', ')}`;
      return { ...violation, expected, message: `${path} is ${quoted(value)}; must be ${expected}` };
    }
    case 'uniqueItems': {
      const [repeated, first] = [params.i, params.j].map(Number).sort((a, b) => b - a);
      const item = field.items[repeated ?? 0] ?? field;
      if (!item.resolved) return undefined;
      return {
        ...violation,
        at: item,
        field: item,
        message: `${path} has ${quoted(field.items[first ?? 0]?.value)} twice`,
      };
    }
    case 'minimum':
    case 'maximum': {
      const expected = params.limit === 0 ? 'not be negative' : 'fit into 32 bits';
      return { ...violation, message: `${path} is ${quoted(value)}; must ${expected}` };
    }
    case 'minItems':
      return {
        ...violation,
        message: `${path} is an empty list; needs at least ${params.limit} ${params.limit === 1 ? 'item' : 'items'}`,
      };
    case 'pattern':
      return { ...violation, message: `${path} is no time as in 2027-03-01T12:00:00Z` };
    case 'minLength':
      return { ...violation, message: `${path} is an empty string; must not be empty` };
    default:
      return { ...violation, message: `${path} does not fit its schema` };
  }
};

/** A scalar as the user wrote it, cut to what fits on a line; only used where the schema names the values, never for secrets. */
const quoted = (value: unknown): string => {
  const text = String(value);
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return typeof value === 'string' ? `"${short}"` : short;
};
