import type { Catalog, ComponentDefinition, MetadataField, MetadataSchema } from '../model/catalog.ts';
import { indispensable } from '../model/component/indispensable.ts';
import { type JsonSchema, type Offer, offering, offeringWords, when, whereFields } from './json-schema.ts';

/** What a Component's spec means to an editor: its types, and for each type the names of its metadata. */
export interface ComponentSchemas {
  /** Goes beside what the CRD says of `spec`. */
  readonly spec: JsonSchema;
  /** The items of `spec.metadata` by type and version, to which `spec` refers. */
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

export const componentSchemas = (catalog: Catalog): ComponentSchemas => {
  const definitions: Record<string, JsonSchema> = {};
  const branches = catalog.componentTypes.flatMap((type) => {
    const definition = catalog.component(type);
    if (!definition) return [];
    for (const version of definition.versions) definitions[nameOf(type, version)] = itemSchema(definition, version);
    return [branchOf(definition)];
  });
  const offers = catalog.componentTypes.map((type) => ({ word: type, about: aboutType(catalog.component(type)) }));
  return { spec: { properties: { type: offering(offers) }, allOf: branches }, definitions };
};

const nameOf = (type: string, version: string): string => `${type}.${version}`;

const aboutType = (definition: ComponentDefinition | undefined): string => {
  if (!definition) return '';
  const { versions, status, since, aliases } = definition;
  const parts = [
    ...(status === undefined ? [] : [status]),
    versions.length > 1 ? `versions ${versions.join(', ')}` : `version ${versions.join()}`,
    ...(since === undefined ? [] : [`since Dapr ${since}`]),
    ...(aliases.length === 0 ? [] : [`also ${aliases.join(', ')}`]),
  ];
  return parts.join('; ');
};

/** What `spec` looks like where its type is this one. */
const branchOf = ({ type, aliases, versions, defaultVersion }: ComponentDefinition): JsonSchema => {
  const others = versions.filter((version) => version !== defaultVersion);
  const metadata = others.reduce<JsonSchema>(
    (otherwise, version) =>
      when(whereFields({ version: [version, version.toUpperCase()] }), metadataOf(type, version), otherwise),
    metadataOf(type, defaultVersion),
  );
  return when(whereFields({ type: [type, ...aliases] }), {
    properties: { version: offeringWords(versions) },
    allOf: [metadata],
  });
};

const metadataOf = (type: string, version: string): JsonSchema => ({
  properties: { metadata: { items: { $ref: `#/definitions/${nameOf(type, version)}` } } },
});

const itemSchema = (definition: ComponentDefinition, version: string): JsonSchema => {
  const schema = definition.metadata(version);
  const needed = new Set(indispensable(definition.type, version).map(({ name }) => name.toLowerCase()));
  const fields = schema.names.flatMap((name) => schema.find(name) ?? []);
  const offers: readonly Offer[] = fields.map((field) => ({
    word: field.name,
    about: aboutField(field, needed.has(field.name.toLowerCase()), schema),
  }));
  const values = fields.flatMap(valueBranchOf);
  return { properties: { name: offering(offers) }, ...(values.length > 0 && { allOf: values }) };
};

/** The values that are offered once the name is there; all others are right as well. */
const valueBranchOf = ({ name, type, allowedValues }: MetadataField): readonly JsonSchema[] => {
  const words = allowedValues ?? (type === 'bool' ? ['true', 'false'] : []);
  if (words.length === 0) return [];
  return [when(whereFields({ name: [name] }), { properties: { value: offeringWords(words, {}) } })];
};

/** One line: `required; secret: take it from a secretKeyRef; number; default 3`. */
const aboutField = (field: MetadataField, isNeeded: boolean, schema: MetadataSchema): string => {
  const profiles = schema.profiles.filter(({ fields }) => fields.some(({ name }) => name === field.name));
  const parts = [
    field.type,
    ...(isNeeded ? ['required'] : []),
    ...(field.allowedValues ? [`one of ${field.allowedValues.join(', ')}`] : []),
    ...(field.default === undefined || field.default === '' ? [] : [`default ${field.default}`]),
    ...(field.direction === undefined ? [] : [`for ${field.direction} bindings`]),
    ...(profiles.length === 0 ? [] : [`to authenticate by ${profiles.map(({ name }) => name).join(', or ')}`]),
    ...(field.sensitive ? ['secret: take it from a secretKeyRef'] : []),
    ...(schema.deprecation(field.name) ? ['deprecated'] : []),
  ];
  return parts.join('; ');
};
