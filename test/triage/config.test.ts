import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { UserError } from '../../src/failure.ts';
import { type Config, parseConfig } from '../../src/triage/config.ts';
import { ConfigError } from '../../src/triage/config-error.ts';
import { configSchema } from '../../src/triage/schema.ts';
import { lines } from '../../src/yaml/location.ts';
import { rules } from './synthetic-rules.ts';

const read = (text: string): Config => parseConfig({ path: 'daprlint.yaml', text }, rules);

const thrownBy = (text: string): ConfigError => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error(`no error from: ${text}`);
};

/** Every problem as `line:column text: message (help)`. */
const problemsOf = (text: string): readonly string[] =>
  thrownBy(text).problems.map(({ location: { source, range }, message, help }) => {
    const { line, column } = lines(source).position(range.start);
    return `${line}:${column} ${text.slice(range.start, range.end)}: ${message}${help === undefined ? '' : ` (${help})`}`;
  });

describe('a config', () => {
  it('may say everything there is to say', () => {
    const config = read(`
preset: production
rules:
  invalid-port: off
  unknown-broker: 'error'
  excessive-memory:
    severity: info
    bound: 512
    unit: Gi
    allow: [cart, billing]
    includeInit: true
overrides:
  - files: legacy/**
    kinds: [Component, Pubsub*]
    names: kafka-*
    namespaces: [dev, "!dev-secure"]
    rules: { ignored-topic: warning }
ignores: [vendor, '*.tmpl.yaml']
external: { apps: [payments], secrets: ['vault-*'] }
daprVersion: "1.17.3"
namespace: shop
closedWorld: true
`);
    expect(config).toMatchObject({
      preset: 'production',
      rules: {
        'invalid-port': 'off',
        'unknown-broker': 'error',
        'excessive-memory': { severity: 'info', bound: 512, unit: 'Gi', allow: ['cart', 'billing'], includeInit: true },
      },
      overrides: [
        { files: { patterns: ['legacy/**'] }, names: { patterns: ['kafka-*'] }, rules: { 'ignored-topic': 'warning' } },
      ],
      ignores: { patterns: ['vendor', '*.tmpl.yaml'] },
      external: { apps: { patterns: ['payments'] }, secrets: { patterns: ['vault-*'] } },
      daprVersion: '1.17.3',
      namespace: 'shop',
      closedWorld: true,
    });
    expect(config.overrides[0]?.namespaces?.matches('dev')).toBe(true);
    expect(config.external.secrets?.matches('vault-token')).toBe(true);
  });

  it('may be empty, or all comments, or have sections whose content is commented out', () => {
    for (const text of [
      '',
      '# nothing yet\n',
      '---\n',
      '{}',
      '~',
      'rules:\n  # invalid-port: off\nignores:\nexternal:\n  apps:\n',
      'preset: strict\n---\n',
    ]) {
      expect(read(text), text).toMatchObject({ rules: {}, overrides: [], external: {} });
    }
  });

  it('may be JSON, have anchors, and Windows line ends', () => {
    expect(read('{"preset": "minimal", "rules": {"invalid-port": "info"}}')).toMatchObject({ preset: 'minimal' });
    expect(read('ignores: &paths [vendor]\r\nexternal: { secrets: *paths }\r\n').external.secrets?.patterns).toEqual([
      'vendor',
    ]);
  });

  it('takes a version with or without quotes, a patch, or the v of a tag', () => {
    for (const [written, version] of [
      ['1.18', '1.18'],
      ['"1.18"', '1.18'],
      ['1.17.3', '1.17.3'],
      ['v1.16', '1.16'],
    ] as const) {
      expect(read(`daprVersion: ${written}`).daprVersion).toBe(version);
    }
  });
});

