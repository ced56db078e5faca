import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { daprSchemaText } from '../../src/editor/dapr-schema.ts';
import { catalogFor } from '../../src/model/catalog.ts';
import { daprVersions } from '../../src/triage/dapr-version.ts';
import { editorFor } from './editor.ts';

const catalog = catalogFor('1.18');
const editor = editorFor('1.18');
const labels = async (text: string) => (await editor.offers(text)).map(({ label }) => label);

const component = (type: string, version: string, metadata: string) =>
  `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: a\nspec:\n  type: ${type}\n  version: ${version}\n  metadata:\n${metadata}\n`;
const deployment = (annotation: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    metadata:\n      annotations:\n        ${annotation}\n`;

describe('an editor with the schema of Dapr', () => {
  it('offers every kind of Dapr, and says what it is', async () => {
    const offers = await editor.offers('apiVersion: dapr.io/v1alpha1\nkind: |\n');
    expect(offers.map(({ label }) => label).sort()).toEqual([...(catalog?.kinds.keys() ?? [])].sort());
    expect(offers.filter(({ about }) => about.length < 20)).toEqual([]);
  });

  it('offers every type of component', async () => {
    expect(await labels(component('|', 'v1', '    []'))).toEqual(
      expect.arrayContaining([...(catalog?.componentTypes ?? [])]),
    );
  });

  it('offers for each type and version of component exactly the metadata that it has', async () => {
    const cases = (catalog?.componentTypes ?? []).flatMap((type) =>
      (catalog?.component(type)?.versions ?? []).map((version) => ({ type, version })),
    );
    expect(cases.length).toBeGreaterThan(135);
    for (const { type, version } of cases) {
      const names = catalog?.component(type)?.metadata(version).names ?? [];
      expect([type, ...(await labels(component(type, version, '    - name: |'))).sort()]).toEqual([
        type,
        ...[...names].sort(),
      ]);
    }
  });

  it('offers the values of a field that has some, as text', async () => {
    expect(await labels(component('state.redis', 'v1', '    - name: redisType\n      value: |'))).toEqual([
      'node',
      'cluster',
    ]);
    expect(await labels(component('state.redis', 'v1', '    - name: enableTLS\n      value: |'))).toEqual([
      '"true"',
      '"false"',
    ]);
  });

  it('tells what a metadata field is, the one under the cursor first', async () => {
    const text = await editor.tells(component('pubsub.kafka', 'v1', '    - name: auth|Type'));
    expect(text).toMatch(/^[^*]*\* `authType`: string; required; one of [^\n]*password/);
  });

  it.each(
    [...(catalog?.annotations ?? [])]
      .filter(({ appliesTo }) => appliesTo === 'Pod')
      .map(({ key, ...rest }) => [key, rest] as const),
  )(
    'tells of %s on a pod template, and offers it unless it is deprecated',
    async (key, { default: value, deprecated }) => {
      expect((await labels(deployment('dapr.io/|'))).includes(key)).toBe(deprecated === undefined);
      const text = await editor.tells(deployment(`${key.slice(0, 9)}|${key.slice(9)}: "1"`));
      expect(text.length).toBeGreaterThan(20);
      if (value !== undefined) expect(text.replaceAll('\\', '')).toContain(`default ${value}`);
    },
  );

  it('underlines what the API server refuses or prunes, and nothing in what is right', async () => {
    expect(await editor.faults(deployment('dapr.io/app-port: 3000'))).toEqual([
      '7: Incorrect type. Expected "string".',
    ]);
    expect(await editor.faults(component('state.redis', 'v1', '    - name: redisHost\n      valeu: a'))).toEqual([
      '10: Property valeu is not allowed.',
    ]);
    expect(await editor.faults('apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec: {}\n')).toEqual([]);
  });
});

const fixtures = ['shop', 'export', 'todo-chatbot/as-written'].flatMap((folder) =>
  readdirSync(join('fixtures', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !name.endsWith('daprlint.yaml'))
    .map((name) => join('fixtures', folder, name)),
);

it.each(fixtures)('%s: an editor sees only faults of the schema', async (path) => {
  for (const fault of await editor.faults(readFileSync(path, 'utf8')))
    expect(fault).toMatch(/Incorrect type|is not allowed|Missing property|must be/);
});

it('an editor finds no fault in the good examples of the rules, but those about fields', async () => {
  const good = rules
    .filter(({ id }) => !/field|kind|syntax|yaml|key$|unquoted/.test(id))
    .flatMap(({ examples }) =>
      examples.flatMap((example) => ('good' in example && !example.daprVersion ? [example.good] : [])),
    );
  expect(good.length).toBeGreaterThan(30);
  const found: string[] = [];
  for (const text of good) for (const fault of await editor.faults(text)) found.push(`${fault}\n${text}`);
  expect(found).toEqual([]);
}, 60_000);

it.each(daprVersions)('the schema for Dapr %s is a JSON Schema of draft 7', (version) => {
  const schema = JSON.parse(daprSchemaText(version)) as object;
  const ajv = new Ajv({ strict: false });
  expect(ajv.validateSchema(schema)).toBe(true);
  expect(() => ajv.compile(schema)).not.toThrow();
});
