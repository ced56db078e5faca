import { gzipSync } from 'node:zlib';
import { strToU8, Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { daprlint, type Outcome, unquotedPort } from '../cli/call.ts';
import { folderWith } from './workspace.ts';

type Entry = readonly [name: string, text: string | Uint8Array, header?: object];

const tar = async (...entries: readonly Entry[]): Promise<Buffer> => {
  const archive = pack();
  for (const [name, content, header = {}] of entries) archive.entry({ name, ...header }, Buffer.from(content));
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
};

const zip = (...entries: readonly Entry[]): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(entries.map(([name, content]) => [name, Uint8Array.from(Buffer.from(content))]))),
  );

/** A zip that is written as a stream: sizes stand behind what they are about. */
const streamedZip = (...entries: readonly Entry[]): Buffer => {
  const chunks: Uint8Array[] = [];
  const archive = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [index, [name, content]] of entries.entries()) {
    const file = index % 2 === 0 ? new ZipDeflate(name) : new ZipPassThrough(name);
    archive.add(file);
    file.push(Uint8Array.from(Buffer.from(content)), true);
  }
  archive.end();
  return Buffer.concat(chunks);
};

const pod = (name: string): string =>
  unquotedPort.replace('name: orders', `name: ${name}`).replace('app-id: orders', `app-id: ${name}`);
const many = (count: number): Entry[] =>
  Array.from({ length: count }, (_, index): Entry => [`cluster/pod-${index}.yaml`, pod(`pod-${index}`)]);

interface Heard extends Outcome {
  readonly paths: readonly string[];
}

const audited = async (name: string, bytes: Uint8Array, more: readonly string[] = []): Promise<Heard> => {
  const folder = await folderWith({ [name]: bytes });
  const outcome = await daprlint(folder, ['audit', name, '--format', 'json', ...more]);
  return { ...outcome, stderr: withoutNotes(outcome), paths: pathsIn(outcome) };
};

/** An export of pods alone is told to be one. */
const withoutNotes = ({ stderr }: Outcome): string => stderr.replaceAll(/^daprlint: note: .*\n/gm, '');

const pathsIn = ({ stdout }: Outcome): readonly string[] =>
  (JSON.parse(stdout) as { findings: { path: string }[] }).findings.map(({ path }) => path);

describe('an archive of an export', () => {
  it.each([
    ['export.zip', async () => zip(...many(2))],
    ['export.zip', async () => streamedZip(...many(2))],
    ['export.tar', async () => tar(...many(2))],
    ['export.tar.gz', async () => gzipSync(await tar(...many(2)))],
    ['export.tgz', async () => gzipSync(await tar(...many(2)))],
    ['without-an-ending', async () => gzipSync(await tar(...many(2)))],
  ])('is read: %s', async (name, bytes) => {
    const { status, stderr, paths } = await audited(name, await bytes());
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(paths).toEqual([`${name}/cluster/pod-0.yaml`, `${name}/cluster/pod-1.yaml`]);
  });

  it('is read from stdin, whatever it is', async () => {
    const folder = await folderWith({});
    const archives = [zip(...many(2)), streamedZip(...many(2)), await tar(...many(2)), gzipSync(await tar(...many(2)))];
    for (const bytes of [...archives, gzipSync(`${pod('pod-0')}---\n${pod('pod-1')}`)]) {
      const stdin = (async function* () {
        for (let at = 0; at < bytes.length; at += 100) yield Uint8Array.from(bytes.subarray(at, at + 100));
      })();
      const outcome = await daprlint(folder, ['audit', '-', '--format', 'json'], { stdin });
      expect(pathsIn(outcome)).toHaveLength(2);
      expect(withoutNotes(outcome)).toBe('');
    }
  });

  it('is read where it lies in a folder or in another one', async () => {
    const inner = gzipSync(await tar(...many(1)));
    const folder = await folderWith({ 'dump/a.zip': zip(['backup.tar.gz', inner]), 'dump/b.yaml': pod('other') });
    const outcome = await daprlint(folder, ['audit', 'dump', '--format', 'json']);
    expect(pathsIn(outcome)).toEqual(['dump/a.zip/backup.tar.gz/cluster/pod-0.yaml', 'dump/b.yaml']);
  });

  it('is not read where archives are packed into archives without end', async () => {
    let bytes: Uint8Array = zip(...many(1));
    for (let index = 0; index < 6; index += 1) bytes = zip([`${index}.zip`, bytes]);
    const { status, stderr } = await audited('export.zip', bytes);
    expect(status).toBe(2);
    expect(stderr).toContain('it is packed more than 4 times over');
  });

  it('finds what belongs together in files of their own', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: token, namespace: harbour }\n';
    const app = pod('orders')
      .replace('  name: orders', '  name: orders\n  namespace: harbour')
      .replace('dapr.io/app-port: 8080', 'dapr.io/api-token-secret: token');
    const { paths } = await audited('export.zip', zip(['app.yaml', app], ['secret.yaml', secret]));
    expect(paths).toEqual([]);
  });
});

