import type { Level } from '../finding.ts';
import type { PresetName, RuleMeta, RuleSetting } from '../rule.ts';

/** The values of a rule's options by name. */
export type Options = Readonly<Record<string, unknown>>;

/** What is in force for a rule: every option has a value. */
export interface InForce {
  readonly level: Level;
  readonly options: Options;
}

/** A setting taken apart: what it says of the level, and what of the options. */
export interface Layer {
  readonly level?: Level;
  readonly options: Options;
}

export const layerOf = (setting: RuleSetting): Layer => {
  if (typeof setting === 'string') return { level: setting, options: {} };
  const { severity, ...options } = setting;
  return severity === undefined ? { options } : { level: severity, options };
};

/** A layer on top of what is in force: it changes what it names, and nothing else. */
export const overlay = (below: InForce, { level, options }: Layer): InForce => ({
  level: level ?? below.level,
  options: { ...below.options, ...options },
});

const raised: Readonly<Record<Level, Level>> = { error: 'error', warning: 'error', info: 'warning', off: 'off' };

/** What a preset makes of the level and the options of the preset that it extends. */
const derived: Readonly<Record<PresetName, (rule: RuleMeta) => InForce>> = {
  minimal: (rule) => ({ level: rule.effect === 'rejected' ? rule.severity : 'off', options: defaultsOf(rule) }),
  recommended: (rule) => ({ level: rule.severity, options: defaultsOf(rule) }),
  production: (rule) => levelIn('recommended', rule),
  strict: (rule) => {
    const { level, options } = levelIn('production', rule);
    return { level: raised[level], options };
  },
  'todo-chatbot': (rule) => {
    const { level, options } = levelIn('recommended', rule);
    const isAskedFor = level === 'off' && rule.covers !== undefined && rule.covers.length > 0;
    return { level: isAskedFor ? 'warning' : level, options };
  },
};

/** The level and the options of a rule in a preset. What the rule itself says of the preset has the last word. */
export const levelIn = (preset: PresetName, rule: RuleMeta): InForce => {
  const inherited = derived[preset](rule);
  const own = rule.presets?.[preset];
  return own === undefined ? inherited : overlay(inherited, layerOf(own));
};

const defaultsOf = ({ options = {} }: RuleMeta): Options =>
  Object.fromEntries(Object.entries(options).map(([name, schema]) => [name, schema.default]));
