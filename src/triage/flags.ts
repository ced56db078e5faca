import { allRules, choose, oneOf } from '../choice.ts';
import { UserError } from '../failure.ts';
import type { Level } from '../finding.ts';
import { type PresetName, presetNames, type RuleMeta } from '../rule.ts';
import { daprVersions, withoutV } from './dapr-version.ts';
import { levels, patterns } from './schema.ts';
import { synonyms } from './violations.ts';

/** What the command line says about rules and the world, as it was typed. */
export interface Flags {
  readonly preset?: string | undefined;
  /** `ID=LEVEL`; of several for one rule the last wins. */
  readonly rules?: readonly string[] | undefined;
  readonly daprVersion?: string | undefined;
  readonly namespace?: string | undefined;
  readonly closedWorld?: boolean | undefined;
  /** Nothing is ignored: no path of the config, no comment, no annotation. */
  readonly noIgnores?: boolean | undefined;
}

/** Flags that make sense. */
export interface CheckedFlags {
  readonly preset?: PresetName;
  readonly levels: ReadonlyMap<string, Level>;
  readonly daprVersion?: string;
  readonly namespace?: string;
  readonly closedWorld?: boolean;
  readonly noIgnores: boolean;
}

/** Throws a `UserError` on the first flag that makes none. */
export const checkFlags = (flags: Flags, rules: readonly RuleMeta[]): CheckedFlags => {
  const { preset, daprVersion, namespace, closedWorld, noIgnores = false } = flags;
  return {
    noIgnores,
    levels: new Map((flags.rules ?? []).map((text) => ruleFlag(text, rules))),
    ...(preset !== undefined && { preset: choose(preset, presetNames, 'preset') }),
    ...(daprVersion !== undefined && { daprVersion: checkedVersion(daprVersion) }),
    ...(namespace !== undefined && { namespace: checkedNamespace(namespace) }),
    ...(closedWorld !== undefined && { closedWorld }),
  };
};

const ruleFlag = (text: string, rules: readonly RuleMeta[]): readonly [string, Level] => {
  const match = /^\s*([^=\s]+)\s*[=:]\s*(\S+)\s*$/.exec(text);
  if (!match)
    throw new UserError(
      `"${text}" is no setting of a rule`,
      `write --rule ID=LEVEL, with ${oneOf(levels)} for a level`,
    );
  const [, id = '', level = ''] = match;
  const rule = choose(
    id,
    rules.map((rule) => rule.id),
    'rule',
    { otherwise: allRules },
  );
  return [rule, choose(level, levels, 'level', { meant: synonyms.get(level.toLowerCase()) })];
};

const checkedVersion = (version: string): string => {
  if (!new RegExp(patterns.daprVersion.pattern, 'u').test(version))
    return choose(version, daprVersions, 'Dapr version');
  return withoutV(version);
};

const checkedNamespace = (namespace: string): string => {
  if (new RegExp(patterns.namespace.pattern, 'u').test(namespace)) return namespace;
  throw new UserError(`"${namespace}" is not ${patterns.namespace.words}`);
};