describe('the problems of a config', () => {
  it('come all at once, each at its place, with what was probably meant', () => {
    expect(
      problemsOf(`prest: strict
preset: prodution
rules:
  invalid-prot: error
  invalid-port: warn
  unknown-broker: { severty: error }
  ignored-topic: 5
  excessive-memory:
    bond: 3
    bound: 0
    unit: Ki
    allow: cart
    includeInit: yes
    hint: 12
closedWorld: maybe
namespace: Shop
daprVersion: 1.5
ignores: [3, ""]
`),
    ).toEqual([
      '1:1 prest: unknown key "prest" (did you mean "preset"?)',
      '2:9 prodution: preset is "prodution"; it must be minimal, recommended, production, strict or todo-chatbot (did you mean "production"?)',
      '4:3 invalid-prot: unknown rule "invalid-prot" (did you mean "invalid-port"?)',
      '5:17 warn: rules.invalid-port is "warn"; it must be error, warning, info, off or a map (did you mean "warning"?)',
      '6:21 severty: unknown option of unknown-broker: "severty" (did you mean "severity"?)',
      '7:18 5: rules.ignored-topic is 5; it must be error, warning, info, off or a map',
      '9:5 bond: unknown option of excessive-memory: "bond" (did you mean "bound"?)',
      '10:12 0: rules.excessive-memory.bound is 0; it must be a number from 1 to 65536',
      '11:11 Ki: rules.excessive-memory.unit is "Ki"; it must be Mi or Gi',
      '12:12 cart: rules.excessive-memory.allow is "cart"; it must be a list',
      '13:18 yes: rules.excessive-memory.includeInit is "yes"; it must be true or false',
      '14:11 12: rules.excessive-memory.hint is 12; it must be a string (quote it: "12")',
      '15:14 maybe: closedWorld is "maybe"; it must be true or false',
      '16:12 Shop: namespace is "Shop"; it must be the name of a namespace: lower-case letters, digits and hyphens',
      '17:14 1.5: daprVersion is 1.5; it must be a version from 1.12 to 1.18, with or without a patch number (did you mean "1.15"?)',
      '18:11 3: ignores[0] is 3; it must be a string or a map (quote it: "3")',
      '18:14 "": ignores[1] is empty; it must be a string or a map',
    ]);
  });

  it('include overrides that would apply everywhere, or do nothing', () => {
    expect(
      problemsOf(`overrides:
  - rules: { invalid-port: off }
  - files: legacy
  - files: []
    rules: {}
  - kinds:
    rules: {}
  - file: legacy
    rules: { nonsense: off }
`),
    ).toEqual([
      '2:5 rules: overrides[0] does not say where it applies (add files, kinds, names or namespaces)',
      '3:5 files: overrides[1] has no rules',
      '4:12 []: overrides[2].files is an empty list (name at least one, or remove the key)',
      '6:5 kinds: overrides[3].kinds is empty; it must be a string or a list',
      '8:5 file: unknown key "file" (did you mean "files"?)',
      '9:14 nonsense: unknown rule "nonsense" (see "daprlint rules" for all there are)',
    ]);
  });

  it('include a syntax error, alone', () => {
    expect(thrownBy('rules: [1\nprest: x\n').problems.length).toBeGreaterThan(0);
    for (const { message } of thrownBy('rules: [1\nprest: x\n').problems) expect(message).not.toMatch(/unknown key/);
    expect(problemsOf('\tpreset: strict\n')[0]).toMatch(/^1:\d+ /);
  });

  it('include a second document and a key written twice', () => {
    expect(problemsOf('preset: strict\n---\npreset: minimal\n')).toEqual([
      '3:1 preset: a second document begins here; a config has one (remove the "---" above it)',
    ]);
    expect(problemsOf('preset: strict\nrules: {}\npreset: minimal\n')).toEqual([
      '3:1 preset: "preset" is written a second time (keep one of the two)',
    ]);
  });

  it('in an entry of ignores name the rule that was meant, and what a day looks like', () => {
    expect(
      problemsOf('ignores:\n  - rules: [invalid-prot]\n    until: 2027-13-01\n    kind: Pod\n  - kinds: Pod\n'),
    ).toEqual([
      '2:13 invalid-prot: ignores[0].rules[0] is "invalid-prot"; it must be the id of a rule (did you mean "invalid-port"?)',
      '3:12 2027-13-01: ignores[0].until is "2027-13-01"; it must be a day, as 2027-03-01',
      '4:5 kind: unknown key "kind" (did you mean "kinds"?)',
      '5:5 kinds: ignores[1] has no rules',
    ]);
  });

  it('name a day that no month has, and do not ask for quotes that would not help', () => {
    const untilIs = (day: string) => problemsOf(`ignores:\n  - rules: [invalid-port]\n    until: ${day}\n`);
    for (const day of ['2027-02-30', '2027-04-31', '2027-13-01', '2027-3-1', '20270301', 'tomorrow'])
      expect(untilIs(day)).toEqual([expect.stringMatching(/; it must be a day, as 2027-03-01$/)]);
    for (const day of ['2028-02-29', '2027-04-30', '"2027-12-31"']) expect(() => untilIs(day)).toThrow('no error from');
  });

  it('include a config that is no map', () => {
    expect(problemsOf('- preset: strict\n')).toEqual(['1:1 - preset: strict: the config is a list; it must be a map']);
    expect(problemsOf('strict\n')).toEqual(['1:1 strict: the config is "strict"; it must be a map']);
  });

  it('include keys that every object of JavaScript has', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(problemsOf(`${key}: {}\n`)[0]).toMatch(`unknown key "${key}"`);
      expect(problemsOf(`rules: { ${key}: off }\n`)[0]).toMatch(`unknown rule "${key}"`);
      expect(problemsOf(`rules: { invalid-port: { ${key}: 1 } }\n`)[0]).toMatch(
        `unknown option of invalid-port: "${key}"`,
      );
    }
  });

  it('make one error for the call, which names the file', () => {
    expect(thrownBy('prest: strict\n')).toBeInstanceOf(UserError);
    expect(thrownBy('prest: strict\n').message).toBe('daprlint.yaml cannot be used: unknown key "prest"');
    expect(thrownBy('a: 1\nb: 2\n').message).toBe('daprlint.yaml cannot be used: it has 2 problems');
  });

  it('are told for hostile texts too', () => {
    for (const text of [
      '\0',
      '['.repeat(5000),
      'a: &a [*a]\n',
      `a: &a [x]\n${'b: [*a,*a]\n'.repeat(3)}`,
      'preset: !!binary aGk=',
      '? {a: b}\n: c\n',
      `ignores: ["${'a'.repeat(70_000)}"]`,
    ]) {
      expect(thrownBy(text).problems.length, text.slice(0, 20)).toBeGreaterThan(0);
    }
  });
});

