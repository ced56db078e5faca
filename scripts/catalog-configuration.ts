import type { ConfigurationData, CrdSchema, CrdsData } from '../src/model/catalog/data.ts';
import { isAtLeast } from '../src/model/values.ts';
import { formerTypes, objectMeta } from './catalog-corrections.ts';
import { type Facts, plainVersion, sorted } from './catalog-facts.ts';

/** Makes schemas/configuration.json: what daprd accepts in a Configuration beyond its CRD. */
export const configurationData = ({ configuration: facts, registered }: Facts): ConfigurationData => {
  const { featureFlags, api } = facts;
  const defaults = Object.entries(facts.defaults).filter(
    (entry): entry is [string, string | number | boolean] => typeof entry[1] !== 'object' && !entry[0].includes(' '),
  );
  return {
    dapr: plainVersion(registered.source.tag),
    features: featureFlags.byMinor,
    onByDefault: Object.fromEntries(Object.entries(featureFlags.onByDefault).filter(([, names]) => names.length > 0)),
    retired: sorted(
      Object.fromEntries(Object.entries(featureFlags.noLongerEffective).map(([name, { goneIn }]) => [name, goneIn])),
    ),
    api: {
      http: { names: api.http.names, versions: api.http.versions, versionAliases: api.http.versionAliases },
      grpc: api.grpc.pairs,
      alwaysAllowed: api.http.alwaysAllowed,
    },
    values: {
      'spec.accessControl.defaultAction': { values: facts.accessControl.defaultActionValues, caseInsensitive: true },
      'spec.api.allowed[].protocol': { values: api.protocols },
      'spec.secrets.scopes[].defaultAccess': { values: facts.secrets.defaultAccessValues, caseInsensitive: true },
      'spec.tracing.otel.protocol': { values: facts.tracing.otel.protocolValues },
    },
    defaults: sorted(Object.fromEntries(defaults.map(([path, value]) => [`spec.${path}`, value]))),
  };
};

/** Makes schemas/crds.json: the schema of every version that is served, and what it was before. */
export const crdsData = ({ crds: facts, crdHistory }: Facts): CrdsData => {
  const schemas: Record<string, CrdSchema> = {};
  for (const { kind, versions } of facts.crds) {
    for (const { name, served, openAPIV3Schema } of versions) if (served) schemas[`${kind}/${name}`] = openAPIV3Schema;
  }
  const since = Object.entries(crdHistory.introduced).map(
    ([name, entry]) => [name.split('/')[0] ?? name, entry.since.replace('<=', '')] as const,
  );
  return {
    dapr: plainVersion(facts.source.tag),
    group: facts.crds[0]?.group ?? '',
    since: sorted(Object.fromEntries(since)),
    history: historyOf(crdHistory),
    objectMeta,
    schemas: sorted(schemas),
  };
};

/** The oldest minor that there is a catalog of; what it has already needs no mention. */
const oldest = '1.12';

const historyOf = (facts: Facts['crdHistory']): CrdsData['history'] => {
  const histories = Object.keys(facts.introduced).map((name) => {
    const fields = fieldsSince(name, facts);
    const types = Object.hasOwn(formerTypes, name) ? formerTypes[name] : undefined;
    const required = Object.entries(facts.requiredChanges[name] ?? {}).flatMap(([minor, { nowRequired }]) =>
      isAtLeast(oldest, minor) || fields === undefined
        ? []
        : nowRequired.filter((path) => ancestors(path).every((each) => !fields[each])).map((path) => [path, minor]),
    );
    const history = {
      ...(fields && Object.keys(fields).length > 0 && { fields: sorted(fields) }),
      ...(required.length > 0 && { required: Object.fromEntries(required) }),
      ...(types && { types }),
    };
    return [name, history] as const;
  });
  return sorted(Object.fromEntries(histories.filter(([, history]) => Object.keys(history).length > 0)));
};

/** The fields that are younger than their kind and than the oldest minor, each without what came together with it. */
const fieldsSince = (name: string, facts: Facts['crdHistory']): Record<string, string> | undefined => {
  const entry = facts.introduced[name];
  if (!entry) return undefined;
  const patches = Object.values(facts.addedInPatchRelease).flatMap((releases) =>
    Object.entries(releases).flatMap(([tag, kinds]) =>
      (kinds[name] ?? []).map((path) => [path, plainVersion(tag)] as const),
    ),
  );
  const since = { ...entry.fields, ...Object.fromEntries(patches) };
  const later = Object.entries(since).filter(
    ([path, version]) =>
      !version.startsWith('<=') &&
      !isAtLeast(oldest, version) &&
      version !== entry.since &&
      ancestors(path).every((each) => since[each] !== version),
  );
  return Object.fromEntries(later);
};

/** `a` and `a.b` of `a.b.c`; of the items of a list, the list. */
const ancestors = (path: string): readonly string[] => {
  const steps = path.replaceAll('[]', '').split('.');
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('.'));
};
