import type { PresetName, RuleMeta } from '../rule.ts';
import type { Config, Override } from './config.ts';
import type { CheckedFlags } from './flags.ts';
import type { Globs } from './globs.ts';
import type { Places } from './places.ts';
import { type InForce, layerOf, levelIn, overlay } from './presets.ts';

/** What the `overrides` of a config are matched against. */
export interface Target {
  /** As sources are called. */
  readonly path: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** Which rules are on, where, at which level, with which options. */
export interface Levels {
  readonly overrides: readonly Override[];
  /** The level and the options of a rule, leaving aside what holds in some places only. */
  general(rule: RuleMeta): InForce;
  /** The level and the options of a rule at a place. */
  of(rule: RuleMeta, target: Target): InForce;
  /** Whether there can be a place where the rule is on. */
  isOn(rule: RuleMeta): boolean;
}

/** `of` is called for every rule and subject: whatever can be found once is found once. */
export const levelsOf = (
  preset: PresetName,
  config: Config | undefined,
  flagged: CheckedFlags['levels'],
  relative: (path: string) => string,
): Levels => {
  const overrides = (config?.overrides ?? []).map((override) => withoutLevelsOf(flagged, override));
  const settled = new Map<string, InForce>();
  const general = (rule: RuleMeta): InForce => {
    const known = settled.get(rule.id);
    if (known) return known;
    const own = config?.rules[rule.id];
    const level = flagged.get(rule.id);
    const configured = own === undefined ? levelIn(preset, rule) : overlay(levelIn(preset, rule), layerOf(own));
    const made = level === undefined ? configured : overlay(configured, { level, options: {} });
    settled.set(rule.id, made);
    return made;
  };
  if (overrides.length === 0) return { overrides, general, of: general, isOn: (rule) => general(rule).level !== 'off' };

  const touching = new Map<string, readonly Override[]>();
  const overridesOf = (rule: RuleMeta): readonly Override[] => {
    const known = touching.get(rule.id) ?? overrides.filter(({ rules }) => rules[rule.id] !== undefined);
    touching.set(rule.id, known);
    return known;
  };
  const applies = placement(relative);
  return {
    overrides,
    general,
    of: (rule, target) => {
      let inForce = general(rule);
      for (const override of overridesOf(rule)) {
        const setting = override.rules[rule.id];
        if (setting !== undefined && applies(override, target)) inForce = overlay(inForce, layerOf(setting));
      }
      return inForce;
    },
    isOn: (rule) =>
      general(rule).level !== 'off' ||
      overridesOf(rule).some(({ rules }) => (layerOf(rules[rule.id] ?? {}).level ?? 'off') !== 'off'),
  };
};

/** A level that the call asks for holds everywhere; the options of the override stay. */
const withoutLevelsOf = (flagged: CheckedFlags['levels'], override: Override): Override => ({
  ...override,
  rules: Object.fromEntries(
    Object.entries(override.rules).map(([id, setting]) => [id, flagged.has(id) ? layerOf(setting).options : setting]),
  ),
});

/** Whether globs of a config apply to a place. Paths are few and asked for often: their answers are kept. */
export const placement = (relative: (path: string) => string): ((places: Places, target: Target) => boolean) => {
  const answers = new Map<Globs, Map<string, boolean>>();
  const matches = (globs: Globs | undefined, text: string | undefined, view: (text: string) => string): boolean => {
    if (!globs) return true;
    if (text === undefined) return false;
    const known = answers.get(globs) ?? new Map<string, boolean>();
    answers.set(globs, known);
    const answer = known.get(text) ?? globs.matches(view(text));
    known.set(text, answer);
    return answer;
  };
  const asItIs = (text: string): string => text;
  return ({ files, kinds, names, namespaces }, { path, kind, name, namespace }) =>
    matches(files, path, relative) &&
    matches(kinds, kind, asItIs) &&
    matches(names, name, asItIs) &&
    matches(namespaces, namespace, asItIs);
};
