import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { CrdSchema, CrdsData } from '../src/model/catalog/data.ts';
import { sorted } from './catalog-facts.ts';

interface CustomResourceDefinition {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: CrdSchema };
    }[];
  };
}

/** schemas/crds.json with the schemas of a folder of CRDs, `charts/dapr/crds` of a release. */
export const withCrds = (known: CrdsData, folder: string, dapr: string): CrdsData => {
  const definitions = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
    .map((document) => document.toJS() as CustomResourceDefinition | null)
    .filter((document) => document?.kind === 'CustomResourceDefinition' && document.spec.group === known.group);
  const schemas: Record<string, CrdSchema> = {};
  const since: Record<string, string> = { ...known.since };
  for (const definition of definitions) {
    if (!definition) continue;
    const { names, versions } = definition.spec;
    since[names.kind] ??= dapr.split('.').slice(0, 2).join('.');
    for (const { name, served, schema } of versions)
      if (served) schemas[`${names.kind}/${name}`] = withoutDescriptions(schema.openAPIV3Schema) as CrdSchema;
  }
  if (Object.keys(schemas).length === 0) throw new Error(`${folder} holds no CRD of ${known.group}`);
  return { ...known, dapr, since: sorted(since), schemas: sorted(schemas) };
};

/** What is said for people is left out; a property that is called `description` is not. */
const withoutDescriptions = (schema: unknown, isProperties = false): unknown => {
  if (Array.isArray(schema)) return schema.map((each) => withoutDescriptions(each));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => isProperties || key !== 'description' || typeof value !== 'string')
      .map(([key, value]) => [
        key,
        key === 'x-kubernetes-validations' && !isProperties
          ? (value as readonly { readonly rule: string }[]).map(({ rule }) => ({ rule }))
          : withoutDescriptions(value, key === 'properties' && !isProperties),
      ]),
  );
};
