/** daprlint as a library: `lint(sources, rules, settings, clock)` gives a report, `reporters` make text of it. */
export { areas, rules } from '../rules/index.ts';
export { RuleCrash, UserError } from './failure.ts';
export type { Edit, Effect, Finding, Fix, Level, Problem, ResourceIdentity, Severity, Suppressed } from './finding.ts';
export { effects, severities } from './finding.ts';
export { type Clock, lint } from './lint.ts';
export { type FormatName, formatNames, reporters } from './report/index.ts';
export type { Report, Reporter, Summary, View } from './report/report.ts';
export { defineRule, type PresetName, presetNames, type Rule, type RuleMeta, yaml } from './rule.ts';
export { type Config, parseConfig } from './triage/config.ts';
export { ConfigError } from './triage/config-error.ts';
export { printSettings } from './triage/print-settings.ts';
export { defaultSettings, type Flags, resolveSettings, type Settings } from './triage/settings.ts';
export { version } from './version.ts';
export type { Location, Position, Range, Source } from './yaml/location.ts';
