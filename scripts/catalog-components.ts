import type {
  ComponentData,
  ComponentsData,
  FieldData,
  Lifetime,
  ProfileData,
  VersionData,
} from '../src/model/catalog/data.ts';
import {
  alsoRead,
  builtinNames,
  lifetimes,
  longGone,
  notRead,
  oneOf,
  optional,
  prefixes,
  runtime,
  suffixes,
} from './catalog-corrections.ts';
import { deprecatedIn } from './catalog-deprecated.ts';
import {
  type Facts,
  type FieldFact,
  type MetadataFact,
  type ProfileFact,
  plainVersion,
  type RegistrationFact,
  sorted,
} from './catalog-facts.ts';
import { historyOf } from './catalog-history.ts';

/** Makes schemas/components.json: what daprd registers, with the metadata of each. */
export const componentsData = (facts: Facts): ComponentsData => {
  const shared = new SharedProfiles(facts);
  const owners = ownersOf(facts);
  const components: Record<string, ComponentData> = {};
  for (const registration of facts.registered.components) {
    components[registration.type] = componentData(registration, facts, owners, shared);
  }
  const minors = Object.keys(facts.history.source.minors);
  return {
    dapr: plainVersion(facts.registered.source.tag),
    componentsContrib: plainVersion(facts.components.source.tag),
    minors,
    categories: categoriesOf(facts),
    pluggable: ['bindings', 'pubsub', 'secretstores', 'state'],
    runtime: runtimeFields(facts),
    profiles: sorted(shared.tables()),
    components: sorted(components),
    removed: sorted(removedOf(facts, minors.at(-1) ?? '')),
  };
};

const categoriesOf = (facts: Facts): Record<string, Lifetime> =>
  sorted(
    Object.fromEntries(
      [...facts.registered.componentCategoriesWithManager, ...Object.keys(lifetimes)].map((name) => [
        name,
        lifetimes[name] ?? {},
      ]),
    ),
  );

const runtimeFields = (facts: Facts): Record<string, readonly FieldData[]> => {
  const sensitive = facts.components.runtimeSensitiveFields;
  return sorted(
    Object.fromEntries(
      Object.entries(runtime).map(([category, fields]) => [
        category,
        fields.map((field) =>
          sensitive[category]?.includes(field.name) ? { ...field, sensitive: true as const } : field,
        ),
      ]),
    ),
  );
};

/** Left out for what the oldest minor that was looked at has already. */
const since = (first: string): { since?: string } => (first.startsWith('<=') ? {} : { since: first });

const removedOf = (facts: Facts, newest: string): Record<string, Lifetime & { until: string }> => {
  const removed: Record<string, Lifetime & { until: string }> = { ...longGone };
  for (const [name, entry] of Object.entries(facts.history.components)) {
    const [type = name] = name.split('@');
    const stillThere = facts.registered.components.some((each) => each.type === type || each.aliases.includes(type));
    // What only development builds had, nobody misses.
    if (entry.until === undefined || entry.until === newest || stillThere || entry.releaseBuild === false) continue;
    removed[type] = { ...since(entry.since), until: entry.until };
    for (const [alias, life] of Object.entries(entry.aliases ?? {}))
      removed[alias] = { ...since(life.since), until: life.until ?? entry.until };
  }
  return removed;
};

/** Which type and version holds the metadata that several registrations share. */
const ownersOf = (facts: Facts): ReadonlyMap<string, string> => {
  const owners = new Map<string, string>();
  for (const { type, metadata } of facts.registered.components) {
    for (const { version, metadataType, metadataVersion } of metadata) {
      const name = `${metadataType}/${metadataVersion}`;
      if (!owners.has(name) || type === metadataType)
        owners.set(name, type === metadataType ? `${type}/${metadataVersion}` : `${type}/${version}`);
    }
  }
  return owners;
};

const componentData = (
  registration: RegistrationFact,
  facts: Facts,
  owners: ReadonlyMap<string, string>,
  shared: SharedProfiles,
): ComponentData => {
  const { type, aliases, aliasSince = {}, status, bindingDirections } = registration;
  const metadata: Record<string, VersionData | string> = {};
  for (const { version, metadataType, metadataVersion } of registration.metadata) {
    const owner = owners.get(`${metadataType}/${metadataVersion}`);
    if (owner !== undefined && owner !== `${type}/${version}`) metadata[version] = owner;
    else {
      const fact = metadataOf(facts, registration, metadataType, metadataVersion);
      const history = facts.history.components[`${type}@${version}`];
      metadata[version] = { ...versionData(fact, type, shared), ...historyOf(fact, history) };
    }
  }
  // Registered with nothing to set.
  if (registration.metadata.length === 0) metadata.v1 = { fields: [] };
  return {
    ...(aliases.length > 0 && { aliases }),
    ...(Object.keys(aliasSince).length > 0 && {
      aliasSince: sorted(
        Object.fromEntries(
          Object.entries(aliasSince).map(([alias, first]) => [alias, first.startsWith('<=') ? null : first]),
        ),
      ),
    }),
    ...(status?.[0] && { status: status[0] }),
    ...since(registration.since),
    ...(bindingDirections && { directions: bindingDirections }),
    ...versionsOf(registration),
    metadata: sorted(metadata),
  };
};

