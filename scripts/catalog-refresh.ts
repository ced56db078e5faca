import type {
  ComponentData,
  ComponentsData,
  FieldChange,
  FieldData,
  ProfileData,
  VersionData,
} from '../src/model/catalog/data.ts';
import { minorOf } from '../src/model/catalog/minors.ts';
import { componentsIn } from '../src/triage/bundle.ts';
import type { Source } from '../src/yaml/location.ts';
import { optional, registeredAs } from './catalog-corrections.ts';
import { sorted } from './catalog-facts.ts';

/** The catalog after a new release, and what a maintainer has to look at. */
export interface Refreshed {
  readonly data: ComponentsData;
  readonly notes: readonly string[];
}

/** The release that a bundle was made of. */
export interface Release {
  readonly dapr: string;
  readonly componentsContrib: string;
}

/**
 * Brings the fields of the types that we know up to a release's bundle. What a bundle does not say stays as it is: registrations,
 * aliases, sensitive fields that are not marked, TLS, defaults of the code. Nothing is taken away; what is gone is noted.
 */
export const refreshed = (known: ComponentsData, bundle: Source, release: Release): Refreshed => {
  const notes: string[] = [];
  const minor = release.dapr.split('.').slice(0, 2).join('.');
  const components: Record<string, ComponentData> = { ...known.components };
  for (const [written, bundled] of Object.entries(componentsIn(bundle, Object.keys(known.categories)))) {
    const type = nameOf(written, known);
    const ours = type === undefined ? undefined : components[type];
    if (type === undefined || !ours) {
      notes.push(`${written} is not registered here: look it up in cmd/daprd/components, and add it`);
      continue;
    }
    const metadata = { ...ours.metadata };
    for (const [version, theirs] of Object.entries(bundled.metadata)) {
      const mine = metadata[version];
      if (typeof theirs === 'string' || typeof mine === 'string') continue;
      if (mine) metadata[version] = merged(mine, theirs, { minor, type, known, title: `${type}/${version}`, notes });
      else notes.push(`${type}/${version} is new: add it to its versions, with the metadata of the bundle`);
    }
    components[type] = { ...ours, ...(bundled.status && { status: bundled.status }), metadata };
  }
  const minors = known.minors.includes(minor) ? known.minors : [...known.minors, minor];
  return { data: { ...known, ...release, minors, components: sorted(components) }, notes };
};

const nameOf = (written: string, { components }: ComponentsData): string | undefined => {
  if (components[written]) return written;
  return registeredAs[written] ?? Object.keys(components).find((type) => components[type]?.aliases?.includes(written));
};

interface Merging {
  readonly minor: string;
  readonly type: string;
  readonly known: ComponentsData;
  readonly title: string;
  readonly notes: string[];
}

const merged = (mine: VersionData, theirs: VersionData, merging: Merging): VersionData => {
  const { minor, type, known, title, notes } = merging;
  const names = new Set(allFields(mine, known).map(({ name }) => name.toLowerCase()));
  const ofDaprd = new Set((known.runtime[type.split('.')[0] ?? ''] ?? []).map(({ name }) => name.toLowerCase()));
  const isNew = ({ name }: FieldData): boolean => !names.has(name.toLowerCase()) && !ofDaprd.has(name.toLowerCase());
  const added = theirs.fields.filter(isNew);
  const profiles = mergedProfiles(mine, theirs, isNew, merging);
  const addedNames = [...new Set([...added, ...profiles.added].map(({ name }) => name))];
  const changes = mine.fields.flatMap((field) => changeOf(field, theirs.fields, type) ?? []);
  for (const name of addedNames) notes.push(`${title}: ${name} is new in ${minor}`);
  for (const { before, after } of changes) notes.push(`${title}: ${describe(before)} is now ${describe(after)}`);
  const there = new Set(allFields(theirs, known).map(({ name }) => name.toLowerCase()));
  const gone = mine.fields.filter(({ name }) => !there.has(name.toLowerCase()));
  for (const { name } of gone) notes.push(`${title}: ${name} is no longer listed; does the code still read it?`);
  const last = known.minors.filter((each) => minorOf(each) < minorOf(minor)).at(-1) ?? minor;
  const since = [...(mine.since?.[minor] ?? []), ...addedNames];
  return {
    ...mine,
    fields: [...mine.fields.map((field) => changes.find(({ before }) => before === field)?.after ?? field), ...added],
    ...(profiles.all && { profiles: profiles.all }),
    ...(since.length > 0 && { since: sorted({ ...mine.since, [minor]: since }) }),
    ...(changes.length > 0 && {
      was: sorted({
        ...mine.was,
        [last]: [...(mine.was?.[last] ?? []), ...changes.map(({ before }) => changed(before))],
      }),
    }),
    ...((mine.deprecated || theirs.deprecated) && { deprecated: sorted({ ...theirs.deprecated, ...mine.deprecated }) }),
  };
};

const allFields = (
  { fields, profiles = [] }: VersionData,
  { profiles: shared }: ComponentsData,
): readonly FieldData[] => [
  ...fields,
  ...profiles.flatMap(({ use, fields: own = [] }) => [...own, ...((use !== undefined && shared[use]) || [])]),
];

/** A bundle has profiles in the same order as we do, under other titles. */
const mergedProfiles = (
  mine: VersionData,
  theirs: VersionData,
  isNew: (field: FieldData) => boolean,
  { title, notes }: Merging,
): { readonly all?: readonly ProfileData[]; readonly added: readonly FieldData[] } => {
  const [ours = [], others = []] = [mine.profiles, theirs.profiles];
  if (ours.length !== others.length) {
    notes.push(`${title}: ${others.length} profiles where there were ${ours.length}; compare them`);
    return { ...(mine.profiles && { all: mine.profiles }), added: [] };
  }
  const news = others.map(({ fields = [] }) => fields.filter(isNew));
  const all = ours.map((profile, index) => {
    const fields = [...(profile.fields ?? []), ...(news[index] ?? [])];
    return fields.length > 0 ? { ...profile, fields } : profile;
  });
  return { ...(mine.profiles && { all }), added: news.flat() };
};

/** A field that changed its type or its words; `required` too, where we have not found that the code thinks otherwise. */
const changeOf = (
  before: FieldData,
  fields: readonly FieldData[],
  type: string,
): { readonly before: FieldData; readonly after: FieldData } | undefined => {
  const now = fields.find(({ name }) => name.toLowerCase() === before.name.toLowerCase());
  if (!now) return undefined;
  const isOptional = optional[type]?.includes(before.name) ?? false;
  const { type: _type, values: _values, required: _required, ...kept } = before;
  const after: FieldData = {
    ...kept,
    ...(now.type && { type: now.type }),
    ...(now.required && !isOptional && { required: true as const }),
    ...(now.values && { values: now.values }),
  };
  const isSame = JSON.stringify(changed(before)) === JSON.stringify(changed(after));
  return isSame ? undefined : { before, after };
};

const changed = ({ name, type, values, required }: FieldData): FieldChange => ({
  name,
  type: type ?? 'string',
  values: [...(values ?? [])].sort(),
  required: required ?? false,
});

const describe = ({ name, type = 'string', required, values }: FieldData): string =>
  `${name} (${type}${required ? ', required' : ''}${values ? `, one of ${values.join(' ')}` : ''})`;
