import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clusterExport } from '../../bench/cluster-export.ts';
import { kindsNeeded } from '../../src/export/kinds.ts';
import { Selection } from '../../src/export/selection.ts';
import { rules } from '../../src/index.ts';
import { readText, search } from '../../src/read/exports.ts';
import { emptyNotes } from '../../src/read/notes.ts';
import type { Stream } from '../../src/read/stream.ts';
import { fileStream } from '../../src/read/stream.ts';
import { folderWith } from '../read/workspace.ts';
import { type ReadExport, readExport } from './read.ts';

const needed = kindsNeeded(rules);

const streamOf = (text: string): Stream => {
  const bytes = Buffer.from(text);
  return {
    path: 'export.yaml',
    open: async function* () {
      for (let at = 0; at < bytes.length; at += 1000) yield Uint8Array.from(bytes.subarray(at, at + 1000));
    },
  };
};

/** The same as a file, of which parts can be read once more. */
const fileOf = async (text: string): Promise<Stream> => {
  const file = join(await folderWith({ 'export.yaml': text }), 'export.yaml');
  return fileStream(file, 'export.yaml', emptyNotes());
};

const read = (stream: Stream): Promise<ReadExport> => readExport(stream, needed);

const component = (namespace: string, secret = 'redis'): string => `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: orders
  namespace: ${namespace}
spec:
  type: state.redis
  version: v1
  metadata:
  - name: redisPassword
    secretKeyRef:
      name: ${secret}
      key: password
`;

const secret = (name: string, namespace: string, data = 'data:\n  password: cGxhbnRlZA==\n'): string =>
  `apiVersion: v1\n${data}kind: Secret\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n`;

const documents = (...texts: readonly string[]): string => texts.join('---\n');

const textsOf = async (stream: Stream): Promise<readonly string[]> =>
  (await read(stream)).sources.map(({ text }) => text);

