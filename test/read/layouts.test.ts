import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { entryPath, isWorthReading } from '../../src/read/layouts.ts';
import { emptyNotes } from '../../src/read/notes.ts';
import { daprlint } from '../cli/call.ts';
import { folderWith } from './workspace.ts';

const app = {
  metadata: { name: 'orders', namespace: 'harbour' },
  spec: {
    selector: { matchLabels: { app: 'orders' } },
    template: {
      metadata: {
        labels: { app: 'orders' },
        annotations: { 'dapr.io/enabled': 'true', 'dapr.io/app-id': 'orders', 'dapr.io/api-token-secret': 'tokens' },
      },
      spec: { containers: [{ name: 'orders', image: 'orders:1.0.0' }] },
    },
  },
};
const token = { metadata: { name: 'token', namespace: 'harbour' }, type: 'Opaque', data: { token: 'MTIz' } };
const listOf = (apiVersion: string, kind: string, items: readonly object[]): string =>
  JSON.stringify({ kind: `${kind}List`, apiVersion, metadata: { resourceVersion: '7' }, items }, undefined, 4);

/** The words of an audit, whatever the width of the terminal. */
const auditOf = async (folder: string, path: string): Promise<string> =>
  (await daprlint(folder, ['audit', path])).stdout.replaceAll(/\s+/g, ' ');

describe('a folder as kubectl cluster-info dump writes it', () => {
  it('is read without its logs, each list for what it is a list of', async () => {
    const folder = await folderWith({
      'dump/nodes.json': listOf('v1', 'Node', [{ metadata: { name: 'worker' } }]),
      'dump/harbour/deployments.json': listOf('apps/v1', 'Deployment', [app]),
      'dump/harbour/events.json': listOf('v1', 'Event', []),
      'dump/harbour/orders-1/logs.txt': '==== START logs for container orders of pod harbour/orders-1 ====\n',
    });
    const text = await auditOf(folder, 'dump');
    expect(text).toContain('2 objects: 1 Deployment, 1 Node 1 app');
    expect(text).toContain('passed over: logs (1)');
    expect(text).toContain('names Secret "tokens"');
    expect(text).toContain('Deployment orders, dump/harbour/deployments.json:27:');
  });
});

describe('what kubectl cluster-info dump prints', () => {
  const logs = (text: string): string =>
    `==== START logs for container orders of pod harbour/orders-1 ====\n${text}==== END logs for container orders of pod harbour/orders-1 ====\n`;
  const lists = [listOf('v1', 'Node', []), listOf('apps/v1', 'Deployment', [app]), listOf('v1', 'Pod', [])];

  it.each([
    ['a log', 'level=info\n{ "kind": [\n'],
    ['a log without an end of its last line', 'level=info\n---\nkind: {'],
    ['an empty log', ''],
    ['a long log', `${'apiVersion: "{\n'.repeat(200_000)}`],
  ])('is read without the logs between the lists: %s', async (_, log) => {
    const text = lists.join(`\n${logs(log)}${logs('')}`);
    const folder = await folderWith({ 'dump.txt': text });
    const words = await auditOf(folder, 'dump.txt');
    expect(words).toContain('1 object: 1 Deployment 1 app');
    expect(words).toContain('found 1 error in 1 object');
    const line = text.slice(0, text.indexOf('tokens')).split('\n').length;
    expect(words).toContain(`Deployment orders, dump.txt:${line}:`);
    const piped = (async function* () {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += 99) yield Uint8Array.from(bytes.subarray(at, at + 99));
    })();
    expect((await daprlint(folder, ['audit', '-'], { stdin: piped })).stdout).toContain('found 1 error in 1 object');
  });
});

describe('a backup of velero', () => {
  const files = (): Readonly<Record<string, string>> => {
    const objects = [
      ['deployments.apps', 'v1-preferredversion', { apiVersion: 'apps/v1', kind: 'Deployment', ...app }],
      ['deployments.apps', 'v1beta2', { apiVersion: 'apps/v1beta2', kind: 'Deployment', ...app }],
      ['secrets', 'v1-preferredversion', { apiVersion: 'v1', kind: 'Secret', ...token }],
    ] as const;
    return Object.fromEntries(
      objects.flatMap(([resource, version, object]) => {
        const text = JSON.stringify(object);
        const path = `namespaces/harbour/${object.metadata.name}.json`;
        return [
          ...(version.endsWith('preferredversion') ? [[`resources/${resource}/${path}`, text]] : []),
          [`resources/${resource}/${version}/${path}`, text],
        ];
      }),
    );
  };

  const expectRead = (text: string): void => {
    expect(text).toMatch(/: 1 Deployment, 1 Secret(?:,| 1 app)/);
    expect(text).toContain('copies of objects that velero writes by version (3)');
    expect(text).toContain('help: did you mean "token"?');
    expect(text).toContain('found 1 error');
  };

  it('counts each object once, as the archive that velero keeps', async () => {
    const archive = pack();
    archive.entry({ name: 'metadata/version' }, '1.1.0');
    for (const [name, text] of Object.entries(files())) archive.entry({ name }, text);
    archive.finalize();
    const chunks: Uint8Array[] = [];
    for await (const chunk of archive) chunks.push(chunk as Uint8Array);
    const backup = gzipSync(Buffer.concat(chunks));
    const velero = JSON.stringify({ apiVersion: 'velero.io/v1', kind: 'Backup', metadata: { name: 'nightly' } });
    const folder = await folderWith({
      'nightly.tar.gz': backup,
      'nightly/nightly.tar.gz': backup,
      'nightly/velero-backup.json': velero,
      'nightly/nightly-logs.gz': gzipSync('time="2026-11-23" level=info'),
      'nightly/nightly-resource-list.json.gz': gzipSync('{"v1/Secret":["harbour/token"]}'),
    });
    expectRead(await auditOf(folder, 'nightly.tar.gz'));
    const stored = await auditOf(folder, 'nightly');
    expect(stored).toContain('3 objects: 1 Backup, 1 Deployment, 1 Secret');
    expect(stored).toContain(
      "passed over: logs (1), velero's own records (1), files of other kinds (1), copies of objects",
    );
  });

  it('counts each object once, as a folder', async () => {
    expectRead(await auditOf(await folderWith(prefixed('backup/', files())), 'backup'));
  });
});

const prefixed = (prefix: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [prefix + path, text]));

describe('the files of a folder or an archive', () => {
  it.each([
    'pods.json',
    'a/b.YAML',
    'a.yml.gz',
    'backup.tar.gz',
    'x.tgz',
    'resources/v1/namespaces/a.json',
    'resources/pods/namespaces/v1/a.json',
    'resources/foos.example.com/cluster/a.json',
  ])('may hold objects: %s', (path) => {
    expect(isWorthReading(path, path, emptyNotes())).toBe(true);
  });

  it.each([
    'README.md',
    'logs.txt',
    '__MACOSX/a.yaml',
    'a/._b.yaml',
    'resources/pods/v1-preferredversion/namespaces/a/b.json',
    'backup/resources/foos.example.com/v1alpha1/cluster/b.json',
  ])('hold none that another does not hold: %s', (path) => {
    expect(isWorthReading(path, path, emptyNotes())).toBe(false);
  });

  it('keep to the archive that they are in', () => {
    expect(entryPath('a.zip', '..\\..\\C:/x/./y.yaml')).toBe('a.zip/C:/x/y.yaml');
    expect(entryPath('a.zip', '/etc/../passwd.yaml')).toBe('a.zip/etc/passwd.yaml');
  });
});