describe('the JSON Schema of a config', () => {
  const schema = JSON.parse(JSON.stringify(configSchema(rules)));
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

  it.each([
    '',
    '{}',
    'preset: strict',
    'preset: Strict',
    'preset:',
    'preset: [strict]',
    'rules:',
    'rules: []',
    'rules: { invalid-port: off }',
    'rules: { invalid-port: OFF }',
    'rules: { invalid-port: false }',
    'rules: { invalid-port: warn }',
    'rules: { invalid-port: }',
    'rules: { invalid-port: {} }',
    'rules: { invalid-port: { severity: error } }',
    'rules: { invalid-port: { severity: 1 } }',
    'rules: { invalid-port: { bound: 1 } }',
    'rules: { invalid-prot: error }',
    'rules: { excessive-memory: { bound: 12.5 } }',
    'rules: { excessive-memory: { bound: 65537 } }',
    'rules: { excessive-memory: { bound: "12" } }',
    'rules: { excessive-memory: { bound: .inf } }',
    'rules: { excessive-memory: { unit: Gi } }',
    'rules: { excessive-memory: { unit: Ki } }',
    'rules: { excessive-memory: { allow: [] } }',
    'rules: { excessive-memory: { allow: [1] } }',
    'rules: { excessive-memory: { allow: x } }',
    'rules: { excessive-memory: { includeInit: yes } }',
    'rules: { excessive-memory: { includeInit: true } }',
    'rules: { excessive-memory: { hint: "" } }',
    'rules: { excessive-memory: { hint: on } }',
    'overrides: [{ files: a, rules: {} }]',
    'overrides: [{ files: [a], rules: }]',
    'overrides: [{ files: [], rules: {} }]',
    'overrides: [{ rules: {} }]',
    'overrides: [{ files: a }]',
    'overrides: [{ files: a, kinds: [b], names: c, namespaces: [d, e], rules: { invalid-port: info } }]',
    'overrides: [{ file: a, rules: {} }]',
    'overrides: {}',
    'overrides:',
    'overrides: [x]',
    'overrides: [{ files: , rules: {} }]',
    'ignores: [a, "!b"]',
    'ignores: a',
    'ignores: [""]',
    'ignores: [1]',
    'ignores:',
    'external: { apps: [a] }',
    'external: { apps: a }',
    'external: { pods: [a] }',
    'external: { secrets: }',
    'external:',
    'daprVersion: 1.18',
    'daprVersion: "1.18"',
    'daprVersion: v1.18.3',
    'daprVersion: 1.18.03',
    'daprVersion: 1.5',
    'daprVersion: 2',
    'daprVersion: latest',
    'daprVersion:',
    'namespace: shop',
    'namespace: Shop',
    'namespace: -shop',
    'namespace: 7',
    'namespace: ""',
    'closedWorld: true',
    'closedWorld: "true"',
    'closedWorld: yes',
    'closedWorld: 1',
    'unknown: 1',
    '[]',
    'strict',
    '1',
  ])('agrees with the reader on %j', (text) => {
    const accepts = validate(parseYaml(text) ?? null);
    if (accepts) expect(read(text)).toBeDefined();
    else expect(thrownBy(text).problems.length).toBeGreaterThan(0);
  });

  it('describes every rule with its default level and its options with their defaults', () => {
    const { properties } = schema.definitions.rules;
    expect(Object.keys(properties)).toEqual(rules.map(({ id }) => id));
    expect(properties['excessive-memory']).toMatchObject({
      description: 'Summary of excessive-memory. Reason for excessive-memory.\nhttps://docs.dapr.io/excessive-memory/',
      default: 'warning',
    });
    expect(properties['excessive-memory'].anyOf[1].properties.bound).toEqual({
      type: 'number',
      default: 2048,
      description: 'Mebibytes that are enough.',
      minimum: 1,
      maximum: 65536,
    });
  });

  it('describes every key', () => {
    for (const [key, property] of Object.entries<{ description?: string; $ref?: string }>(schema.properties)) {
      expect(property.description ?? property.$ref, key).toBeTruthy();
    }
  });
});
