import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { kindsNeeded } from '../../src/export/kinds.ts';
import { lint, type Report, resolveSettings, rules } from '../../src/index.ts';
import type { JsonReport } from '../../src/report/json.ts';
import { json } from '../formats.ts';
import { type ReadExport, readExport } from './read.ts';

const needed = kindsNeeded(rules);
const settings = resolveSettings({ rules, flags: { closedWorld: true, preset: 'strict' } });

const streamed = async (path: string, text: string, size: number) => {
  const bytes = Buffer.from(text);
  const open = async function* (): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield Uint8Array.from(bytes.subarray(at, at + size));
  };
  return readExport({ path, open, isNamed: true }, needed);
};

const findingsOf = ({
  sources,
  withheld,
}: Pick<ReadExport, 'sources'> & Partial<ReadExport>): JsonReport['findings'] => {
  const clock = { today: '2026-11-23', ...(withheld && { withheld }) };
  const report: Report = lint(sources, rules, settings, clock);
  return (JSON.parse(json(report)) as JsonReport).findings;
};

const wholeOf = (text: string): JsonReport['findings'] =>
  findingsOf({ sources: [{ path: 'export.yaml', text, named: true }] });

/** One by one, for a message that can be read. */
const expectSame = (found: JsonReport['findings'], whole: JsonReport['findings']): void => {
  for (const [index, finding] of found.entries()) expect(finding).toEqual(whole[index]);
  expect(found).toHaveLength(whole.length);
};

const filesIn = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ya?ml|json)$/.test(path) && statSync(join(root, path)).isFile())
    .filter((path) => !/(?:^|\/)(?:kustomization|Chart)\.ya?ml$/.test(path))
    .map((path) => join(root, path));

const corpus = process.env.DAPRLINT_CORPUS;
const files = ['fixtures', ...(corpus ? [corpus] : [])].flatMap(filesIn);

/** All objects of the files in one list, as kubectl writes it: no cluster has one twice. */
const all = files
  .flatMap((path) => parseAllDocuments(readFileSync(path, 'utf8')))
  .filter((document) => document.errors.length === 0)
  .map((document) => document.toJS() as { kind?: string; apiVersion?: string } | null)
  .filter((object) => typeof object?.kind === 'string' && object.kind !== 'List' && object.apiVersion?.includes('v'));
const objects = [...new Map(all.map((object) => [JSON.stringify(object), object])).values()];
const list = { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } };
const lists: Readonly<Record<string, string>> = {
  'a YAML list': stringify(list, { indentSeq: false, aliasDuplicateObjects: false }),
  'a YAML list, indented': stringify(list, { aliasDuplicateObjects: false }),
  'a JSON list': JSON.stringify(list, undefined, 4),
  'a JSON list in one line': JSON.stringify(list),
  'a stream of JSON': objects.map((object) => JSON.stringify(object, undefined, 2)).join('\n'),
  documents: objects.map((object) => stringify(object)).join('---\n'),
};

describe('a list of all of them gives what the whole of it gives', () => {
  it.each(Object.keys(lists))('%s', async (name) => {
    const text = lists[name] ?? '';
    const plain = wholeOf(text);
    expect(plain.length).toBeGreaterThan(20);
    for (const size of [1000, 4_000_000]) {
      const read = await streamed('export.yaml', text, size);
      expect(read.troubles).toEqual([]);
      expect(read.counts).toBeDefined();
      expectSame(findingsOf(read), plain);
    }
  });
});

/** The items without what their list says of them, as the API server writes a list of one kind. */
const typed = objects.flatMap((object) => {
  const { apiVersion, kind, ...rest } = object ?? {};
  return apiVersion === 'apps/v1' && kind === 'Deployment' ? [rest] : [];
});
const deployments = { kind: 'DeploymentList', apiVersion: 'apps/v1', metadata: { resourceVersion: '1' }, items: typed };
const nothing = { kind: 'ServiceList', apiVersion: 'v1', metadata: {}, items: null };
const sorted = { sortMapEntries: true, indentSeq: false, aliasDuplicateObjects: false };
const typedLists: Readonly<Record<string, string>> = {
  'as JSON': JSON.stringify(deployments, undefined, 4),
  'as JSON in one line': JSON.stringify(deployments),
  'as YAML': stringify(deployments, { indentSeq: false, aliasDuplicateObjects: false }),
  'as YAML with its kind behind the items': stringify(deployments, sorted),
  'as YAML among others': [nothing, deployments, { ...deployments, kind: 'PodList', apiVersion: 'v1', items: [] }]
    .map((each) => stringify(each, sorted))
    .join('---\n'),
};

