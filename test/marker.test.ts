import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { tell } from '../src/cli/trouble.ts';
import { formatNames, lint, RuleCrash, resolveSettings, rules } from '../src/index.ts';
import type { Rule } from '../src/rule.ts';
import { daprlint } from './cli/call.ts';
import { folderWith } from './read/workspace.ts';

/** What is planted as every secret, put together here so that it stands nowhere else. */
const marker = ['Zq7vKw2xRt', '9bNm4cHd'].join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What gives it away: each run of eight of its signs, as they are and in Base64, wherever that begins. */
const windowsOf = (text: string): readonly string[] =>
  Array.from({ length: text.length - 7 }, (_, at) => text.slice(at, at + 8));
const telltales = [
  ...windowsOf(marker),
  ...[0, 1, 2].flatMap((shift) => windowsOf(base64('x'.repeat(shift) + marker).slice(shift === 0 ? 0 : 4, -4))),
];
const leaks = (text: string): readonly string[] => telltales.filter((part) => text.includes(part));

const dsn = `host=db.example.com user=orders password=${marker} dbname=orders`;
const url = `postgres://orders:${marker}@db.example.com:5432/orders`;
const applied = (object: object): object => ({
  'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(object)}\n`,
});
const meta = (name: string, annotations: object = {}): object => ({
  annotations,
  creationTimestamp: '2026-03-01T10:00:00Z',
  name,
  namespace: 'shop',
  uid: `7d1f-${name}`,
});
const component = (name: string, type: string, metadata: readonly object[]): object => {
  const bare = { apiVersion: 'dapr.io/v1alpha1', kind: 'Component', spec: { metadata, type, version: 'v1' } };
  return { ...bare, metadata: meta(name, applied(bare)) };
};
const secret = { apiVersion: 'v1', data: { dsn: base64(dsn), password: base64(marker) }, kind: 'Secret' };
const objects: readonly object[] = [
  { ...secret, metadata: meta('orders', applied(secret)), type: 'Opaque' },
  { apiVersion: 'v1', kind: 'Secret', metadata: meta('dapr-trust-bundle'), data: { 'issuer.key': base64(marker) } },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: meta('clear'),
    stringData: { any: marker, file: `a: ${marker}\nb: 1\n` },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: meta('settings', { note: 'dapr' }),
    data: { url, 'app.yaml': `password: ${marker}\nurl: ${url}\n`, dsn },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: meta('others'),
    data: { url, 'app.properties': `db.password=${marker}\n` },
  },
  component('cache', 'state.redis', [
    { name: 'redisHost', value: `redis ${marker}` },
    { name: 'redisPassword', value: marker },
    { name: 'redisPasword', value: marker },
    { name: 'ttlInSeconds', value: marker },
    { name: 'noSuchField', value: base64(marker) },
    { name: marker, value: 'redisPassword' },
  ]),
  component('db', 'state.postgresql', [{ name: 'connectionString', value: dsn }]),
  component('queue', 'pubsub.rabbitmq', [{ name: 'connectionString', value: `amqp://orders:${marker}@queue:5672` }]),
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta('orders'),
    spec: {
      selector: { matchLabels: { app: 'orders' } },
      template: {
        metadata: {
          annotations: {
            'dapr.io/app-id': 'orders',
            'dapr.io/app-port': marker,
            'dapr.io/enabled': 'true',
            'dapr.io/env': `DB_PASSWORD=${marker},WRONG`,
            'dapr.io/log-level': `Info${marker}`,
          },
          labels: { app: 'orders' },
        },
        spec: {
          containers: [
            {
              args: [`--password=${marker}`],
              env: [
                { name: 'DB_PASSWORD', value: marker },
                { name: 'URL', value: url },
              ],
              image: 'orders:1',
              name: 'orders',
            },
          ],
        },
      },
    },
  },
];
const list = { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } };
const comment = `# ${marker}, ask Ann; ${base64(marker)}\n`;
const documents = objects.map((object) => comment + stringify(object)).join('---\n');
const files: Readonly<Record<string, string | Uint8Array>> = {
  'list.yaml': stringify(list, { indentSeq: false }),
  'list.json': JSON.stringify(list, undefined, 4),
  'list.yaml.gz': gzipSync(stringify(list)),
  'documents.yaml': documents,
  'cut.yaml': stringify(list, { indentSeq: false }).slice(0, -300),
  'anchored.yaml': documents.replace('name: redisHost', 'name: &host redisHost'),
  'broken.yaml': documents.replace('state.redis', 'state.redis: broken: here'),
};

const textsIn = (folder: string): readonly (readonly [path: string, text: string])[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => [path, readFileSync(join(folder, path), 'latin1')]);