const metadataOf = (facts: Facts, { type }: RegistrationFact, metadataType: string, version: string): MetadataFact => {
  const found = facts.components.components.find(
    (each) => (each.type === metadataType || each.type === type) && each.version === version,
  );
  if (!found) throw new Error(`no metadata for ${metadataType}/${version}`);
  return found;
};

const versionsOf = ({
  versioning,
  acceptedVersions,
  versionSince = {},
}: RegistrationFact): Pick<ComponentData, 'versions'> => {
  if (!versioning) return {};
  const later = Object.fromEntries(Object.entries(versionSince).filter(([, first]) => !first.startsWith('<=')));
  return {
    versions: {
      accepted: acceptedVersions.filter((version) => version !== '').map((version) => version.toLowerCase()),
      default: versioning.default,
      ...(versioning.deprecated.length > 0 && { deprecated: versioning.deprecated }),
      ...(Object.keys(later).length > 0 && { since: sorted(later) }),
    },
  };
};

const versionData = (fact: MetadataFact, type: string, shared: SharedProfiles): VersionData => {
  const { note: _note, ...tls } = fact.tls;
  const { own, shared: helpers } = fact.codeKeysNotInMetadata;
  const listed = new Set(fact.metadata.map(({ name }) => name));
  // Keys with two underscores come with each message, and are never in a component.
  const code = [...new Set([...own, ...helpers, ...(alsoRead[type] ?? [])])].filter(
    (key) => !key.startsWith('__') && !key.startsWith('metadata.') && !listed.has(key) && !notRead[type]?.includes(key),
  );
  const fields = fact.metadata
    .filter(({ builtin }) => !builtin)
    .map((field) => fieldData(optional[type]?.includes(field.name) ? { ...field, required: false } : field));
  return {
    fields,
    ...(fact.authProfiles.length > 0 && { profiles: fact.authProfiles.map((profile) => shared.data(profile)) }),
    ...(oneOf[type] && { oneOf: oneOf[type] }),
    ...deprecatedIn(fact, type),
    ...(code.length > 0 && { code: code.sort() }),
    ...(prefixes[type] && { prefixes: prefixes[type] }),
    ...(suffixes[type] && { suffixes: suffixes[type] }),
    tls,
    ...(fact.capabilitiesFromCode && { capabilities: fact.capabilitiesFromCode }),
    ...(fact.capabilitiesConditional && { conditional: Object.keys(fact.capabilitiesConditional).sort() }),
  };
};

const fieldData = (fact: FieldFact): FieldData => {
  const { input = false, output = false } = fact.binding ?? {};
  const fallback = fact.codeDefault === undefined ? fact.default : (fact.codeDefault ?? undefined);
  return {
    name: fact.name,
    ...(fact.type !== 'string' && { type: fact.type }),
    ...(fact.required && { required: true }),
    ...((fact.sensitiveOverlay ?? fact.sensitive) && { sensitive: true }),
    ...(fact.secretForm && { form: fact.secretForm }),
    ...(fact.allowedValues && { values: fact.allowedValues }),
    ...(fallback !== undefined && fallback !== '' && { default: fallback }),
    ...(fact.aliases && { aliases: fact.aliases }),
    ...(input !== output && { direction: input ? 'input' : 'output' }),
  };
};

/** The fields of the built-in profiles, each variant kept once. */
class SharedProfiles {
  readonly #names = new Map<string, string>();
  readonly #variants = new Map<string, readonly FieldData[]>();

  constructor(private readonly facts: Facts) {}

  data(profile: ProfileFact): ProfileData {
    const builtin = this.facts.components.builtinAuthProfiles[profile.builtin ?? '']?.find(
      ({ id }) => id === profile.id,
    );
    const inherited = new Set(builtin?.metadata.map(({ name }) => name));
    const own = profile.metadata.filter(({ name }) => !inherited.has(name)).map(fieldData);
    const common = profile.metadata.filter(({ name }) => inherited.has(name)).map(fieldData);
    return {
      name: builtinNames[profile.id] ?? nameOf(profile),
      ...(common.length > 0 && { use: this.#share(profile.id, common) }),
      ...(own.length > 0 && { fields: own }),
    };
  }

  #share(id: string, fields: readonly FieldData[]): string {
    const content = `${id} ${JSON.stringify(fields)}`;
    const known = this.#names.get(content);
    if (known !== undefined) return known;
    const count = [...this.#names.keys()].filter((each) => each.startsWith(`${id} `)).length;
    const name = count === 0 ? id : `${id}.${count + 1}`;
    this.#names.set(content, name);
    this.#variants.set(name, fields);
    return name;
  }

  tables(): Record<string, readonly FieldData[]> {
    return Object.fromEntries(this.#variants);
  }
}

/** What tells an alternative from the others: the value it is chosen by, else the fields it asks for. */
const nameOf = ({ metadata }: ProfileFact): string => {
  const selector = metadata.find(
    ({ name, allowedValues }) => /^auth(?:type|method)$/i.test(name) && allowedValues?.length === 1,
  );
  if (selector) return `${selector.name} ${selector.allowedValues?.[0]}`;
  const required = metadata.filter(({ required }) => required);
  return (required.length > 0 ? required : metadata).map(({ name }) => name).join(', ');
};
