import crdsJson from '../../schemas/crds.json' with { type: 'json' };
import { type ValidatorError, validators } from '../../schemas/validators.js';
import type { Field } from '../yaml/field.ts';
import type { CrdSchema, CrdsData } from './catalog-data.ts';
import { celViolations } from './crd-cel.ts';
import { isTemplated, type Place, Plain } from './crd-plain.ts';
import type { Violation } from './violation.ts';

export type { Violation } from './violation.ts';

const crds = crdsJson as unknown as CrdsData;

/** A kind of Dapr's API group. */
export interface KnownKind {
  readonly kind: string;
  /** The versions that the API server serves, as in `dapr.io/<version>`. */
  readonly versions: readonly string[];
  /** The first minor with it; 1.8 also for what is older. */
  readonly since: string;
}

/** Every kind of the API group dapr.io. */
export const knownKinds = (): readonly KnownKind[] => {
  const versions = new Map<string, string[]>();
  for (const name of Object.keys(crds.schemas)) {
    const [kind = '', version = ''] = name.split('/');
    versions.set(kind, [...(versions.get(kind) ?? []), version]);
  }
  return [...versions].map(([kind, all]) => ({ kind, versions: all, since: crds.since[kind] ?? '' }));
};

/** What the API server's schema says of a kind in a version of the group dapr.io; undefined if there is none. */
export const crdOf = (kind: string, version: string): CrdSchema | undefined => {
  const name = `${kind}/${version}`;
  return Object.hasOwn(crds.schemas, name) ? crds.schemas[name] : undefined;
};

/**
 * How an object breaks the schema of its CRD, each fault once, in the order of the document. None for a kind or version that
 * there is not, and for a document that could not be read.
 */
export const violations = (kind: string, version: string, root: Field): readonly Violation[] => {
  const name = `${kind}/${version}`;
  const schema = crdOf(kind, version);
  const validate = validators[name];
  if (!schema || !validate || !root.isMap || root.document.isBroken) return [];
  const plain = new Plain(root, rooted(schema));
  const found = validate(plain.data)
    ? []
    : oncePerPlace(validate.errors ?? []).flatMap((error) => violationOf(error, plain, kind) ?? []);
  const all = [...found, ...celViolations(plain)];
  return all.sort((a, b) => a.at.location.range.start - b.at.location.range.start);
};

/** What the API server adds to each schema, and checks by itself. */
const rooted = (schema: CrdSchema): CrdSchema => ({
  ...schema,
  properties: {
    ...schema.properties,
    metadata: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    status: { 'x-kubernetes-preserve-unknown-fields': true },
  },
});

/** A value of the wrong type breaks the rules for its values, too: the first of them says it all. */
const oncePerPlace = (errors: readonly ValidatorError[]): readonly ValidatorError[] => {
  const seen = new Set<string>();
  return errors.filter(({ instancePath, params }) => {
    const place = JSON.stringify([instancePath, params.additionalProperty, params.missingProperty]);
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
};

const violationOf = (error: ValidatorError, plain: Plain, kind: string): Violation | undefined => {
  const place = plain.at(error.instancePath);
  if (!place) return undefined;
  const { additionalProperty, missingProperty } = error.params;
  if (additionalProperty !== undefined) return unknownField(additionalProperty, place, plain, kind);
  if (missingProperty !== undefined) return missingField(missingProperty, place, plain);
  // What a placeholder will become is not known.
  if (!place.field.resolved) return undefined;
  return error.keyword === 'type' ? wrongType(error, place, plain) : invalidValue(error, place, plain);
};

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

const wrongType = ({ params: { type } }: ValidatorError, { field, value }: Place, plain: Plain): Violation => {
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
    case 'maximum':
      return {
        ...violation,
        expected: '32-bit integer',
        message: `${path} is ${quoted(value)}; must fit into 32 bits`,
      };
    case 'minItems':
      return {
        ...violation,
        message: `${path} is an empty list; needs at least ${params.limit} ${params.limit === 1 ? 'item' : 'items'}`,
      };
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
