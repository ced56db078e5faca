import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { kindsNeeded } from '../../src/export/kinds.ts';
import { Selection } from '../../src/export/selection.ts';
import { lint, type Report, resolveSettings, rules, type Source } from '../../src/index.ts';
import { readText, search } from '../../src/read/exports.ts';
import { emptyNotes } from '../../src/read/notes.ts';
import type { JsonReport } from '../../src/report/json.ts';
import { json } from '../formats.ts';

const needed = kindsNeeded(rules);
const settings = resolveSettings({ rules, flags: { closedWorld: true, preset: 'strict' } });

const streamed = async (path: string, text: string, size: number) => {
  const bytes = Buffer.from(text);
  const open = async function* (): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield Uint8Array.from(bytes.subarray(at, at + size));
  };
  const selection = new Selection(needed, search);
  const notes = emptyNotes();
  await readText({ path, open, isNamed: true }, selection, notes);
  return { sources: selection.sources(), wholes: selection.wholes, counts: selection.counts, troubles: notes.troubles };
};

/** Without the words: what is a secret in one object is hidden in the messages about all objects of the same source. */
const placesOf = (sources: readonly Source[]): readonly unknown[] =>
  (findingsOf(sources) as JsonReport['findings']).map(({ fingerprint, message, help, related, fix, ...rest }) => ({
    ...rest,
    related: related.map(({ line, column }) => `${line}:${column}`),
    fix: fix?.title,
  }));

const findingsOf = (sources: readonly Source[]): unknown => {
  const report: Report = lint(sources, rules, settings, { today: '2026-11-23' });
  return (JSON.parse(json(report)) as { findings: unknown }).findings;
};

const filesIn = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ya?ml|json)$/.test(path) && statSync(join(root, path)).isFile())
    .filter((path) => !/(?:^|\/)(?:kustomization|Chart)\.ya?ml$/.test(path))
    .map((path) => join(root, path));

const corpus = process.env.DAPRLINT_CORPUS;
const files = ['fixtures', ...(corpus ? [corpus] : [])].flatMap(filesIn);

/** All objects of the files in one list, as kubectl writes it. */
const objects = files
  .flatMap((path) => parseAllDocuments(readFileSync(path, 'utf8')))
  .filter((document) => document.errors.length === 0)
  .map((document) => document.toJS() as { kind?: string; apiVersion?: string } | null)
  .filter((object) => typeof object?.kind === 'string' && object.kind !== 'List' && object.apiVersion?.includes('v'));
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
    const plain = placesOf([{ path: 'export.yaml', text, named: true }]);
    expect(plain.length).toBeGreaterThan(20);
    for (const size of [1000, 4_000_000]) {
      const { sources, wholes, troubles } = await streamed('export.yaml', text, size);
      expect(troubles).toEqual([]);
      expect(wholes).toEqual([]);
      expect(placesOf(sources)).toEqual(plain);
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
    const plain = placesOf([{ path: 'export.yaml', text, named: true }]);
    expect(plain.length).toBeGreaterThan(20);
    for (const size of [1000, 4_000_000]) {
      const { sources, wholes, counts, troubles } = await streamed('export.yaml', text, size);
      expect(troubles).toEqual([]);
      expect(wholes).toEqual([]);
      expect([...counts]).toEqual([['Deployment', typed.length]]);
      expect(placesOf(sources)).toEqual(plain);
    }
  });
});

describe('an export read object by object gives what the whole of it gives', () => {
  it.each(files)('%s', async (path) => {
    const text = readFileSync(path, 'utf8');
    const plain = findingsOf([{ path: 'export.yaml', text, named: true }]);
    for (const size of [100, 4_000_000]) {
      const { sources } = await streamed('export.yaml', text, size);
      expect(findingsOf(sources)).toEqual(plain);
    }
  });
});
