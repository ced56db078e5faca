import { allRules, choose } from './choice.ts';
import { effects, type Level } from './finding.ts';
import { listed } from './model/wording.ts';
import { type Palette, paletteOf } from './report/palette.ts';
import type { View } from './report/report.ts';
import { wrap } from './report/wrap.ts';
import { type Example, type OptionSchema, type PresetName, presetNames, type RuleMeta } from './rule.ts';
import { levelIn } from './triage/presets.ts';

/** The rule with an id. Throws `UserError`, with the id that was probably meant. */
export const ruleNamed = <Meta extends RuleMeta>(id: string, rules: readonly Meta[]): Meta => {
  const ids = rules.map((rule) => rule.id);
  const known = choose(id, ids, 'rule', { otherwise: allRules });
  return rules[ids.indexOf(known)] as Meta;
};

/** All that a rule says about itself, for people. */
export const explain = (rule: RuleMeta, view: View): string => {
  const palette = paletteOf(view);
  const width = Math.min(Math.max(view.width, 40), 100);
  const { level } = levelIn('recommended', rule);
  const head = `${painted(level, palette)(`${level}[${rule.id}]`)}${palette.strong(`: ${rule.summary}`)}`;
  const blocks = [
    head,
    wrap(rule.why, width).join('\n'),
    facts(rule, palette, width),
    options(rule, palette, width),
    ...rule.examples.map((example, index) => exampleText(example, index, rule, palette)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
};

const painted = (level: Level, palette: Palette) => (level === 'off' ? palette.faint : palette.severity[level]);

const facts = (rule: RuleMeta, palette: Palette, width: number): string => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['effect', `${rule.effect}: ${effects[rule.effect]}`],
    ['level', levels(rule)],
    ['holds', versions(rule)],
    ['security', rule.securitySeverity === undefined ? undefined : `${rule.securitySeverity} of 10`],
    ['instead of', rule.supersedes?.join(', ')],
    ['covers', rule.covers?.join(', ')],
    ['source', rule.source],
    ['docs', rule.docs],
  ];
  return table(
    rows.filter((row): row is readonly [string, string] => row[1] !== undefined && row[1] !== ''),
    palette,
    width,
  );
};

const levels = (rule: RuleMeta): string => {
  const all = presetNames.map((preset) => levelIn(preset, rule).level);
  if (new Set(all).size === 1) return `${all[0]} in every preset`;
  return [...new Set(all)]
    .map(
      (level) =>
        `${level} in ${listed(
          presetNames.filter((_, index) => all[index] === level),
          presetNames.length,
        )}`,
    )
    .join('; ');
};

const versions = ({ since, until }: RuleMeta): string | undefined => {
  const parts = [since && `from Dapr ${since}`, until && `before Dapr ${until}`].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
};

const table = (rows: readonly (readonly [string, string])[], palette: Palette, width: number): string => {
  const indent = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows
    .flatMap(([name, text]) =>
      wrap(text, width - indent).map(
        (line, index) => `${palette.faint((index === 0 ? name : '').padEnd(indent))}${line}`,
      ),
    )
    .join('\n');
};

const options = (rule: RuleMeta, palette: Palette, width: number): string => {
  const entries = Object.entries(rule.options ?? {});
  if (entries.length === 0) return '';
  const rows = entries.map(([name, schema]) => [name, optionText(schema)] as const);
  return [
    palette.strong('Options'),
    table(rows, palette, width),
    palette.faint('In daprlint.yaml'),
    `  rules:\n    ${rule.id}: ${sampleSetting(rule)}`,
  ].join('\n');
};

/** A setting as somebody would write it: that of an example, or else the default. */
const sampleSetting = ({ examples, options = {} }: RuleMeta): string => {
  const [name = '', schema] = Object.entries(options)[0] ?? [];
  const values = examples.find((example) => example.options)?.options ?? { [name]: schema?.default };
  return `{ ${Object.entries(values)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(', ')} }`;
};

const optionText = (schema: OptionSchema): string => {
  const choices = 'enum' in schema && schema.enum ? `; one of ${schema.enum.join(', ')}` : '';
  return `${schema.description}${choices} (default ${JSON.stringify(schema.default)})`;
};

