/**
 * Compiles schemas/crds.json into schemas/validators.js, code that needs nothing at run time: `npx tsx scripts/generate-validators.ts`.
 * What the API server does beyond JSON Schema is built in before: unknown fields are errors, formats are ranges, sets are unique.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type SchemaObject } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { transformSync } from 'esbuild';
import type { CrdSchema, CrdsData } from '../src/model/catalog/data.ts';

/** As Go reads RFC 3339, but for the number of days in a month and the like. */
const time = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)$';
const int32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };

/** A schema as the API server understands it, in JSON Schema; what it allows beyond is left to `close`. */
const strict = (schema: CrdSchema): SchemaObject => {
  const open = schema['x-kubernetes-preserve-unknown-fields'];
  const defaulted = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    property.default === undefined ? [] : [name],
  );
  const required = schema.required?.filter((name) => !defaulted.includes(name));
  return {
    ...(schema['x-kubernetes-int-or-string'] ? { type: ['integer', 'string'] } : schema.type && { type: schema.type }),
    ...(schema.nullable && { nullable: true }),
    ...(schema.properties && { properties: each(schema.properties, strict) }),
    ...(schema.properties && !open && !schema.additionalProperties && { additionalProperties: false }),
    ...(schema.additionalProperties && { additionalProperties: strict(schema.additionalProperties) }),
    ...(schema.items && { items: strict(schema.items) }),
    ...(required && required.length > 0 && { required }),
    ...(schema.enum && { enum: schema.enum }),
    ...(schema.minimum !== undefined && { minimum: schema.minimum }),
    ...(schema.minLength !== undefined && { minLength: schema.minLength }),
    ...(schema.minItems !== undefined && { minItems: schema.minItems }),
    ...(schema.format === 'int32' && int32),
    ...(schema.format === 'date-time' && { pattern: time }),
    ...(schema['x-kubernetes-list-type'] === 'set' && { uniqueItems: true }),
  };
};

const each = (
  schemas: Readonly<Record<string, CrdSchema>>,
  change: (schema: CrdSchema) => SchemaObject,
): Record<string, SchemaObject> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, change(schema)]));

/** Every object has a status to the API server, and metadata that have a validator of their own. */
const rooted = (schema: CrdSchema): CrdSchema => ({
  ...schema,
  properties: { ...schema.properties, metadata: {}, status: {} },
});

/** Replaces what occurs more than once by a reference, so that its code is there once. */
class Definitions {
  readonly #counts = new Map<string, number>();
  readonly #names = new Map<string, string>();
  readonly definitions: Record<string, SchemaObject> = {};

  constructor(schemas: readonly SchemaObject[]) {
    for (const schema of schemas) this.#count(schema);
  }

  #count(schema: SchemaObject): void {
    const text = JSON.stringify(schema);
    const count = (this.#counts.get(text) ?? 0) + 1;
    this.#counts.set(text, count);
    if (count === 1) for (const child of children(schema)) this.#count(child);
  }

  share(schema: SchemaObject): SchemaObject {
    const text = JSON.stringify(schema);
    // A reference to a scalar would be longer than its check.
    if ((this.#counts.get(text) ?? 0) < 2 || !(schema.properties || schema.items)) return this.#within(schema);
    const known = this.#names.get(text);
    const name = known ?? `d${this.#names.size}`;
    if (known === undefined) {
      this.#names.set(text, name);
      this.definitions[name] = this.#within(schema);
    }
    return { $ref: `shared#/definitions/${name}` };
  }

  #within(schema: SchemaObject): SchemaObject {
    const { properties, items, additionalProperties } = schema;
    return {
      ...schema,
      ...(properties && {
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, child]) => [name, this.share(child as SchemaObject)]),
        ),
      }),
      ...(items && { items: this.share(items) }),
      ...(additionalProperties && { additionalProperties: this.share(additionalProperties) }),
    };
  }
}

const children = ({ properties, items, additionalProperties }: SchemaObject): readonly SchemaObject[] => [
  ...(Object.values(properties ?? {}) as SchemaObject[]),
  ...(items ? [items] : []),
  ...(additionalProperties ? [additionalProperties] : []),
];

const header = '// Made by scripts/generate-validators.ts from crds.json. Do not edit.\n';

/** The module of validators, one for each kind and version, in a table by `kind/version`, and one for `ObjectMeta`. */
export const validatorsCode = ({ schemas, objectMeta }: CrdsData): string => {
  const objects = Object.entries(schemas).map(([name, schema]) => [name, strict(rooted(schema))] as const);
  const prepared = [...objects, ['ObjectMeta', strict(objectMeta)] as const];
  const shared = new Definitions(prepared.map(([, schema]) => schema));
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    // Lengths are only ever compared with one, so code units do, and spare a function of ajv's.
    unicode: false,
    logger: false,
    strict: true,
    allowUnionTypes: true,
    code: { source: true, esm: true, optimize: 2 },
  });
  const exported = prepared.map(([name, schema]) => {
    // A slash would make a folder of the kind when references are resolved.
    const identifier = name.replace('/', '_');
    ajv.addSchema(shared.share(schema), identifier);
    return [name, identifier] as const;
  });
  ajv.addSchema({ definitions: shared.definitions }, 'shared');
  const code = standalone.default(ajv, Object.fromEntries(exported.map(([, identifier]) => [identifier, identifier])));
  if (/\brequire\(|\bimport[\s({]/.test(code)) throw new Error('the validators need something of ajv at run time');
  const table = exported.map(([name, identifier]) => `${JSON.stringify(name)}: ${identifier}`).join(', ');
  // Nobody asks which line of the schema was broken, and the paths are a third of the code.
  const lean = code.replaceAll(/schemaPath:"[^"]*",/g, '').replaceAll(/\bexport const /g, 'const ');
  return header + compacted(`${lean}\nexport const validators = {${table}};`);
};

/** Small, with each function on a line of its own. */
const compacted = (code: string): string =>
  transformSync(code, { format: 'esm', minify: true, treeShaking: true, target: 'node20' }).code.replaceAll(
    '}function ',
    '}\nfunction ',
  );

const folder = new URL('../schemas/', import.meta.url);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const data = JSON.parse(readFileSync(new URL('crds.json', folder), 'utf8')) as CrdsData;
  const code = validatorsCode(data);
  writeFileSync(new URL('validators.js', folder), code);
  console.error(`schemas/validators.js: ${Math.ceil(code.length / 1024)} KB`);
}
