import { type Level, severities } from '../finding.ts';
import { presetNames, type RuleMeta } from '../rule.ts';
import { daprVersionPattern, daprVersions } from './dapr-version.ts';

type TypeName = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** As much of JSON Schema (draft 7) as a config needs: what editors read, and what `violations` goes by. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: TypeName | readonly TypeName[];
  readonly enum?: readonly (string | number)[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: false;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

export const levels: readonly Level[] = [...severities, 'off'];

/** The words for what a pattern asks for. */
export const patterns = {
  daprVersion: {
    pattern: daprVersionPattern,
    words: `a version from ${daprVersions[0]} to ${daprVersions.at(-1)}, with or without a patch number`,
  },
  day: {
    // No month has more days than it has; of leap years it knows nothing.
    pattern:
      '^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))$',
    words: 'a day, as 2027-03-01',
  },
  namespace: {
    pattern: '^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$',
    words: 'the name of a namespace: lower-case letters, digits and hyphens',
  },
} as const;

const glob: JsonSchema = { type: 'string', minLength: 1, maxLength: 1000 };
const oneOrMore = (description: string): JsonSchema => ({
  description,
  anyOf: [glob, { type: 'array', items: glob, minItems: 1 }],
});
// A key whose whole content is commented out is an empty one, not a mistake.
const list = (description: string): JsonSchema => ({ description, type: ['array', 'null'], items: glob });
const definition = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

const external: JsonSchema = {
  description: 'Names (globs) of what lives outside the linted files: nothing is missing for the want of these.',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    apps: list('App ids.'),
    components: list('Names of Components.'),
    configurations: list('Names of Configurations.'),
    secrets: list('Names of Kubernetes Secrets.'),
    namespaces: list('Names of namespaces.'),
    services: list('Names of Kubernetes Services.'),
    endpoints: list('Names of HTTPEndpoints.'),
  },
};

const places: Readonly<Record<'files' | 'kinds' | 'names' | 'namespaces', JsonSchema>> = {
  files: oneOrMore('Paths (globs), relative to the folder of this file.'),
  kinds: oneOrMore('Kinds of the objects (globs).'),
  names: oneOrMore('Names of the objects (globs).'),
  namespaces: oneOrMore('Namespaces of the objects (globs).'),
};

const ignore: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    rules: {
      description: 'The ids of the rules of which nothing is told.',
      anyOf: [definition('id'), { type: 'array', items: definition('id'), minItems: 1 }],
    },
    ...places,
    reason: { description: 'Why that is fine.', type: 'string', minLength: 1 },
    until: { description: 'The last day on which it holds.', type: 'string', pattern: patterns.day.pattern },
  },
  required: ['rules'],
};

const override: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...places,
    rules: definition('rules'),
  },
  required: ['rules'],
  // Rules, and at least one key that says where they apply.
  minProperties: 2,
};

const daprVersion: JsonSchema = {
  description: 'The version of Dapr that the manifests are meant for.',
  default: daprVersions.at(-1),
  // Unquoted, 1.18 is a number to YAML.
  anyOf: [
    { type: 'string', pattern: patterns.daprVersion.pattern },
    { type: 'number', enum: daprVersions.map(Number) },
  ],
};

/** The JSON Schema of `daprlint.yaml`, made from what the rules say of themselves. */
export const configSchema = (rules: readonly RuleMeta[]): JsonSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of daprlint',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    preset: { description: 'The rules to start from.', type: 'string', enum: presetNames, default: 'recommended' },
    rules: { ...definition('rules') },
    overrides: {
      description: 'Other settings for some files or objects; of several that apply, the last one wins.',
      type: ['array', 'null'],
      items: override,
    },
    ignores: {
      description:
        'Paths (globs) that are not linted, relative to the folder of this file, and findings that are not told.',
      type: ['array', 'null'],
      items: { anyOf: [glob, ignore] },
    },
    external,
    workspaces: list('Folders (globs) that are a workspace each: what is in two of them is never applied together.'),
    daprVersion,
    namespace: {
      description: 'The namespace of objects that name none.',
      type: 'string',
      pattern: patterns.namespace.pattern,
    },
    closedWorld: {
      description: 'The files are all there is: what is missing in them is missing.',
      type: 'boolean',
      default: false,
    },
    baseline: {
      description: 'The file with the findings to live with, which --update-baseline writes.',
      type: 'string',
      minLength: 1,
      default: 'daprlint-baseline.json',
    },
    catalog: oneOrMore('Component metadata bundles of pluggable components.'),
  },
  definitions: {
    id: { title: 'the id of a rule', type: 'string', enum: rules.map(({ id }) => id) },
    level: { description: 'How much a finding weighs; `off` for not at all.', type: 'string', enum: levels },
    rules: {
      description: 'The level of a rule by its id, or its level with options.',
      type: ['object', 'null'],
      additionalProperties: false,
      properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
    },
  },
});

const ruleSchema = ({ summary, why, docs, severity, options = {} }: RuleMeta): JsonSchema => ({
  description: `${summary}. ${why}\n${docs}`,
  default: severity,
  anyOf: [
    definition('level'),
    {
      type: 'object',
      additionalProperties: false,
      properties: {
        severity: definition('level'),
        ...Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option])),
      },
    },
  ],
});