describe('what is kept of an export', () => {
  it('is the same, whether its parts can be read once more or not', async () => {
    const asides = (text: string): string => text.replaceAll(/^---\n/gm, '---\nError from server (Forbidden): no\n');
    const list = [...clusterExport(100_000)].join('').replaceAll('team-', 'shop-');
    const several = documents(component('shop'), secret('a', 'shop'), secret('b', 'shop'), secret('c', 'other'));
    for (const text of [list, several, asides(several)]) {
      const [once, again] = [await read(streamOf(text)), await read(await fileOf(text))];
      expect(once.sources.length).toBeGreaterThan(2);
      expect(again.sources).toEqual(once.sources);
      expect(again.asides).toEqual(once.asides);
    }
  });

  it('is nothing where the file has changed since', async () => {
    for (const change of [(file: string) => writeFile(file, 'kind: Pod\n'), (file: string) => rm(file)]) {
      const stream = await fileOf(documents(component('shop'), secret('redis', 'shop')));
      const selection = new Selection(needed, search);
      await readText(stream, selection, emptyNotes());
      await change(stream.file ?? '');
      expect(() => selection.sources()).toThrow('export.yaml has changed while it was read');
    }
  });

  it('is of other namespaces only what is named', async () => {
    const text = documents(component('shop', 'remote'), secret('remote', 'other'), secret('unrelated', 'other'));
    for (const stream of [streamOf(text), await fileOf(text)]) {
      const texts = await textsOf(stream);
      expect(texts.map((each) => /name: (\w+)\n {2}namespace/.exec(each)?.[1])).toEqual(['orders', 'remote']);
    }
  });

  it('is of a Secret its keys, wherever its values stand', async () => {
    const data = [
      'data:\n  password: cGxhbnRlZA==\n',
      'stringData:\n  password: |\n    planted\n    planted\n',
      'stringData:\n  password: "planted\n    planted"\n',
      "stringData:\n  'password': >-\n\n    planted\n",
    ];
    for (const each of data) {
      const text = documents(component('shop'), secret('redis', 'shop', each));
      const [, kept = ''] = await textsOf(await fileOf(text));
      expect(kept.split('\n')).toHaveLength(secret('redis', 'shop', each).split('\n').length + 1);
      expect(kept).toContain('password');
      expect(kept).toContain('$(withheld)');
      expect(kept).not.toMatch(/planted|cGxhbnRlZA/);
    }
  });

  it('is a Secret that another object made, and no pod that one made', async () => {
    const owned = (kind: string): string =>
      secret('redis', 'shop')
        .replace('kind: Secret', `kind: ${kind}`)
        .concat('  ownerReferences:\n  - controller: true\n    kind: SealedSecret\n    name: redis\n');
    const text = documents(component('shop'), owned('Secret'), owned('Pod'));
    for (const stream of [streamOf(text), await fileOf(text)]) {
      const texts = await textsOf(stream);
      expect(texts.map((each) => /^kind: (\w+)/m.exec(each)?.[1])).toEqual(['Component', 'Secret']);
    }
  });

  it('is of a Secret no more than its certificates', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    const dataOf = (text: string): string => `data:\n  a: ${btoa(text)}\n`;
    for (const [text, isKept] of [
      [pem, true],
      [pem + pem, true],
      [`${pem}password: planted\n`, false],
      [`${pem}-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n`, false],
    ] as const) {
      const [, kept = ''] = await textsOf(
        await fileOf(documents(component('shop'), secret('redis', 'shop', dataOf(text)))),
      );
      expect(kept.includes(btoa(text))).toBe(isKept);
    }
  });

  it('is of a Secret in JSON its keys, each where it was', async () => {
    const value = JSON.parse(
      `{"data":{"password":"cGxhbnRlZC1sb25nZXI="},"kind":"Secret","apiVersion":"v1"}`,
    ) as object;
    const own = { ...value, metadata: { name: 'redis', namespace: 'shop', managedFields: [{ manager: 'kubectl' }] } };
    const dapr = { apiVersion: 'dapr.io/v1alpha1', kind: 'Component', metadata: { name: 'a', namespace: 'shop' } };
    for (const indent of [0, 2]) {
      const text = JSON.stringify({ items: [dapr, own], kind: 'List' }, undefined, indent);
      const [, kept = ''] = await textsOf(await fileOf(text));
      const whole = JSON.stringify(own, undefined, indent).split('\n').length;
      expect(kept.split('\n')).toHaveLength(whole);
      expect(JSON.parse(kept)).toEqual({
        ...own,
        data: { password: '$(withheld)' },
        metadata: { name: 'redis', namespace: 'shop', managedFields: [] },
      });
      if (indent === 0) expect(kept.indexOf('"kind"')).toBe(JSON.stringify(own).indexOf('"kind"'));
    }
  });

  it.each([
    ['data in braces', secret('redis', 'shop', 'data: {password: cGxhbnRlZA==}\n')],
    ['data in braces over several lines', secret('redis', 'shop', 'data: {a: cGxhbnRlZA==,\n  b: cGxhbnRlZA==}\n')],
    [
      'metadata in braces',
      secret('redis', 'shop').replace(/metadata:.*/s, 'metadata: {name: redis,\n  namespace: shop}\n'),
    ],
    ['a namespace with an anchor', secret('redis', 'shop').replace('namespace: shop', 'namespace: &it shop')],
    ['data indented by four', secret('redis', 'shop', 'data:\n    password: cGxhbnRlZA==\n')],
    ['metadata indented by one', secret('redis', 'shop').replaceAll('  name', ' name')],
    ['a text that goes on at the margin of keys', secret('redis', 'shop', 'data:\n  a: "b\n  c: d"\n')],
  ])('is all of it where that cannot be told: %s', async (_, text) => {
    const { counts, sources } = await read(await fileOf(documents(component('shop'), text)));
    expect(counts).toBeUndefined();
    expect(sources).toHaveLength(1);
  });
});
