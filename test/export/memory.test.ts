import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { folderWith } from '../read/workspace.ts';
import { cluster, listOfAll } from './cluster.ts';
import type { Fields } from './defaults.ts';

const secret = ['Zq7vKw2xRt', '9bNm4cHd'].join('');
const elsewhere = ['kPq3', 'openly-written', '8zT'].join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const secretNamed = (name: string, data: Fields, annotations: Fields = {}): Fields => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'shop', annotations },
  data,
  type: 'Opaque',
});
const values: Fields = {
  password: base64(secret),
  dsn: base64(`host=db.example.com user=${secret} password=${secret} sslmode=disable`),
  long: base64(`${secret}\n`.repeat(200)),
  file: base64(`a: ${secret}\n`),
};
const objects = cluster([
  secretNamed('redis', values),
  // The name of Dapr in it makes all of an object worth keeping.
  secretNamed('dapr-api-token', { token: base64(secret), ...values }),
  secretNamed('dapr-trust-bundle', { 'ca.crt': base64(secret), 'issuer.key': base64(`${secret}\n`) }),
  secretNamed('applied', values, {
    'dapr.io/note': 'x',
    'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(secretNamed('applied', values)),
  }),
  {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Component',
    metadata: { name: elsewhere.toLowerCase(), namespace: 'shop' },
    spec: {
      type: 'state.postgresql',
      version: 'v2',
      metadata: [{ name: 'connectionString', secretKeyRef: { name: 'redis', key: 'dsn' } }],
    },
  },
]);

/** Each run of twelve signs of a text, as it is and in base64, wherever that begins. */
const windowsOf = (text: string): readonly string[] =>
  [text, ...[0, 1, 2].map((shift) => base64('x'.repeat(shift) + text).slice(shift === 0 ? 0 : 4, -4))].flatMap((each) =>
    Array.from({ length: each.length - 11 }, (_, at) => each.slice(at, at + 12)),
  );

/** What is in the memory of a run when it prints its report. */
const memoryOf = async (text: string, file: string, argv: readonly string[]): Promise<Buffer> => {
  const folder = await folderWith({ [file]: text });
  const snapshot = join(folder, 'snapshot');
  const descriptor = openSync(snapshot, 'w');
  const script = fileURLToPath(new URL('./heap.ts', import.meta.url));
  const flags = ['--heap-snapshot-string-limit=100000000', '--import', resolve('node_modules/tsx/dist/loader.mjs')];
  const output = execFileSync(process.execPath, [...flags, script, ...argv, file], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit', descriptor],
  });
  closeSync(descriptor);
  expect(output.toString()).toMatch(/^1 \d{3}/);
  return readFileSync(snapshot);
};

describe('the memory of an audit holds no value of a Secret', () => {
  const list = listOfAll(objects);
  it.each([
    ['export.yaml', stringify(list, { indentSeq: false, aliasDuplicateObjects: false })],
    ['export.json', JSON.stringify(list, undefined, 4)],
  ])(
    'of %s',
    async (file, text) => {
      const memory = await memoryOf(text, file, ['audit', '--preset', 'strict']);
      expect(memory.includes(elsewhere.toLowerCase())).toBe(true);
      expect(windowsOf(secret).filter((part) => memory.includes(part))).toEqual([]);
    },
    60_000,
  );
});
