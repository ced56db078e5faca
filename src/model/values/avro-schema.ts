type Json = unknown;
type JsonObject = Readonly<Record<string, Json>>;

const primitives = ['boolean', 'bytes', 'double', 'float', 'int', 'long', 'null', 'string'];
/** Deeper ones are no schemas of people. */
const maxDepth = 100;

/**
 * What keeps a text from being an Avro schema, as `it is no JSON`; undefined where nothing does, as far as types and names
 * go: defaults, symbols and sizes are not looked at. A type has to be defined before it is used.
 * Source: linkedin/goavro v2.14.1 codec.go buildCodec, name.go newName, record.go, union.go.
 */
export const faultOfAvroSchema = (text: string): string | undefined => {
  let schema: Json;
  try {
    schema = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  return faultOf(schema, { defined: new Set(primitives), namespace: '', depth: 0 });
};

interface Scope {
  readonly defined: Set<string>;
  readonly namespace: string;
  readonly depth: number;
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const faultOf = (schema: Json, outer: Scope): string | undefined => {
  const scope = { ...outer, depth: outer.depth + 1 };
  if (scope.depth > maxDepth) return undefined;
  if (typeof schema === 'string') return faultOfType(schema, {}, scope);
  if (Array.isArray(schema))
    return schema.length === 0 ? 'a union has no members' : firstFault(schema, (member) => faultOf(member, scope));
  if (!isObject(schema)) return 'it is neither a type, a list nor an object';
  if (!('type' in schema)) return 'a type is missing';
  const { type } = schema;
  return typeof type === 'string' ? faultOfType(type, schema, scope) : faultOf(type, scope);
};

const faultOfType = (type: string, schema: JsonObject, scope: Scope): string | undefined => {
  const { defined, namespace } = scope;
  if (defined.has(type) || (namespace !== '' && defined.has(`${namespace}.${type}`))) return undefined;
  switch (type) {
    case 'array':
      return 'items' in schema ? faultOf(schema.items, scope) : 'an array has no items';
    case 'map':
      return 'values' in schema ? faultOf(schema.values, scope) : 'a map has no values';
    case 'enum':
    case 'fixed':
    case 'record': {
      const name = nameOf(schema, namespace);
      if (name === undefined) return `a type ${type} has no name that Avro allows`;
      defined.add(name);
      const inner = { ...scope, namespace: name.split('.').slice(0, -1).join('.') };
      return type === 'record' ? faultOfRecord(schema, inner) : undefined;
    }
    default:
      return `there is no type "${type}"`;
  }
};

const faultOfRecord = (record: JsonObject, scope: Scope): string | undefined => {
  const fields = record.fields;
  if (!Array.isArray(fields)) return 'a record has no list of fields';
  return firstFault(fields, (field) =>
    isObject(field)
      ? (faultOf(field, scope) ?? (nameOf(field, scope.namespace) === undefined ? 'a field has no name' : undefined))
      : 'a field is no object',
  );
};

/** The name with its namespace; undefined where it is none. */
const nameOf = ({ name, namespace = '' }: JsonObject, enclosing: string): string | undefined => {
  if (typeof name !== 'string' || typeof namespace !== 'string') return undefined;
  const space = namespace === '' ? enclosing : namespace;
  const full = name.includes('.') || space === '' ? name : `${space}.${name}`;
  return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(full) ? full : undefined;
};

const firstFault = (items: readonly Json[], faultIn: (item: Json) => string | undefined): string | undefined => {
  for (const item of items) {
    const fault = faultIn(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
};
