import valuesJson from '../../../schemas/values.json' with { type: 'json' };
import type { MetadataField, MetadataSchema } from '../catalog/metadata-schema.ts';
import type { MetadataReading } from './metadata-reading.ts';
import { triedOf } from './tried.ts';

interface ValuesData {
  readonly sameCase: readonly string[];
  readonly exactCase: Readonly<Record<string, readonly string[]>>;
  readonly together: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly apart: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly fields: Readonly<Record<string, Readonly<Record<string, MetadataReading>>>>;
}

const values = valuesJson as unknown as ValuesData;

/**
 * What daprd itself reads in one letter case only. Source: dapr v1.18.3 pkg/encryption/encryption.go:66,
 * pkg/runtime/pubsub/outbox.go:110, pkg/runtime/processor/binding/binding.go:205, processor/pubsub/pubsub.go:81.
 */
const readByDaprd: Readonly<Record<string, readonly string[]>> = {
  bindings: ['route'],
  pubsub: ['consumerID'],
  state: [
    'outboxDiscardWhenMissingState',
    'outboxPublishPubsub',
    'outboxPublishTopic',
    'outboxPubsub',
    'primaryEncryptionKey',
    'secondaryEncryptionKey',
  ],
};

/** What Init of one type and version makes of texts: tried out, see schemas/values.json. */
export interface MetadataValues {
  /** By name in lower case: how a field is read, if some texts are refused. */
  readonly readings: ReadonlyMap<string, MetadataReading>;
  /** Where one field of a group is given, the others must be too. */
  readonly together: readonly (readonly string[])[];
  /** Of each group, one field may be given. */
  readonly apart: readonly (readonly string[])[];
  /** By name in lower case: the names that are read in this letter case only. */
  readonly exactCase: ReadonlyMap<string, string>;
  /** Whether two names that differ in letter case alone stop Init. */
  readonly mindsCase: boolean;
}

const known = new Map<string, MetadataValues>();

export const metadataValues = (type: string, version: string): MetadataValues => {
  const name = `${type}@${version}`;
  const made = known.get(name);
  if (made) return made;
  const of = <Entry>(table: Readonly<Record<string, Entry>>): Entry | undefined => triedOf(table, type, version);
  const result: MetadataValues = {
    readings: new Map(Object.entries(of(values.fields) ?? {}).map(([field, read]) => [field.toLowerCase(), read])),
    together: of(values.together) ?? [],
    apart: of(values.apart) ?? [],
    exactCase: new Map(
      [...(of(values.exactCase) ?? []), ...(readByDaprd[type.split('.')[0] ?? ''] ?? [])].map((each) => [
        each.toLowerCase(),
        each,
      ]),
    ),
    mindsCase: !values.sameCase.includes(type),
  };
  known.set(name, result);
  return result;
};

const declared = new WeakMap<MetadataSchema, MetadataValues>();

/** What a bundle says of a type that nobody could try. */
export const declaredValues = (schema: MetadataSchema): MetadataValues => {
  const known = declared.get(schema);
  if (known) return known;
  const readings = new Map<string, MetadataReading>();
  for (const [name, field] of schema.fields) {
    const reading = declaredReading(field);
    if (reading) readings.set(name, reading);
  }
  const result = { readings, together: [], apart: [], exactCase: new Map(), mindsCase: false };
  declared.set(schema, result);
  return result;
};

const declaredReading = ({ type, allowedValues }: MetadataField): MetadataReading | undefined => {
  if (allowedValues && type !== 'bool') return { as: 'word', of: allowedValues, case: 'any' };
  if (type === 'number') return { as: 'float', empty: 'accepted' };
  if (type === 'duration') return { as: 'duration' };
  return type === 'bytesize' ? { as: 'quantity', empty: 'accepted' } : undefined;
};