const exampleText = (example: Example, index: number, rule: RuleMeta, palette: Palette): string => {
  const isBad = 'bad' in example;
  const world = [
    ...(example.daprVersion ? [`with Dapr ${example.daprVersion}`] : []),
    ...(example.closedWorld ? ['in a closed world'] : []),
    ...(example.options ? [`with ${JSON.stringify(example.options)}`] : []),
  ].join(', ');
  const number = rule.examples.length > 1 ? ` ${index + 1}` : '';
  const title = `${palette.strong(`Example${number}: ${isBad ? 'found' : 'not found'}`)}${world === '' ? '' : ` ${world}`}`;
  const parts = isBad
    ? [
        title,
        indented(example.bad, palette),
        ...(example.fixed === undefined ? [] : [palette.strong('Fixed'), indented(example.fixed, palette)]),
      ]
    : [`${title}, for ${example.because}`, indented(example.good, palette)];
  return parts.join('\n');
};

/** A manifest, with the lines that underline a finding set apart. */
const indented = (text: string, palette: Palette): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) =>
      /^\s*[\^~]+(?:\s|$)/.test(line) ? `  ${palette.severity.error(line)}` : `  ${painting(line, palette)}`.trimEnd(),
    )
    .join('\n');

/** A line of YAML whose keys and comments are set apart. */
const painting = (line: string, { frame, faint }: Palette): string => {
  if (/^\s*(?:#|---)/.test(line)) return faint(line);
  const [, indent, key, rest = ''] = /^(\s*(?:- )*)([\w./"-]+:)(?=\s|$)(.*)$/.exec(line) ?? [];
  return key === undefined ? line : `${indent}${frame(key)}${rest}`;
};

/** Every rule with its level in a preset, one a line. */
export const rulesTable = (rules: readonly RuleMeta[], preset: PresetName, view: View): string => {
  const palette = paletteOf(view);
  const idWidth = Math.max(0, ...rules.map(({ id }) => id.length));
  const head = `${'rule'.padEnd(idWidth)}  ${'level'.padEnd(7)}  ${'effect'.padEnd(8)}  what it finds`;
  const rows = sorted(rules).map((rule) => {
    const { level } = levelIn(preset, rule);
    const bounds = palette.faint(boundsIn(preset, rule));
    return `${rule.id.padEnd(idWidth)}  ${painted(level, palette)(level.padEnd(7))}  ${rule.effect.padEnd(8)}  ${rule.summary}${bounds}`;
  });
  const on = rules.filter((rule) => levelIn(preset, rule).level !== 'off').length;
  return [
    palette.strong(head),
    ...rows,
    '',
    `${rules.length} rules, of which ${on} are on in the preset ${preset}`,
    '',
  ].join('\n');
};

/** ` (cpuLimit: 300m)`: what a preset says of the options of a rule that is on; empty where it says nothing. */
const boundsIn = (preset: PresetName, rule: RuleMeta): string => {
  const { level, options: values } = levelIn(preset, rule);
  const own = Object.entries(rule.options ?? {}).filter(
    ([name, { default: usual }]) => JSON.stringify(values[name]) !== JSON.stringify(usual),
  );
  if (level === 'off' || own.length === 0) return '';
  return ` (${own.map(([name]) => `${name}: ${[values[name]].flat().join(', ')}`).join('; ')})`;
};

/** The same for programs: a list of objects. */
export const rulesJson = (rules: readonly RuleMeta[], preset: PresetName): string => {
  const list = sorted(rules).map((rule) => ({
    id: rule.id,
    severity: levelIn(preset, rule).level,
    effect: rule.effect,
    summary: rule.summary,
    why: rule.why,
    docs: rule.docs,
    source: rule.source,
    levels: Object.fromEntries(presetNames.map((name) => [name, levelIn(name, rule).level])),
    ...(rule.options && { options: rule.options, values: levelIn(preset, rule).options }),
    ...(rule.covers && { covers: rule.covers }),
    ...(rule.since !== undefined && { since: rule.since }),
    ...(rule.until !== undefined && { until: rule.until }),
    ...(rule.securitySeverity !== undefined && { securitySeverity: rule.securitySeverity }),
  }));
  return `${JSON.stringify(list, undefined, 2)}\n`;
};

const sorted = (rules: readonly RuleMeta[]): readonly RuleMeta[] => rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
