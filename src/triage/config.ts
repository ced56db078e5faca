import type { PresetName, RuleMeta, RuleSetting } from '../rule.ts';
import type { Document } from '../yaml/document.ts';
import type { Field } from '../yaml/field.ts';
import type { Source } from '../yaml/location.ts';
import { parse } from '../yaml/parse.ts';
import { ConfigError, type ConfigProblem } from './config-error.ts';
import { type ConfigSuppression, configSuppressions } from './config-suppressions.ts';
import { daprVersions, withoutV } from './dapr-version.ts';
import { folderGlobs, type Globs, ignoreGlobs, nameGlobs } from './globs.ts';
import { listed, type Places, readPlaces, type WrittenPlaces } from './places.ts';
import { configSchema } from './schema.ts';
import { scalarOf, violations } from './violations.ts';

const externalKinds = [
  'apps',
  'components',
  'configurations',
  'secrets',
  'namespaces',
  'services',
  'endpoints',
] as const;
/** What lives outside the linted files, by name. */
export type External = { readonly [Kind in (typeof externalKinds)[number]]?: Globs };

/** Settings for some places only. */
export interface Override extends Places {
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** What a `daprlint.yaml` says, and nothing of what is in force without it. */
export interface Config {
  readonly source: Source;
  readonly preset?: PresetName;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly overrides: readonly Override[];
  readonly ignores?: Globs;
  /** The findings that are not told. */
  readonly suppressions: readonly ConfigSuppression[];
  readonly external: External;
  /** The folders that are a workspace each. */
  readonly workspaces?: Globs;
  readonly daprVersion?: string;
  readonly namespace?: string;
  readonly closedWorld?: boolean;
  /** A path, relative to the config. */
  readonly baseline?: string;
  /** Paths, relative to the config. */
  readonly catalog: readonly string[];
}

/** Reads a `daprlint.yaml`. Throws a `ConfigError` with all that is wrong with it. */
export const parseConfig = (source: Source, rules: readonly RuleMeta[]): Config => {
  const documents = parse(source).filter(({ root, isBroken }) => isBroken || root.hasValue);
  const problems = [...problemsOf(documents, rules)].sort((a, b) => a.location.range.start - b.location.range.start);
  if (problems.length > 0) throw new ConfigError(source.path, problems);
  return read(source, documents[0]?.root);
};

function* problemsOf([document, ...others]: readonly Document[], rules: readonly RuleMeta[]): Generator<ConfigProblem> {
  if (!document) return;
  const all = [document, ...others];
  for (const { source, problems } of all)
    for (const { message, range } of problems) yield { location: { source, range }, message };
  // What a broken text says is anybody's guess.
  if (all.some(({ isBroken }) => isBroken)) return;
  for (const { root } of others) {
    yield {
      location: root.key.location,
      message: 'a second document begins here; a config has one',
      help: 'remove the "---" above it',
    };
  }
  for (const { key } of document.duplicateKeys) {
    yield {
      location: key.location,
      message: `${JSON.stringify(key.name)} is written a second time`,
      help: 'keep one of the two',
    };
  }
  yield* violations(document.root, configSchema(rules));
}

/** The value of a checked field. */
const plainValue = (field: Field): unknown => {
  if (field.isMap) return Object.fromEntries(field.entries.map(([name, child]) => [name, plainValue(child)]));
  if (field.isList) return field.items.map(plainValue);
  return scalarOf(field);
};

/** The shape that the schema has made sure of. */
interface Written {
  readonly preset?: PresetName;
  readonly rules?: Config['rules'] | null;
  readonly overrides?: readonly WrittenOverride[] | null;
  readonly ignores?: readonly (string | object)[] | null;
  readonly external?: { readonly [Kind in keyof External]: readonly string[] | null } | null;
  readonly workspaces?: readonly string[] | null;
  readonly daprVersion?: string | number;
  readonly namespace?: string;
  readonly closedWorld?: boolean;
  readonly baseline?: string;
  readonly catalog?: string | readonly string[];
}
type WrittenOverride = WrittenPlaces & {
  readonly rules: Config['rules'] | null;
};

const read = (source: Source, root: Field | undefined): Config => {
  const written: Written = root ? (plainValue(root) as Written) : {};
  const { preset, rules, overrides, ignores, external, workspaces, daprVersion, namespace, closedWorld } = written;
  const { baseline, catalog } = written;
  return {
    source,
    rules: rules ?? {},
    overrides: (overrides ?? []).map(readOverride),
    external: readExternal(external ?? {}),
    catalog: listed(catalog ?? []),
    ...(preset !== undefined && { preset }),
    suppressions: root ? configSuppressions((root as Field).get('ignores').items) : [],
    ...(ignores && { ignores: ignoreGlobs(ignores.filter((each) => typeof each === 'string')) }),
    ...(workspaces && { workspaces: folderGlobs(workspaces) }),
    ...(daprVersion !== undefined && { daprVersion: readVersion(daprVersion) }),
    ...(namespace !== undefined && { namespace }),
    ...(closedWorld !== undefined && { closedWorld }),
    ...(baseline !== undefined && { baseline }),
  };
};

/** An unquoted 1.20 is the number 1.2. */
const readVersion = (written: string | number): string =>
  typeof written === 'string'
    ? withoutV(written)
    : (daprVersions.find((version) => Number(version) === written) ?? String(written));

const readOverride = ({ rules, ...places }: WrittenOverride): Override => ({
  rules: rules ?? {},
  ...readPlaces(places),
});

const readExternal = (written: NonNullable<Written['external']>): External =>
  Object.fromEntries(externalKinds.flatMap((kind) => (written[kind] ? [[kind, nameGlobs(written[kind])]] : [])));
