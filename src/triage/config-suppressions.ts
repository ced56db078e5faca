import type { Field } from '../yaml/field.ts';
import type { Location } from '../yaml/location.ts';
import { type Places, readPlaces } from './places.ts';
import { removalOfEntry } from './removal.ts';
import type { RuleMention, Suppression } from './suppressions.ts';

/** An entry of `ignores` that names rules: the wish not to be told of what they find in some places. */
export interface ConfigSuppression extends Suppression {
  readonly by: 'config';
  readonly places: Places;
}

/** The entries of `ignores` that are no paths; the schema has made sure of their shape. */
export const configSuppressions = (entries: readonly Field[]): readonly ConfigSuppression[] =>
  entries.filter(({ isMap }) => isMap).map(configSuppression);

const configSuppression = (entry: Field): ConfigSuppression => {
  const at = entry.key.location;
  const [reason, until] = [entry.get('reason').written, entry.get('until').written];
  const textsOf = (key: keyof Places): { readonly [Key in keyof Places]?: readonly string[] } => {
    const field = entry.get(key);
    return field.exists ? { [key]: scalarsIn(field).map(({ written = '' }) => written) } : {};
  };
  return {
    rules: mentionsIn(entry.get('rules')),
    places: readPlaces({ ...textsOf('files'), ...textsOf('kinds'), ...textsOf('names'), ...textsOf('namespaces') }),
    scope: entry.extent,
    at,
    location: at,
    by: 'config',
    ...removable(entry),
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
  };
};

const scalarsIn = (field: Field): readonly Field[] => (field.isList ? field.items : [field]);

const mentionsIn = (field: Field): readonly RuleMention[] =>
  scalarsIn(field).map((id, _, all) => ({
    id: id.written ?? '',
    location: id.location,
    ...(all.length > 1 && removable(id)),
  }));

const removable = (field: Field): { readonly removal?: Location } => {
  const { source } = field.location;
  const range = field.isAliased ? undefined : removalOfEntry(source, field.extent);
  return range ? { removal: { source, range } } : {};
};
