import type { AnnotationDefinition, Catalog } from '../model/catalog.ts';
import { type JsonSchema, offeringWords } from './json-schema.ts';

/** The annotations of a pod template, or of a Component: those that Dapr reads, and any others. */
export const annotationsSchema = (catalog: Catalog, appliesTo: AnnotationDefinition['appliesTo']): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(
    catalog.annotations
      .filter((definition) => definition.appliesTo === appliesTo)
      .map((definition) => [definition.key, annotationSchema(definition)]),
  ),
  additionalProperties: { type: 'string' },
});

const annotationSchema = (definition: AnnotationDefinition): JsonSchema => ({
  ...valueSchema(definition),
  description: aboutAnnotation(definition),
  ...(definition.deprecated && { deprecationMessage: `deprecated: use ${definition.deprecated.replacement}` }),
});

/** Editors offer values; what a value may be is for daprlint to say, with its reason. */
const valueSchema = ({ type, values }: AnnotationDefinition): JsonSchema => {
  if (type === 'bool') return offeringWords(['true', 'false']);
  return type === 'enum' && values ? offeringWords(values) : { type: 'string' };
};

const words: Readonly<Partial<Record<AnnotationDefinition['type'], string>>> = {
  appId: 'app id',
  bool: '"true" or "false"',
  csv: 'list with commas',
  csvHostPort: 'list of host:port with commas',
  csvKeyValue: 'list of NAME=value with commas',
  csvPairs: 'list of pairs with commas',
  duration: 'Go duration, as "30s"',
  host: 'host name or address',
  imageReference: 'container image',
  int: 'integer',
  int32: 'integer',
  json: 'JSON',
  quantity: 'Kubernetes quantity, as "100m" or "128Mi"',
  resourceName: 'name of an object',
  secretName: 'name of a Secret',
};

/** One line: `integer, in seconds; default 5; since Dapr 1.9. Zero and less mean the default.` */
const aboutAnnotation = (definition: AnnotationDefinition): string => {
  const { type, unit, values, since, deprecated, note, badValue } = definition;
  const kind = values ? `one of ${values.join(', ')}` : (words[type] ?? type);
  const parts = [
    unit === undefined ? kind : `${kind}, in ${unit}`,
    ...(definition.default === undefined ? [] : [`default ${definition.default}`]),
    ...(since === undefined ? [] : [`since Dapr ${since}`]),
    ...(deprecated ? [`deprecated since ${deprecated.since}: use ${deprecated.replacement}`] : []),
  ];
  return [parts.join('; '), ...[note, badValue?.says].filter((text) => text !== undefined)].map(sentence).join(' ');
};

/** The name of a program keeps its letters. */
const sentence = (text: string): string =>
  text.startsWith('daprd ') ? `${text}.` : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
