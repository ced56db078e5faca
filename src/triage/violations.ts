import { allRules, oneOf } from '../choice.ts';
import { closestChoice } from '../model/closest.ts';
import type { Field } from '../yaml/field.ts';
import type { ConfigProblem } from './config-error.ts';
import { type JsonSchema, patterns } from './schema.ts';

/** What a scalar of a config is: YAML 1.2, as editors read it, where `off` and `on` are words. */
export const scalarOf = (field: Field): unknown => {
  const { value, written = '' } = field;
  return typeof value === 'boolean' && !/^(?:true|false)$/i.test(written) ? written : value;
};

const typeOf = (field: Field): string => {
  if (field.isMap) return 'object';
  if (field.isList) return 'array';
  const value = scalarOf(field);
  return value === null ? 'null' : typeof value;
};

const typesOf = ({ type = [] }: JsonSchema): readonly string[] => (typeof type === 'string' ? [type] : type);

/** Checks a field against a schema. Each fault is told once, at its exact place. */
export function* violations(field: Field, schema: JsonSchema, whole: JsonSchema = schema): Generator<ConfigProblem> {
  const branches = branchesOf(schema, whole);
  const branch = branches.find((candidate) => typesOf(candidate).includes(typeOf(field)));
  if (!branch) yield wrong(field, branches);
  else if (field.isMap) yield* mapViolations(field, branch, whole);
  else if (field.isList) yield* listViolations(field, branch, whole);
  else if (!allows(branch, scalarOf(field))) yield wrong(field, branches);
}

/** The alternatives of a schema, references resolved; no two of ours are of one type. */
const branchesOf = (schema: JsonSchema, whole: JsonSchema): readonly JsonSchema[] => {
  const target = schema.$ref === undefined ? schema : whole.definitions?.[schema.$ref.replace('#/definitions/', '')];
  if (!target) throw new TypeError(`the schema has no ${schema.$ref}`);
  return target.anyOf ? target.anyOf.flatMap((branch) => branchesOf(branch, whole)) : [target];
};

function* mapViolations(field: Field, schema: JsonSchema, whole: JsonSchema): Generator<ConfigProblem> {
  const { properties = {}, required = [], minProperties = 0 } = schema;
  const { entries } = field;
  for (const [name, child] of entries) {
    // `constructor` is no key that every config has.
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property) yield* violations(child, property, whole);
    else yield unknown(child, name, Object.keys(properties));
  }
  const missing = required.find((name) => !field.get(name).exists);
  if (missing !== undefined) yield { location: field.key.location, message: `${nameOf(field)} has no ${missing}` };
  else if (entries.length < minProperties) {
    const others = Object.keys(properties).filter((name) => !required.includes(name));
    const message = `${nameOf(field)} does not say where it applies`;
    yield { location: field.key.location, message, help: `add ${oneOf(others)}` };
  }
}

function* listViolations(field: Field, schema: JsonSchema, whole: JsonSchema): Generator<ConfigProblem> {
  if (field.items.length < (schema.minItems ?? 0)) {
    yield {
      location: field.location,
      message: `${nameOf(field)} is an empty list`,
      help: 'name at least one, or remove the key',
    };
  }
  for (const item of field.items) if (schema.items) yield* violations(item, schema.items, whole);
}

const allows = (schema: JsonSchema, value: unknown): boolean => {
  if (schema.enum && !(schema.enum as readonly unknown[]).includes(value)) return false;
  if (typeof value === 'number') {
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
    return Number.isFinite(value) && minimum <= value && value <= maximum;
  }
  if (typeof value !== 'string') return true;
  const { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  if (value.length < minLength || value.length > maxLength) return false;
  return pattern === undefined || new RegExp(pattern, 'u').test(value);
};

const wrong = (field: Field, expected: readonly JsonSchema[]): ConfigProblem => ({
  location: field.location,
  message: `${nameOf(field)} is ${describe(field)}; it must be ${oneOf(expected.flatMap(words))}`,
  ...helpFor(field, expected),
});

const helpFor = (field: Field, expected: readonly JsonSchema[]): { readonly help?: string } => {
  const { written } = field;
  if (written === undefined || written === '') return {};
  const choices = expected.flatMap((schema) => schema.enum ?? []).map(String);
  const meant = choices.includes('off')
    ? (synonyms.get(written.toLowerCase()) ?? closestChoice(written, choices))
    : closestChoice(written, choices);
  if (meant !== undefined) return { help: `did you mean "${meant}"?` };
  const isUnquoted =
    typeof scalarOf(field) !== 'string' &&
    choices.length === 0 &&
    expected.some((schema) => typesOf(schema).includes('string') && allows(schema, written));
  return isUnquoted ? { help: `quote it: "${written}"` } : {};
};

/** What other linters call our levels. */
export const synonyms: ReadonlyMap<string, string> = new Map([
  ...['warn', '1'].map((word) => [word, 'warning'] as const),
  ...['err', 'fatal', 'critical', '2', 'true', 'on'].map((word) => [word, 'error'] as const),
  ...['note', 'notice', 'hint', 'information'].map((word) => [word, 'info'] as const),
  ...['none', 'ignore', 'disable', 'disabled', 'false', '0', 'no'].map((word) => [word, 'off'] as const),
]);

const unknown = (field: Field, name: string, candidates: readonly string[]): ConfigProblem => {
  const steps = field.path;
  const isRule = steps.at(-2) === 'rules';
  const rule = steps.at(-3) === 'rules' ? steps.at(-2) : undefined;
  const noun = isRule ? 'rule' : rule === undefined ? 'key' : `option of ${rule}:`;
  const meant = closestChoice(name, candidates);
  const alternatives = isRule ? allRules : `use ${oneOf(candidates)}`;
  return {
    location: field.key.location,
    message: `unknown ${noun} "${name}"`,
    help: meant === undefined ? alternatives : `did you mean "${meant}"?`,
  };
};

/** The field as a person would call it: `overrides[0].files`. */
const nameOf = (field: Field): string => field.toString() || 'the config';

const describe = (field: Field): string => {
  if (field.isMap) return 'a map';
  if (field.isList) return 'a list';
  const value = scalarOf(field);
  if (value === null || value === '') return 'empty';
  const text = typeof value === 'string' ? JSON.stringify(value) : (field.written ?? '');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** What a schema asks for, in words. */
const words = (schema: JsonSchema): readonly string[] => {
  // The ids of all rules are too many to list.
  if (schema.enum && schema.title !== undefined) return [schema.title];
  if (schema.enum) return typesOf(schema).includes('number') ? [] : schema.enum.map(String);
  return typesOf(schema).flatMap((type) => {
    if (type === 'object') return 'a map';
    if (type === 'array') return 'a list';
    if (type === 'boolean') return 'true or false';
    if (type === 'number') return `a number${bounds(schema)}`;
    if (type === 'string')
      return Object.values(patterns).find(({ pattern }) => pattern === schema.pattern)?.words ?? 'a string';
    return [];
  });
};

const bounds = ({ minimum, maximum }: JsonSchema): string => {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? '' : ` of at most ${maximum}`;
};
