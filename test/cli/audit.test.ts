import { readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { clusterExport } from '../../bench/cluster-export.ts';
import { formatNames } from '../../src/index.ts';
import { folderWith } from '../read/workspace.ts';
import { daprlint, unquotedPort } from './call.ts';

const marker = 'planted-marker-of-secrets';
const coded = 'cGxhbnRlZC1tYXJrZXItb2Ytc2VjcmV0cw==';
const small = [...clusterExport(200_000)].join('');

describe('daprlint audit', () => {
  it('tells what it read, what is wrong by namespace and app, and how much in each area', async () => {
    const { status, stdout, stderr } = await daprlint(await folderWith({ 'export.yaml': small }), [
      'audit',
      'export.yaml',
    ]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^export\.yaml \(\d+ kB\)\n {2}\d+ objects: /);
    expect(stdout).toContain('namespace shop-0: ');
    expect(stdout).toContain('there is no Secret "redis" in namespace "shop-0"');
    expect(stdout).toContain('hits: orders-0');
    expect(stdout).toMatch(/\narea +errors +warnings +infos +apps +worst of it\nsecrets +\d.* unknown-secret\n/);
    expect(stdout).toMatch(/\nnothing found about identity, /);
    expect(stdout).toMatch(/\nerrors hit \d of \d apps\n$/);
  });

  it('reads stdin and packed files, and a folder as one cluster', async () => {
    const folder = await folderWith({ 'cluster/export.yaml.gz': gzipSync(small), 'export.yaml': small });
    const countOf = async (path: string, input = ''): Promise<number> => {
      const { stdout } = await daprlint(folder, ['audit', path, '--format', 'json'], { input });
      return (JSON.parse(stdout) as { findings: unknown[] }).findings.length;
    };
    const expected = await countOf('export.yaml');
    expect(expected).toBeGreaterThan(0);
    expect([await countOf('cluster'), await countOf('-', small)]).toEqual([expected, expected]);
  });

  it('takes each path for a cluster of its own', async () => {
    const folder = await folderWith({ 'a.yaml': small, 'b.yaml': small });
    const { stdout } = await daprlint(folder, ['audit', 'a.yaml', 'b.yaml', '--format', 'json']);
    const pretty = (await daprlint(folder, ['audit', 'a.yaml', 'b.yaml'])).stdout;
    expect(pretty).toMatch(/\ncluster +errors +warnings +infos +apps\na\.yaml +\d+ .*\nb\.yaml +\d+ /);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; path: string }[] };
    const [a, b] = ['a.yaml', 'b.yaml'].map((path) => findings.filter((finding) => finding.path === path).length);
    expect(a).toBe(b);
    expect(findings.filter(({ rule }) => rule === 'duplicate-resource')).toEqual([]);
  });

  it('counts all apps that something hits, however many they are', async () => {
    const appOf = (id: string): string =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${id}\n  namespace: shop\nspec:\n  template:\n    metadata:\n      annotations:\n        dapr.io/enabled: "true"\n        dapr.io/app-id: ${id}\n`;
    const store =
      'apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: store\n  namespace: shop\nspec:\n  type: state.in-memory\n  version: v1\n';
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const text = [store, ...ids.map(appOf)].join('---\n');
    const { stdout } = await daprlint(await folderWith({ 'export.yaml': text }), ['audit', 'export.yaml']);
    expect(stdout).toMatch(/error\[missing-field\]: spec\.metadata is missing\n.*\n {4}hits: a, b, c, d, e, f, g\n/);
    expect(stdout).toMatch(/\nerrors hit 7 of 7 apps\n$/);
  });

  it('takes nothing for no export, and a path that is named twice for one', async () => {
    const folder = await folderWith({ 'export.yaml': small, 'empty.yaml': '' });
    for (const [path, input] of [
      ['empty.yaml', ''],
      ['-', ''],
    ] as const) {
      const { status, stderr } = await daprlint(folder, ['audit', path], { input });
      expect({ status, stderr }).toEqual({ status: 2, stderr: `daprlint: ${path} holds no object\n` });
    }
    const [once, twice] = await Promise.all(
      [['export.yaml'], ['export.yaml', 'export.yaml']].map((paths) =>
        daprlint(folder, ['audit', ...paths, '--format', 'json']),
      ),
    );
    expect(twice?.stdout).toBe(once?.stdout);
  });

  it('tells once what is the same in many places, however many they are', async () => {
    const lacking = [...clusterExport(8_000_000)].join('').replaceAll(/name: redis(?=\n {4}namespace)/g, 'name: other');
    const { stdout } = await daprlint(await folderWith({ 'export.yaml': lacking }), ['audit', 'export.yaml']);
    expect(stdout).toMatch(/\nthe same in many places: \d+ errors\n {2}error\[unknown-secret\] \d+ times: /);
    expect(stdout).toMatch(/\n {4}in 20 namespaces: shop-0 \(\d+\), shop-1 /);
    expect(stdout).toMatch(/\nworst namespaces +errors +warnings +infos +apps\nshop-/);
    expect(stdout.split('\n').length).toBeLessThan(80);
  });

  it('says what an export was not asked for, and what no export is', async () => {
    const folder = await folderWith({
      'export.yaml': unquotedPort,
      'deploy/kustomization.yaml': 'resources: [app.yaml]\n',
      'deploy/app.yaml': unquotedPort,
      'deploy/notes.txt': 'of no interest',
    });
    const words = async (path: string): Promise<string> =>
      (await daprlint(folder, ['audit', path])).stdout.replaceAll(/\s+/g, ' ');
    expect(await words('export.yaml')).toContain(
      'export.yaml holds no Component, no Configuration, no Secret, no ConfigMap,',
    );
    const text = await words('deploy');
    expect(text).toContain(
      'deploy/kustomization.yaml is no export, but what one is made from: daprlint lint deploy judges',
    );
    expect(text).toContain('passed over: logs (1)');
  });

  it('notes what kubectl was not allowed to read', async () => {
    const text = `Error from server (Forbidden): secrets is forbidden\n${small}`;
    const { stdout } = await daprlint(await folderWith({ 'export.yaml': text }), ['audit', 'export.yaml']);
    expect(stdout).toContain('not read: export.yaml:1: Error from server (Forbidden): secrets is forbidden');
  });

  it('reports what it could read of a file that is cut off, says where that ends, and ends with 2', async () => {
    const cut = small.slice(0, 100_000);
    const { status, stdout, stderr } = await daprlint(await folderWith({ 'export.yaml': cut }), [
      'audit',
      'export.yaml',
    ]);
    expect(status).toBe(2);
    expect(stdout).toContain('1 app and 0 components');
    expect(stderr).toContain(
      `export.yaml ends in the middle of an object or a list, at line ${cut.split('\n').length} (byte 100000)`,
    );
  });

  it('does not take an export without objects for a cluster without faults', async () => {
    const folder = await folderWith({ 'empty.yaml': '', 'none.yaml': 'apiVersion: v1\nitems: []\nkind: List\n' });
    for (const path of ['empty.yaml', 'none.yaml', '-']) {
      const { status, stderr } = await daprlint(folder, ['audit', path], { input: 'The connection was refused\n' });
      expect(status).toBe(2);
      expect(stderr).toContain(`daprlint: ${path} holds no object\n`);
    }
  });

  it('does not unpack a bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024, ' '));
    const { status, stderr } = await daprlint(await folderWith({ 'bomb.yaml.gz': bomb }), ['audit', 'bomb.yaml.gz']);
    expect(status).toBe(2);
    expect(stderr).toContain('it unpacks to more than 500 times its size');
  });

  it('reads what it may of a folder, and names what it may not', async () => {
    const folder = await folderWith({ 'dump/a.yaml': small });
    await symlink('nowhere.yaml', join(folder, 'dump/b.yaml'));
    const { status, stdout, stderr } = await daprlint(folder, ['audit', 'dump']);
    expect(status).toBe(2);
    expect(stdout).toContain('namespace shop-0: ');
    expect(stderr).toBe('daprlint: dump/b.yaml is not read at all: there is no such file or folder\n');
  });

  it('says that there is no such export', async () => {
    expect(await daprlint(await folderWith({}), ['audit'])).toMatchObject({ status: 2 });
    expect((await daprlint(await folderWith({}), ['audit', 'export.yaml'])).stderr).toContain('there is no such file');
  });

  it.each(formatNames)('prints no value of a Secret as %s', async (format) => {
    const folder = await folderWith({ 'export.yaml': small });
    const { stdout, stderr } = await daprlint(folder, ['audit', 'export.yaml', '-f', format, '-o', 'report.txt']);
    expect(small).toContain(coded);
    for (const text of [stdout, stderr, readFileSync(join(folder, 'report.txt'), 'utf8')]) {
      expect(text).not.toContain(marker);
      expect(text).not.toContain(coded);
    }
  });
});