describe('an archive that is not what it should be', () => {
  it('never leads out of itself, and its links are not followed', async () => {
    const { paths, stdout } = await audited(
      'export.tar',
      await tar(
        ['../../etc/pod.yaml', pod('up')],
        ['/abs/pod.yaml', pod('abs')],
        ['link.yaml', '', { type: 'symlink', linkname: '/etc/passwd' }],
      ),
    );
    expect(paths).toEqual(['export.tar/abs/pod.yaml', 'export.tar/etc/pod.yaml']);
    expect(stdout).not.toContain('..');
    expect((await audited('export.zip', zip(['../../etc/pod.yaml', pod('up')]))).paths).toEqual([
      'export.zip/etc/pod.yaml',
    ]);
  });

  it('gives what stands before it is cut off, and says where that is', async () => {
    const entries = many(50);
    for (const [name, bytes] of [
      ['export.tar', await tar(...entries)],
      ['export.tar.gz', gzipSync(await tar(...entries), { level: 0 })],
      ['export.zip', zip(...entries)],
      ['streamed.zip', streamedZip(...entries)],
    ] as const) {
      const { status, paths, stderr } = await audited(name, bytes.subarray(0, Math.floor(bytes.length / 2)));
      expect(status).toBe(2);
      expect(paths.length).toBeGreaterThan(15);
      expect(stderr).toMatch(/pod-\d+\.yaml|no directory at its end/);
    }
  });

  it('is not unpacked where it is a bomb', async () => {
    const bomb = new Uint8Array(40 * 1024 * 1024).fill(32);
    const entry: Entry = ['bomb.yaml', bomb];
    for (const [name, bytes] of [
      ['bomb.zip', zip(entry)],
      ['bomb.tar.gz', gzipSync(await tar(entry))],
      ['cut.zip', zip(entry).subarray(0, -30)],
    ] as const) {
      const { status, stderr } = await audited(name, bytes);
      expect(status).toBe(2);
      expect(stderr).toContain('it unpacks to more than 500 times its size');
    }
  });

  it('says which entries are encrypted, or lie about their size, and reads the others', async () => {
    const bytes = zip(...many(3));
    const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bytes.writeUInt16LE(bytes.readUInt16LE(directory + 8) | 1, directory + 8);
    const second = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), directory + 4);
    bytes.writeUInt32LE(7, second + 24);
    const { status, stderr, paths } = await audited('export.zip', bytes);
    expect(status).toBe(2);
    expect(stderr).toContain('export.zip/cluster/pod-0.yaml is not read: it is encrypted');
    expect(stderr).toMatch(/pod-1\.yaml is not read at all: it is not what the directory of the archive says/);
    expect(paths).toEqual(['export.zip/cluster/pod-2.yaml']);
  });

  it('tells only of the first of many entries that cannot be read', async () => {
    const bytes = zip(...many(100));
    for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 1))
      bytes.writeUInt16LE(1, at + 8);
    const { stderr } = await audited('export.zip', bytes);
    expect(stderr.trimEnd().split('\n')).toHaveLength(21);
    expect(stderr).toContain('80 more files or entries are not read');
  });

  it('is told to be none', async () => {
    const noTar = Buffer.concat([
      await tar(...many(1)).then((bytes) => bytes.subarray(0, 1024)),
      Buffer.alloc(2048, 120),
    ]);
    expect((await audited('export.tar', noTar)).stderr).toContain(
      'it is no tar archive after or in export.tar/cluster/pod-0.yaml',
    );
    expect((await audited('export.zip', strToU8('PK\u0003\u0004 and then nothing of the kind'))).status).toBe(2);
  });
});
