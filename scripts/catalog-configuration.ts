import type { ConfigurationData, CrdSchema, CrdsData } from '../src/model/catalog-data.ts';
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

/** Makes schemas/crds.json: the schema of every version that is served. */
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
    schemas: sorted(schemas),
  };
};
