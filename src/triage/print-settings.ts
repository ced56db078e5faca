import type { RuleMeta, RuleSetting } from '../rule.ts';
import type { Override } from './config.ts';
import type { ConfigSuppression } from './config-suppressions.ts';
import type { Places } from './places.ts';
import type { InForce, Options } from './presets.ts';
import type { Settings } from './settings.ts';

type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** The settings in force, as the YAML of a config that brings about the same. */
export const printSettings = (settings: Settings, rules: readonly RuleMeta[]): string => {
  const { preset, world, ignores, suppressions, external, workspaces, overrides, bundles, baseline } = settings;
  const { daprVersion, namespace, closedWorld } = world;
  const printed: Value = {
    preset,
    daprVersion,
    ...(namespace !== undefined && { namespace }),
    closedWorld,
    ...(ignores.length + suppressions.length > 0 && {
      ignores: [...ignores, ...suppressions.map(printableSuppression)],
    }),
    ...(Object.keys(external).length > 0 && {
      external: Object.fromEntries(Object.entries(external).map(([kind, { patterns }]) => [kind, patterns])),
    }),
    ...(workspaces.length > 0 && { workspaces }),
    ...(baseline !== undefined && { baseline }),
    ...(bundles.length > 0 && { catalog: bundles }),
    ...(overrides.length > 0 && { overrides: overrides.map(printableOverride) }),
    rules: Object.fromEntries(rules.map((rule) => [rule.id, printableRule(settings.general(rule))])),
  };
  return `${block(printed, '')}\n`;
};

const printableRule = ({ level, options }: InForce): Value =>
  Object.keys(options).length === 0 ? level : { severity: level, ...printableOptions(options) };

const printableOptions = (options: Options): Readonly<Record<string, Value>> =>
  options as Readonly<Record<string, Value>>;

const printableSetting = (setting: RuleSetting): Value =>
  typeof setting === 'string' ? setting : printableOptions(setting);

const printablePlaces = ({ files, kinds, names, namespaces }: Places) => ({
  ...(files && { files: files.patterns }),
  ...(kinds && { kinds: kinds.patterns }),
  ...(names && { names: names.patterns }),
  ...(namespaces && { namespaces: namespaces.patterns }),
});

const printableSuppression = ({ rules, places, reason, until }: ConfigSuppression): Value => ({
  rules: rules.map(({ id }) => id),
  ...printablePlaces(places),
  ...(reason !== undefined && { reason }),
  ...(until !== undefined && { until }),
});

const printableOverride = ({ rules, ...places }: Override): Value => ({
  ...printablePlaces(places),
  rules: Object.fromEntries(Object.entries(rules).map(([id, setting]) => [id, printableSetting(setting)])),
});

/** Block style for maps and for lists of maps; what is on one line is JSON, which is YAML too. */
const block = (value: Value, indent: string): string => {
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
    return value.map((item) => `${indent}- ${block(item, `${indent}  `).trimStart()}`).join('\n');
  }
  if (!isMap(value) || Object.keys(value).length === 0) return `${indent}${inline(value)}`;
  return Object.entries(value)
    .map(([key, child]) => {
      const isLong =
        typeof child === 'object' &&
        Object.keys(child).length > 0 &&
        (isMap(child) || child.some((item) => typeof item === 'object'));
      return isLong
        ? `${indent}${inline(key)}:\n${block(child, `${indent}  `)}`
        : `${indent}${inline(key)}: ${inline(child)}`;
    })
    .join('\n');
};

const isMap = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && !Array.isArray(value);

const inline = (value: Value): string => {
  if (typeof value === 'string') return isPlain(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  return JSON.stringify(value);
};

/** A word that no YAML takes for anything else; `off` is one of ours, and a word since YAML 1.2. */
const isPlain = (text: string): boolean =>
  text === 'off' || (/^[a-z][\w./-]*[a-z0-9]$/i.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text));
