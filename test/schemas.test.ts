import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { validatorsCode } from '../scripts/generate-validators.ts';
import type {
  AnnotationsData,
  ComponentsData,
  ConfigurationData,
  CrdSchema,
  CrdsData,
  FieldData,
  TlsCondition,
  VersionData,
} from '../src/model/catalog/data.ts';
import { celRules } from '../src/model/crd/cel.ts';

const folder = new URL('../schemas/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const components = JSON.parse(text('components.json')) as ComponentsData;
const annotations = JSON.parse(text('annotations.json')) as AnnotationsData;
const configuration = JSON.parse(text('configuration.json')) as ConfigurationData;
const crds = JSON.parse(text('crds.json')) as CrdsData;

const types = Object.entries(components.components);
const versions = types.flatMap(([type, { metadata }]) =>
  Object.entries(metadata).flatMap(([version, data]) =>
    typeof data === 'string' ? [] : [[`${type}/${version}`, data] as const],
  ),
);
const fieldsOf = ({ fields, profiles = [] }: VersionData): readonly FieldData[] => [
  ...fields,
  ...profiles.flatMap(({ use = '', fields = [] }) => [...fields, ...(components.profiles[use] ?? [])]),
];

describe('all files', () => {
  test('speak of the same release', () => {
    expect([components.dapr, annotations.dapr, configuration.dapr, crds.dapr]).toEqual(Array(4).fill('1.18.3'));
  });

  test('are small', () => {
    const size = (name: string): number => statSync(new URL(name, folder)).size;
    expect(size('components.json')).toBeLessThan(250_000);
    expect(size('validators.js')).toBeLessThan(150_000);
  });

  test('are explained in the README', () => {
    const readme = text('README.md');
    for (const name of readdirSync(folder).filter((each) => each !== 'README.md')) expect(readme).toContain(name);
  });
});

describe('components.json', () => {
  test('has the 141 registrations of 1.18.3, with 13 aliases, in order, one to a line', () => {
    expect(types).toHaveLength(141);
    expect(types.flatMap(([, { aliases = [] }]) => aliases)).toHaveLength(13);
    expect(types.map(([type]) => type)).toEqual(types.map(([type]) => type).sort());
    const lines = text('components.json').split('\n');
    for (const [type] of types)
      expect(lines.filter((line) => line.startsWith(`    "${type}": {`)).length).toBeGreaterThanOrEqual(1);
  });

  test('names everything in lower case and nothing twice', () => {
    const names = types.flatMap(([type, { aliases = [] }]) => [type, ...aliases]);
    expect(names).toEqual(names.map((name) => name.toLowerCase()));
    expect(new Set(names).size).toBe(names.length);
  });

  test('resolves every reference to metadata and to a shared profile', () => {
    for (const [, { metadata }] of types) {
      for (const data of Object.values(metadata)) {
        if (typeof data === 'string') expect(versions.map(([name]) => name)).toContain(data);
        else
          for (const { use } of data.profiles ?? [])
            if (use !== undefined) expect(components.profiles).toHaveProperty([use]);
      }
    }
  });

  test('has metadata for every version that is accepted', () => {
    for (const [type, { versions, metadata }] of types) {
      expect([type, Object.keys(metadata).sort()]).toEqual([type, [...(versions?.accepted ?? ['v1'])].sort()]);
    }
  });

  test('holds each field of a version once', () => {
    for (const [name, { fields }] of versions) {
      const names = fields.map((field) => field.name.toLowerCase());
      expect([name, new Set(names).size]).toEqual([name, names.length]);
    }
  });

  test('has conditions on TLS whose fields are fields of the component', () => {
    const atoms = (condition: TlsCondition): readonly string[] => {
      if ('any' in condition) return condition.any.flatMap(atoms);
      if ('all' in condition) return condition.all.flatMap(atoms);
      if ('not' in condition) return atoms(condition.not);
      return 'f' in condition ? [condition.f] : [];
    };
    // A name resolution component is configured by nested objects, not by metadata.
    for (const [name, data] of versions.filter(([name]) => !name.startsWith('nameresolution.'))) {
      const { error, plaintext, unverified, secure, ignoredWhen } = data.tls ?? {};
      const known = new Set(
        [...fieldsOf(data).flatMap((field) => [field.name, ...(field.aliases ?? [])]), ...(data.code ?? [])].map(
          (each) => each.toLowerCase(),
        ),
      );
      for (const condition of [error, plaintext, unverified, secure, ignoredWhen]) {
        if (typeof condition !== 'object') continue;
        for (const field of atoms(condition))
          expect([name, field, known.has(field.toLowerCase())]).toEqual([name, field, true]);
      }
    }
  });
});

test('annotations.json has the 64 annotations that Dapr reads, each with a type', () => {
  expect(annotations.annotations).toHaveLength(64);
  for (const { key, type } of annotations.annotations)
    expect([key, type]).toEqual([expect.stringMatching(/^dapr\.io\/[a-z0-9-]+$/), expect.any(String)]);
});

describe('crds.json', () => {
  const within = (schema: CrdSchema): readonly CrdSchema[] => [
    schema,
    ...Object.values(schema.properties ?? {}).flatMap(within),
    ...(schema.items ? within(schema.items) : []),
    ...(schema.additionalProperties ? within(schema.additionalProperties) : []),
  ];
  const all = Object.values(crds.schemas).flatMap(within);

  test('has eight versions of seven kinds', () => {
    expect(Object.keys(crds.schemas)).toHaveLength(8);
    expect(Object.keys(crds.since)).toHaveLength(7);
  });

  test('uses only what the validators take from a schema', () => {
    const known = [
      'type',
      'properties',
      'additionalProperties',
      'items',
      'required',
      'enum',
      'minLength',
      'minItems',
      'format',
      'nullable',
      'default',
    ];
    const kubernetes = ['preserve-unknown-fields', 'int-or-string', 'list-type', 'validations'].map(
      (name) => `x-kubernetes-${name}`,
    );
    expect(
      [...new Set(all.flatMap(Object.keys))].filter((keyword) => ![...known, ...kubernetes].includes(keyword)),
    ).toEqual([]);
    expect(all.every(({ format }) => format === undefined || format === 'int32')).toBe(true);
    expect(all.every(({ minLength = 0 }) => minLength <= 1)).toBe(true);
  });

  test('has no rule in CEL that is not looked at', () => {
    const rules = all.flatMap((schema) => schema['x-kubernetes-validations'] ?? []).map(({ rule }) => rule);
    expect(rules.length).toBeGreaterThan(0);
    expect(new Set(rules)).toEqual(new Set(Object.keys(celRules)));
  });
});

test('validators.js is what scripts/generate-validators.ts makes of crds.json', () => {
  expect(text('validators.js') === validatorsCode(crds), 'stale: run npx tsx scripts/generate-validators.ts').toBe(
    true,
  );
});

test('validators.js imports nothing', () => {
  expect(/\brequire\(|\bimport[\s({]/.test(text('validators.js'))).toBe(false);
});
