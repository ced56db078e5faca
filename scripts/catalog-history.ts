import type { FieldChange, MetadataType, VersionData } from '../src/model/catalog/data.ts';
import { type Facts, type FieldHistoryFact, type MetadataFact, sorted } from './catalog-facts.ts';

/** When the fields of one version came, and what they were before. */
export const historyOf = (
  fact: MetadataFact,
  history: Facts['history']['components'][string] | undefined,
): Pick<VersionData, 'since' | 'was'> => {
  const own = new Map(fact.metadata.map((field) => [field.name, field]));
  const names = new Set([
    ...own.keys(),
    ...fact.authProfiles.flatMap(({ metadata }) => metadata.map(({ name }) => name)),
  ]);
  const since: Record<string, string[]> = {};
  const was: Record<string, FieldChange[]> = {};
  for (const [name, entry] of Object.entries(history?.fields ?? {})) {
    if (!names.has(name)) continue;
    const first = firstMinor(entry);
    if (first !== undefined && first !== history?.since && first !== history?.earliest) push(since, first, name);
    for (const [range, before] of Object.entries(entry.was ?? {})) {
      const change = changeOf(name, before, own.get(name)?.required ?? false);
      if (Object.keys(change).length > 1) push(was, range.split('-').at(-1) ?? range, change);
    }
  }
  return {
    ...(Object.keys(since).length > 0 && { since: sorted(since) }),
    ...(Object.keys(was).length > 0 && { was: sorted(was) }),
  };
};

/** Undefined for what the oldest minor has, and where nothing can be told of the minors before. */
const firstMinor = ({ codeSince, since, unknownBefore }: FieldHistoryFact): string | undefined => {
  const first = codeSince ?? since;
  return first === undefined || first.startsWith('<=') || unknownBefore !== undefined ? undefined : first;
};

const changeOf = (
  name: string,
  { required, type, allowedValues }: NonNullable<FieldHistoryFact['was']>[string],
  isRequired: boolean,
): FieldChange => ({
  name,
  // What a profile asked for, it asked for then as now.
  ...(typeof required === 'boolean' && required !== isRequired && { required }),
  ...(type && { type: (type === 'int' ? 'number' : type) as MetadataType }),
  ...(allowedValues !== undefined && { values: allowedValues ?? [] }),
});

const push = <Value>(table: Record<string, Value[]>, key: string, value: Value): void => {
  table[key] = [...(table[key] ?? []), value];
};