describe('a list of one kind, whose items do not say it, gives what the whole of it gives', () => {
  it.each(Object.keys(typedLists))('%s', async (name) => {
    const text = typedLists[name] ?? '';
    const plain = wholeOf(text);
    expect(plain.length).toBeGreaterThan(20);
    for (const size of [1000, 4_000_000]) {
      const read = await streamed('export.yaml', text, size);
      expect(read.troubles).toEqual([]);
      expect([...(read.counts ?? [])]).toEqual([['Deployment', typed.length]]);
      expectSame(findingsOf(read), plain);
    }
  });
});

describe('an export read object by object gives what the whole of it gives', () => {
  it.each(files)('%s', async (path) => {
    const text = readFileSync(path, 'utf8');
    const plain = wholeOf(text);
    for (const size of [100, 4_000_000]) {
      expectSame(findingsOf(await streamed('export.yaml', text, size)), plain);
    }
  });
});

describe('a secret of one object is shown of no other', () => {
  const secret = ['hunter2', 'Hunter3'].join('-x9');
  const component = (name: string, more: string): string => `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  namespace: shop
spec:
  type: state.redis
  version: v1
  metadata:
    - name: redisHost
      value: redis:6379
${more}`;
  const other = (kind: string, name: string, data: string): string =>
    `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: shop\n${data}`;
  const repeating = component(
    'cache',
    `    - name: maxRetries\n      value: ${secret}\n    - name: ${secret}\n      value: "1"\n`,
  );
  const holders: Readonly<Record<string, string>> = {
    'a Component': component('carts', `    - name: redisPassword\n      value: ${secret}\n`),
    'a Secret': other('Secret', 'carts', `data:\n  password: ${Buffer.from(secret).toString('base64')}\n`),
    'a Secret in the clear': other('Secret', 'carts', `stringData:\n  any: |\n    ${secret}\n`),
    'a ConfigMap': other('ConfigMap', 'carts', `data:\n  url: amqp://orders:${secret}@queue:5672\n`),
  };

  it.each(Object.keys(holders))('%s', async (name) => {
    const documents = [repeating, holders[name] ?? ''];
    for (const text of [documents.join('---\n'), documents.toReversed().join('---\n')]) {
      const plain = wholeOf(text);
      expect(plain.some(({ message }) => message.includes('•••'))).toBe(true);
      expect(JSON.stringify(plain)).not.toContain(secret);
      expectSame(findingsOf(await streamed('export.yaml', text, 1000)), plain);
    }
  });

  it('but for those that are words', () => {
    const text = [component('redis', ''), other('Secret', 'carts', 'stringData:\n  user: redis\n')].join('---\n');
    expect(JSON.stringify(wholeOf(text))).not.toContain('•••');
  });
});

describe('what kubectl may have written is read object by object', () => {
  const component =
    'apiVersion: dapr.io/v1alpha1\n  kind: Component\n  metadata:\n    name: cache\n    namespace: shop';
  const listOf = (item: string): string =>
    `apiVersion: v1\nitems:\n- ${item}\n- ${component}\nkind: List\nmetadata:\n  resourceVersion: ""\n`;
  const settingsWith = (text: string): string =>
    `apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: settings\n    namespace: shop\n  data:\n    a.yaml: |\n${text}`;
  const usual: Readonly<Record<string, string>> = {
    'after a byte order mark': `\ufeff${listOf(settingsWith('      a: 1'))}`,
    'of JSON after a byte order mark': `\ufeff${JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } })}`,
    'with line feeds of Windows': listOf(settingsWith('      a: 1')).replaceAll('\n', '\r\n'),
    'with anchors in a text': listOf(settingsWith('      a: &a 1\n      b: *a\n      <<: *a\n      - *a')),
    'with an anchor of its own': listOf(settingsWith('      a: 1').replace('name: settings', 'name: &it settings')),
  };
  it.each(Object.keys(usual))('%s', async (name) => {
    const text = usual[name] ?? '';
    const read = await streamed('export.yaml', text, 4_000_000);
    expect(read.counts?.size).toBeGreaterThan(0);
    expectSame(findingsOf(read), wholeOf(text.replace('\ufeff', '')));
  });

  it('but not with an alias of another object', async () => {
    const text = listOf(
      `${component.replace('cache', '&it carts')}\n- ${component.replace('cache', 'other').replace('shop', '*it')}`,
    );
    const read = await streamed('export.yaml', text, 4_000_000);
    expect(read.counts).toBeUndefined();
    expectSame(findingsOf(read), wholeOf(text));
  });
});