describe('a marker that is planted as every secret', () => {
  let folder = '';
  let temporary = '';
  beforeAll(async () => {
    folder = await folderWith(files);
    temporary = await folderWith({});
    vi.stubEnv('TMPDIR', temporary);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  const formats = formatNames.filter((name) => name !== 'none');

  it.each(formats)('is in no audit as %s', async (format) => {
    for (const path of Object.keys(files)) {
      const { stdout, stderr } = await daprlint(folder, ['audit', path, '-f', format, '--preset', 'strict']);
      expect({ path, leaks: leaks(stdout + stderr) }).toEqual({ path, leaks: [] });
      expect(stdout.length).toBeGreaterThan(100);
    }
  });

  it.each(formats)('is in no report as %s', async (format) => {
    for (const path of Object.keys(files).filter((name) => !name.endsWith('.gz'))) {
      const call = [path, '-f', format, '--preset', 'strict', '--closed-world'];
      const { stdout, stderr } = await daprlint(folder, call);
      expect({ path, leaks: leaks(stdout + stderr) }).toEqual({ path, leaks: [] });
      expect({ path, isThere: ['broken.yaml', 'cut.yaml'].includes(path) || stdout.includes('redisPas') }).toEqual({
        path,
        isThere: true,
      });
    }
  });

  it('is in no diff, no baseline, no picture and no advice, and nothing is left that holds it', async () => {
    const calls = [
      ['lint', 'documents.yaml', '--fix-dry-run', '--unsafe-fixes'],
      ['lint', '.', '--baseline', 'baseline.json', '--update-baseline'],
      ['lint', '.', '-o', 'sarif=out.sarif', '-o', 'json=out.json', '-o', 'junit=out.xml'],
      ['audit', 'documents.yaml', 'list.json', '-o', 'markdown=audit.md'],
      ['graph', 'documents.yaml'],
      ['graph', 'documents.yaml', '--format', 'json', '--findings'],
      ['doctor', 'documents.yaml'],
      ['lint', '-', '--stdin-filename', 'documents.yaml'],
      ['lint', '-c', 'documents.yaml', 'list.yaml'],
      ['lint', 'list.yaml', '--print-config'],
    ];
    for (const call of calls) {
      const { stdout, stderr } = await daprlint(folder, call, { input: documents });
      expect({ call, leaks: leaks(stdout + stderr) }).toEqual({ call, leaks: [] });
      expect((stdout + stderr).length).toBeGreaterThan(10);
    }
    const written = textsIn(folder).filter(([path]) => !(path in files));
    expect(written.map(([path]) => path).sort()).toEqual([
      'audit.md',
      'baseline.json',
      'out.json',
      'out.sarif',
      'out.xml',
    ]);
    for (const [path, text] of written) expect({ path, leaks: leaks(text) }).toEqual({ path, leaks: [] });
    expect(textsIn(temporary)).toEqual([]);
  });

  it('is not written by a fix, but where it stood', async () => {
    const fixed = await folderWith({ 'documents.yaml': documents });
    const { stdout, stderr } = await daprlint(fixed, ['lint', '.', '--fix', '--unsafe-fixes']);
    expect(leaks(stdout + stderr)).toEqual([]);
    const [[, text]] = textsIn(fixed) as [readonly [string, string]];
    expect(textsIn(fixed)).toHaveLength(1);
    expect(text.split(marker).length).toBe(documents.split(marker).length);
  });
});

describe('a crash shows no secret', () => {
  const settings = resolveSettings({ rules, flags: {} });
  const crashes: Readonly<Record<string, (text: string) => unknown>> = {
    'that quotes it': (text) => {
      throw new Error(`cannot do with "${text}"`);
    },
    'that comes from the engine': (text) => JSON.parse(text),
    'in a regular expression': (text) => new RegExp(`${text}(`),
    'that tells a part of it': (text) => JSON.parse(`{"a": "${text}", x`),
    'of an operator': (text) => 'a' in (text as unknown as object),
  };

  it.each(Object.keys(crashes))('%s', (name) => {
    const fragile: Rule = {
      ...(rules.find(({ each }) => each === 'component') as Rule),
      each: 'component',
      *check(each: unknown) {
        const { metadata } = each as { metadata: readonly { name: string; text?: string }[] };
        for (const item of metadata) if (item.name === 'redisPassword') yield crashes[name]?.(item.text ?? '');
      },
    } as Rule;
    let crash: unknown;
    try {
      lint([{ path: 'documents.yaml', text: documents }], [fragile], settings, { today: '2026-11-23' });
    } catch (error) {
      crash = error;
    }
    expect(crash).toBeInstanceOf(RuleCrash);
    for (const env of [{}, { DAPRLINT_DEBUG: '1' }]) {
      const told = tell(crash, { env, machine: 'Node v20, linux' });
      expect(told).toContain(fragile.id);
      expect(leaks(told)).toEqual([]);
    }
  });
});
