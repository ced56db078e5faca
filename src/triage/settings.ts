import { type Catalog, catalogFor } from '../model/catalog.ts';
import type { World } from '../model/workspace.ts';
import type { PresetName, RuleMeta } from '../rule.ts';
import type { Source } from '../yaml/location.ts';
import { componentsIn } from './bundle.ts';
import type { Config, External } from './config.ts';
import type { ConfigSuppression } from './config-suppressions.ts';
import { newestDaprVersion } from './dapr-version.ts';
import { type CheckedFlags, checkFlags, type Flags } from './flags.ts';
import type { Globs } from './globs.ts';
import { type Levels, levelsOf, placement, type Target } from './levels.ts';

export type { Flags } from './flags.ts';
export type { Target } from './levels.ts';

/** Everything that the user decides about a run. */
export interface Settings extends Levels {
  readonly preset: PresetName;
  /** What is told of the world around the linted files. */
  readonly world: World;
  /** Whether comments and annotations that ignore findings count. */
  readonly honoursIgnores: boolean;
  /** The paths that are not linted. */
  readonly ignores: readonly string[];
  /** The findings that the config wants nobody to be told of. */
  readonly suppressions: readonly ConfigSuppression[];
  /** Whether one of them is about a place. */
  covers(suppression: ConfigSuppression, target: Target): boolean;
  readonly external: External;
  /** Paths of component metadata bundles, relative to the config. */
  readonly bundles: readonly string[];
  /** The path of the baseline, relative to the config. */
  readonly baseline?: string;
  /** Where the paths that the config names start. */
  readonly folder?: string;
  isIgnored(path: string): boolean;
  /** The folders that are a workspace each, as globs. */
  readonly workspaces: readonly string[];
  /** Whether a folder is one of them, by its path as sources have it. */
  readonly isWorkspace?: (folder: string) => boolean;
}

export interface Decisions {
  readonly config?: Config | undefined;
  readonly flags?: Flags;
  readonly rules: readonly RuleMeta[];
  /** The path of a source as seen from the folder of the config, with forward slashes. */
  readonly relative?: (path: string) => string;
}

/** Flags over config over defaults. Throws a `UserError` on a flag that makes no sense. */
export const resolveSettings = ({ config, flags = {}, rules, relative = withForwardSlashes }: Decisions): Settings => {
  const checked = checkFlags(flags, rules);
  const preset = checked.preset ?? config?.preset ?? 'recommended';
  const ignores = checked.noIgnores ? undefined : config?.ignores;
  const external = config?.external ?? {};
  const applies = placement(relative);
  return {
    preset,
    world: worldOf(checked, config, external),
    honoursIgnores: !checked.noIgnores,
    ignores: ignores?.patterns ?? [],
    suppressions: checked.noIgnores ? [] : (config?.suppressions ?? []),
    covers: ({ places }, target) => applies(places, target),
    external,
    bundles: config?.catalog ?? [],
    workspaces: config?.workspaces?.patterns ?? [],
    ...(config?.workspaces && {
      isWorkspace: (folder: string) => folder !== '' && config.workspaces?.matches(relative(folder)) === true,
    }),
    ...(config?.baseline !== undefined && { baseline: config.baseline }),
    isIgnored: (path) => ignores?.matches(relative(path)) ?? false,
    ...levelsOf(preset, config, checked.levels, relative),
  };
};

/** Settings that also know the component types of bundles. Throws a `UserError` on one that cannot be used. */
export const withBundles = (settings: Settings, bundles: readonly Source[]): Settings => {
  const { world } = settings;
  const further = bundles.map((bundle) => componentsIn(bundle, world.catalog.categories));
  return { ...settings, world: { ...world, catalog: world.catalog.with(Object.assign({}, ...further)) } };
};

export const defaultSettings = (rules: readonly RuleMeta[]): Settings => resolveSettings({ rules });

const withForwardSlashes = (path: string): string => path.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');

const worldOf = (flags: CheckedFlags, config: Config | undefined, external: External): World => {
  const namespace = flags.namespace ?? config?.namespace;
  const daprVersion = flags.daprVersion ?? config?.daprVersion ?? newestDaprVersion;
  return {
    daprVersion,
    catalog: knownCatalog(daprVersion),
    closedWorld: flags.closedWorld ?? config?.closedWorld ?? false,
    isExternal: (kind, name) => globsFor(kind, external)?.matches(name) ?? false,
    ...(namespace !== undefined && { namespace }),
  };
};

const knownCatalog = (daprVersion: string): Catalog => {
  const catalog = catalogFor(daprVersion);
  if (!catalog) throw new RangeError(`there is no catalog of Dapr ${daprVersion}`);
  return catalog;
};

const globsFor = (kind: string, external: External): Globs | undefined => {
  if (kind === 'App') return external.apps;
  if (kind === 'Component') return external.components;
  if (kind === 'Configuration') return external.configurations;
  if (kind === 'Secret') return external.secrets;
  if (kind === 'Service') return external.services;
  if (kind === 'HTTPEndpoint') return external.endpoints;
  return kind === 'Namespace' ? external.namespaces : undefined;
};
