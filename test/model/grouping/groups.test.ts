import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { groupsOf } from '../../../src/model/grouping/groups.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { workspacesOf } from '../../../src/model/workspaces.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import type { Source } from '../../../src/yaml/location.ts';
import { parse } from '../../../src/yaml/parse.ts';

const { world } = defaultSettings([]);
const sourcesIn = (folder: string): readonly Source[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:yaml|json)$/.test(path))
    .map((path) => ({ path, text: readFileSync(`${folder}/${path}`, 'utf8') }));
const documentsOf = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).flatMap(([path, text]) => parse({ path, text }));
const groupedBy = (files: Readonly<Record<string, string>>, isWorkspace?: (folder: string) => boolean) =>
  groupsOf(documentsOf(files), isWorkspace).map(({ name, origin, documents }) => [
    origin,
    name,
    ...documents.map(({ source }) => source.path),
  ]);

/** Objects by kind and name; merged lists have no order that matters. */
const byName = (objects: readonly unknown[]): ReadonlyMap<string, unknown> =>
  new Map(
    objects.map((object) => {
      const { kind, metadata } = object as { kind: string; metadata: { name: string } };
      return [`${kind}/${metadata.name}`, unordered(object)];
    }),
  );
const unordered = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.map(unordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, unordered(inner)]),
  );
};

describe('what kustomize v5.7.1 builds of a folder (kustomize-built/) is what is judged', () => {
  const folder = fileURLToPath(new URL('kustomize', import.meta.url));
  const everything = sourcesIn(folder);

  it.each([
    ['dev', 'overlays/dev', 'nested'],
    ['prod', 'overlays/prod', 'nested'],
    ['nested', 'nested', ''],
  ])('%s', (built, name, without) => {
    const sources = everything.filter(({ path }) => without === '' || !path.startsWith(without));
    const documents = sources.flatMap(parse);
    const group = groupsOf(documents).find((each) => each.name === name);
    const workspace = new Workspace(group?.documents ?? [], world, group);
    const judged = workspace.resources.filter(({ kind }) => kind !== 'Kustomization').map(({ body }) => body.value);
    const text = readFileSync(new URL(`kustomize-built/${built}.yaml`, import.meta.url), 'utf8');
    const expected = parseAllDocuments(text).map((document) => document.toJS() as unknown);
    // The file of a component says what it is as a Kustomization does.
    expect(byName(judged.filter((object) => (object as { metadata?: unknown }).metadata))).toEqual(byName(expected));
  });
});

describe('what is applied together', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';

  it('is all of the input where nothing tells more than one apart', () => {
    expect(groupedBy({ 'a/x.yaml': pod, 'b/y.yaml': pod })).toEqual([['rest', '', 'a/x.yaml', 'b/y.yaml']]);
    expect(groupedBy({})).toEqual([['rest', '']]);
  });

  it('is what a Kustomization takes in that no other one does, and the rest', () => {
    expect(
      groupedBy({
        'base/kustomization.yaml': 'resources: [a.yaml]',
        'base/a.yaml': pod,
        'overlays/dev/kustomization.yml':
          'resources: [../../base, https://example.com/x.yaml, github.com/a/b//c?ref=v1]',
        'overlays/prod/Kustomization': 'bases: [../../base/]\nresources: [./own.yaml]',
        'overlays/prod/own.yaml': pod,
        'stray.yaml': pod,
      }),
    ).toEqual([
      ['kustomization', 'overlays/dev', 'overlays/dev/kustomization.yml', 'base/kustomization.yaml', 'base/a.yaml'],
      [
        'kustomization',
        'overlays/prod',
        'overlays/prod/Kustomization',
        'base/kustomization.yaml',
        'overlays/prod/own.yaml',
        'base/a.yaml',
      ],
      ['rest', '', 'stray.yaml'],
    ]);
  });

  it('ends where Kustomizations take in each other in a circle', () => {
    const files = { 'a/kustomization.yaml': 'resources: [../b]', 'b/kustomization.yaml': 'resources: [../a]' };
    expect(groupedBy(files).flat()).toContain('a/kustomization.yaml');
    expect(groupedBy({ 'a/kustomization.yaml': 'resources: [../a, .]' }).flat()).toContain('a/kustomization.yaml');
  });

  it('is a chart with the charts within it', () => {
    const files = {
      'shop/Chart.yaml': 'apiVersion: v2\nname: shop\n',
      'shop/charts/db/Chart.yaml': 'apiVersion: v2\n',
    };
    expect(groupedBy({ ...files, 'shop/templates/a.yaml': pod, 'b.yaml': pod })).toEqual([
      ['chart', 'shop', 'shop/Chart.yaml', 'shop/charts/db/Chart.yaml', 'shop/templates/a.yaml'],
      ['rest', '', 'b.yaml'],
    ]);
  });

  it('is a folder that the config names, with what its Kustomizations take in', () => {
    const files = {
      'env/dev/a.yaml': pod,
      'env/dev/sub/kustomization.yaml': 'resources: [../../../base/b.yaml]',
      'env/prod/a.yaml': pod,
      'base/b.yaml': pod,
    };
    expect(groupedBy(files, (folder) => /^env\/[^/]+$/.test(folder))).toEqual([
      ['configured', 'env/dev', 'env/dev/a.yaml', 'env/dev/sub/kustomization.yaml', 'base/b.yaml'],
      ['configured', 'env/prod', 'env/prod/a.yaml'],
    ]);
  });
});

describe('workspaces beside each other', () => {
  const component = (name: string): string =>
    `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: {name: ${name}}\nspec: {type: state.redis, version: v1}\n`;
  const outcomes = (files: Readonly<Record<string, string>>) =>
    workspacesOf(documentsOf(files), { ...world, closedWorld: true }).map(
      (workspace) => `${workspace.name}: ${workspace.find('Component', 'store', undefined).outcome}`,
    );

  it('are there for each other, unless they are alternatives: of one base, or with an object of the same name', () => {
    const apart = { 'a/kustomization.yaml': 'resources: [x.yaml]', 'b/kustomization.yaml': 'resources: [y.yaml]' };
    expect(outcomes({ ...apart, 'a/x.yaml': component('store'), 'b/y.yaml': component('other') })).toEqual([
      'a: found',
      'b: unknown',
    ]);
    const both = `${component('store')}---\n${component('other')}`;
    expect(outcomes({ ...apart, 'a/x.yaml': both, 'b/y.yaml': component('other') })).toEqual(['a: found', 'b: absent']);
  });
});
