import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/failure.ts';
import { type Reading, readSources } from '../../src/read/files.ts';
import { folderWith } from './workspace.ts';

const component = 'kind: Component\n';

const read = (cwd: string, paths: readonly string[], more: Partial<Reading> = {}) =>
  readSources(paths, { cwd, stdin: Readable.from([]), ...more });

const pathsOf = async (
  cwd: string,
  paths: readonly string[],
  more: Partial<Reading> = {},
): Promise<readonly string[]> => (await read(cwd, paths, more)).map(({ path }) => path);

const failure = async (outcome: Promise<unknown>): Promise<UserError> => {
  const error = await outcome.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(UserError);
  if (!(error instanceof UserError)) throw error;
  expect(error.message).not.toContain('\n');
  return error;
};

describe('a file that is named', () => {
  it('is read whatever its ending, and is told from one that was come by', async () => {
    const folder = await folderWith({ 'orders.tpl': component, 'deploy/pubsub.yaml': component });
    expect(await read(folder, ['orders.tpl', 'deploy'])).toEqual([
      { path: 'deploy/pubsub.yaml', text: component },
      { path: 'orders.tpl', text: component, named: true },
    ]);
  });

  it('is read once, however often and by whatever way it is named', async () => {
    const folder = await folderWith({ 'deploy/orders.yaml': component });
    symlinkSync('deploy/orders.yaml', join(folder, 'link.yaml'));
    const sources = await read(folder, [
      'deploy',
      './deploy/../deploy/orders.yaml',
      join(folder, 'deploy/orders.yaml'),
      'link.yaml',
      '.',
    ]);
    expect(sources).toEqual([{ path: 'deploy/orders.yaml', text: component, named: true }]);
  });

  it('is read even if git ignores it', async () => {
    const folder = await folderWith({ '.git/HEAD': '', '.gitignore': '*.yaml\n', 'orders.yaml': component });
    expect(await pathsOf(folder, ['orders.yaml'])).toEqual(['orders.yaml']);
  });

  it('keeps its bytes when it is no text', async () => {
    const folder = await folderWith({ 'picture.yaml': Uint8Array.from([0x61, 0, 0xff]) });
    expect(await read(folder, ['picture.yaml'])).toEqual([
      { path: 'picture.yaml', text: 'a\0\ufffd', named: true, undecodableAt: 2 },
    ]);
  });

  it('is shown from the working directory, or as absolute as it was named if it lies elsewhere', async () => {
    const folder = await folderWith({ 'a/one.yaml': component, 'b/two.yaml': component });
    const cwd = join(folder, 'a');
    expect(await pathsOf(cwd, [join(cwd, 'one.yaml'), '../b/two.yaml'])).toEqual(['../b/two.yaml', 'one.yaml']);
    expect(await pathsOf(cwd, [join(folder, 'b')])).toEqual([join(folder, 'b/two.yaml')]);
    expect(await pathsOf(cwd, ['one.yaml'], { shownFrom: folder })).toEqual(['a/one.yaml']);
  });

  it('is a patch where a kustomization says so that lies beside or above it', async () => {
    const folder = await folderWith({
      '.git/HEAD': '',
      'kustomization.yaml': 'patches: [{ path: shop/base/component.yaml }]\n',
      'shop/production/kustomization.yml':
        'patches:\n- path: orders.yaml\n- path: ../deeper.yaml\nresources: [base.yaml]\n',
      'shop/production/orders.yaml': component,
      'shop/production/base.yaml': component,
      'shop/deeper.yaml': component,
      'shop/base/component.yaml': component,
    });
    const patches = async (...paths: readonly string[]): Promise<readonly string[]> =>
      (await read(folder, paths)).filter(({ isPatch }) => isPatch).map(({ path }) => path);
    expect(
      await patches('shop/production/orders.yaml', 'shop/production/base.yaml', 'shop/base/component.yaml'),
    ).toEqual(['shop/base/component.yaml', 'shop/production/orders.yaml']);
    // The kustomization of another folder is not looked for.
    expect(await patches('shop/deeper.yaml')).toEqual([]);
    const stdin = { stdin: Readable.from([component]), stdinFilename: 'shop/production/orders.yaml' };
    expect(await read(folder, ['-'], stdin)).toEqual([
      { path: 'shop/production/orders.yaml', text: component, named: true, isPatch: true },
    ]);
  });

  it('is none where its kustomization cannot be read, is broken, or lies outside of the working tree', async () => {
    const folder = await folderWith({
      'kustomization.yaml': 'patches: [{ path: repo/orders.yaml }]\n',
      'repo/.git/HEAD': '',
      'repo/kustomization.yaml/orders.yaml': component,
      'repo/Kustomization': 'patches: [{ path: orders.yaml',
      'repo/orders.yaml': component,
    });
    expect(await read(join(folder, 'repo'), ['orders.yaml'])).toEqual([
      { path: 'orders.yaml', text: component, named: true },
    ]);
  });

  it('may be a pipe', async () => {
    const folder = await folderWith({});
    const fifo = join(folder, 'pipe');
    execFileSync('mkfifo', [fifo]);
    const [sources] = await Promise.all([
      read(folder, ['pipe']),
      import('node:fs/promises').then((fs) => fs.writeFile(fifo, component)),
    ]);
    expect(sources).toEqual([{ path: 'pipe', text: component, named: true }]);
  });

  it('is refused in one line, with what was probably meant', async () => {
    const folder = await folderWith({ 'deploy/pubsub.yaml': component });
    const error = await failure(read(folder, ['deploy/pubsup.yaml']));
    expect(error.message).toBe('deploy/pubsup.yaml cannot be read: there is no such file or folder');
    expect(error.help).toBe('did you mean deploy/pubsub.yaml?');
    expect((await failure(read(folder, ['explian'], { words: ['explain'] }))).help).toBe(
      'did you mean the command explain?',
    );
    expect((await failure(read(folder, ['']))).message).toBe('a path is empty');
    expect((await failure(read(folder, ['deploy/pubsub.yaml/x']))).message).toContain(
      'there is no such file or folder',
    );
  });

  it('is refused if it leads in a circle, or is too large to be read at once', async () => {
    const folder = await folderWith({ 'dump.yaml': component });
    symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
    expect((await failure(read(folder, ['loop.yaml']))).message).toContain(
      'loop.yaml cannot be read: the symbolic link',
    );
    truncateSync(join(folder, 'dump.yaml'), 256 * 1024 * 1024 + 1);
    expect((await failure(read(folder, ['dump.yaml']))).message).toBe(
      'dump.yaml is larger than what can be read at once (256 MiB)',
    );
  });
});

describe('stdin', () => {
  it('is read for -, once, under the name that the user gives it', async () => {
    const stdin = (): Readable => Readable.from([Buffer.from('kind: '), Buffer.from('Secret')]);
    const folder = await folderWith({});
    expect(await read(folder, ['-', '-'], { stdin: stdin() })).toEqual([
      { path: '<stdin>', text: 'kind: Secret', named: true },
    ]);
    expect(await pathsOf(folder, ['-'], { stdin: stdin(), stdinFilename: 'charts/orders.yaml' })).toEqual([
      'charts/orders.yaml',
    ]);
  });

  it('puts characters together that lie across two chunks', async () => {
    const whale = Buffer.from('🐳');
    const [source] = await read(await folderWith({}), ['-'], {
      stdin: Readable.from([whale.subarray(0, 2), whale.subarray(2)]),
    });
    expect(source).toEqual({ path: '<stdin>', text: '🐳', named: true });
  });
});

describe('a folder', () => {
  it('is walked in the order of the paths, hidden folders too, but for .git and node_modules', async () => {
    const folder = await folderWith({
      'b.yml': component,
      'a/z.YAML': component,
      'a-b.json': '{}',
      'a/Kustomization': '',
      'README.md': '',
      '.github/workflow.yaml': 'on: push\n',
      '.git/config.yaml': component,
      'a/node_modules/x/y.yaml': component,
    });
    expect(await pathsOf(folder, [])).toEqual([
      '.github/workflow.yaml',
      'a-b.json',
      'a/Kustomization',
      'a/z.YAML',
      'b.yml',
    ]);
  });

  it('leaves out what .gitignore files say, the closer one having the last word', async () => {
    const folder = await folderWith({
      '.git/HEAD': '',
      '.gitignore': '*.gen.yaml\n/out/\nbuild/\n# a comment\n\\#odd.yaml\n',
      'keep.yaml': component,
      'one.gen.yaml': component,
      '#odd.yaml': component,
      'out/a.yaml': component,
      'deep/out/b.yaml': component,
      'deep/build/c.yaml': component,
      'deep/.gitignore': '!special.gen.yaml\r\n!build/\nsecrets/*.yaml\n!secrets/public.yaml\nlocal.yaml\n',
      'deep/special.gen.yaml': component,
      'deep/other.gen.yaml': component,
      'deep/secrets/private.yaml': component,
      'deep/secrets/public.yaml': component,
      'deep/further/local.yaml': component,
      'local.yaml': component,
    });
    const kept = [
      'deep/build/c.yaml',
      'deep/out/b.yaml',
      'deep/secrets/public.yaml',
      'deep/special.gen.yaml',
      'keep.yaml',
      'local.yaml',
    ];
    expect(await pathsOf(folder, [])).toEqual(kept);
    expect(await pathsOf(join(folder, 'deep'), [])).toEqual([
      'build/c.yaml',
      'out/b.yaml',
      'secrets/public.yaml',
      'special.gen.yaml',
    ]);
  });

  it('agrees with git itself on what is ignored', async () => {
    const folder = await folderWith({
      '.gitignore': 'a/**/x.yaml\n*.tmp.yaml\n!keep.tmp.yaml\n[bc].yaml\ntrail.yaml   \n/root.yaml\n',
      'a/x.yaml': '',
      'a/b/c/x.yaml': '',
      'a/b/keep.tmp.yaml': '',
      'a/b/lose.tmp.yaml': '',
      'a/b.yaml': '',
      'root.yaml': '',
      'a/root.yaml': '',
      'trail.yaml': '',
      'odd [1]/.gitignore': 'x.yaml\nsub/y.yaml\n!/../a/x.yaml\n',
      'odd [1]/x.yaml': '',
      'odd [1]/sub/y.yaml': '',
      'odd [1]/sub/x.yaml': '',
      'odd [1]/deep/sub/y.yaml': '',
      'odd 1/x.yaml': '',
    });
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    const listed = execFileSync('git', ['ls-files', '--others', '--exclude-standard', '-z', '*.yaml'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(await pathsOf(folder, [])).toEqual(
      listed
        .split('\0')
        .filter((path) => path !== '')
        .sort(),
    );
  });

  it('is walked if it is named, even if it is ignored from above', async () => {
    const folder = await folderWith({
      '.git/HEAD': '',
      '.gitignore': 'out/\n',
      'out/sub/a.yaml': component,
      'out/.gitignore': 'b.yaml\n',
      'out/b.yaml': '',
    });
    expect(await pathsOf(folder, ['out'])).toEqual(['out/sub/a.yaml']);
    expect(await pathsOf(folder, ['out/sub'])).toEqual(['out/sub/a.yaml']);
    const error = await failure(read(folder, ['.']));
    expect(error.message).toBe('. holds no .yaml, .yml or .json file that is not ignored');
    expect(error.help).toBe('name a file that git ignores to lint it all the same');
    // Naming does not help against the config.
    const byConfig = await failure(read(join(folder, 'out/sub'), ['.'], { ignores: (path) => path === 'a.yaml' }));
    expect(byConfig.help).toBe('the config ignores what there is: see ignores in daprlint.yaml');
  });

  it('is refused if there is nothing to lint in it', async () => {
    const folder = await folderWith({ 'docs/README.md': '' });
    expect((await failure(read(folder, ['docs']))).message).toBe('docs holds no .yaml, .yml or .json file');
  });

  it('follows links to files within the repository, and no other', async () => {
    const outside = await folderWith({ 'token.yaml': component });
    const folder = await folderWith({ '.git/HEAD': '', 'shared/a.txt': component, 'deploy/b.yaml': component });
    symlinkSync('../shared/a.txt', join(folder, 'deploy/a.yaml'));
    symlinkSync(join(outside, 'token.yaml'), join(folder, 'deploy/token.yaml'));
    symlinkSync('nowhere.yaml', join(folder, 'deploy/dangling.yaml'));
    symlinkSync('loop.yaml', join(folder, 'deploy/loop.yaml'));
    symlinkSync('..', join(folder, 'deploy/up'));
    symlinkSync('/dev/zero', join(folder, 'deploy/zero.yaml'));
    expect(await pathsOf(folder, ['deploy'])).toEqual(['deploy/a.yaml', 'deploy/b.yaml']);
    expect(await pathsOf(folder, ['deploy/token.yaml'])).toEqual(['deploy/token.yaml']);
  });

  it('passes over pipes, and over a .gitignore that is none', async () => {
    const folder = await folderWith({ 'a.yaml': component });
    execFileSync('mkfifo', [join(folder, 'pipe.yaml'), join(folder, '.gitignore')]);
    expect(await pathsOf(folder, ['.'])).toEqual(['a.yaml']);
  });

  it('passes over large JSON that says nothing of Kubernetes', async () => {
    const filler = ' '.repeat(1024 * 1024 - 5);
    const folder = await folderWith({
      'package-lock.json': `{${filler}        }`,
      'export.json': `{${filler}"apiVersion": "v1"}`,
      'small.json': '{}',
    });
    expect(await pathsOf(folder, ['.'])).toEqual(['export.json', 'small.json']);
    expect(await pathsOf(folder, ['package-lock.json'])).toEqual(['package-lock.json']);
  });

  it('is refused by name where a folder in it cannot be read', async () => {
    const folder = await folderWith({ 'open/a.yaml': component, 'open/locked/b.yaml': component });
    chmodSync(join(folder, 'open/locked'), 0);
    const restore = asNobody(folder);
    try {
      expect((await failure(read(folder, ['open']))).message).toBe('open/locked cannot be read: permission is denied');
      expect((await failure(read(folder, ['open/**/*.yaml']))).message).toBe(
        'open/locked cannot be read: permission is denied',
      );
    } finally {
      restore();
      chmodSync(join(folder, 'open/locked'), 0o755);
    }
  });

  it('leaves out what the config ignores, named or not, without a word', async () => {
    const folder = await folderWith({ 'a.yaml': component, 'vendor/b.yaml': component });
    const ignores = (path: string): boolean => path.startsWith('vendor');
    expect(await pathsOf(folder, ['.', 'vendor/b.yaml'], { ignores })).toEqual(['a.yaml']);
    expect(await pathsOf(folder, ['vendor'], { ignores })).toEqual([]);
  });
});

describe('a pattern', () => {
  it('matches files, hidden ones too, that are not ignored', async () => {
    const folder = await folderWith({
      '.git/HEAD': '',
      '.gitignore': 'out/\n',
      'deploy/a.yaml': component,
      'deploy/b.yml': component,
      'deploy/.hidden/c.yaml': component,
      'deploy/deeper/d.yaml': component,
      'out/e.yaml': component,
    });
    expect(await pathsOf(folder, ['**/*.yaml'])).toEqual([
      'deploy/.hidden/c.yaml',
      'deploy/a.yaml',
      'deploy/deeper/d.yaml',
    ]);
    expect(await pathsOf(folder, ['deploy/*.{yaml,yml}'])).toEqual(['deploy/a.yaml', 'deploy/b.yml']);
    expect(await pathsOf(folder, ['deploy/*/[cd].yaml'])).toEqual(['deploy/.hidden/c.yaml', 'deploy/deeper/d.yaml']);
    expect(await pathsOf(folder, [join(folder, 'deploy/*.yaml')])).toEqual(['deploy/a.yaml']);
    expect(await pathsOf(join(folder, 'out'), ['../deploy/*.yml'])).toEqual(['../deploy/b.yml']);
    expect((await read(folder, ['deploy/*.yml']))[0]?.named).toBeUndefined();
  });

  it('that ends in * asks for manifests only', async () => {
    const folder = await folderWith({
      'deploy/a.yaml': component,
      'deploy/README.md': '',
      'deploy/chart.tpl': component,
    });
    expect(await pathsOf(folder, ['deploy/*'])).toEqual(['deploy/a.yaml']);
    expect(await pathsOf(folder, ['deploy/*.tpl'])).toEqual(['deploy/chart.tpl']);
  });

  it('gives way to a file of that name', async () => {
    const folder = await folderWith({ 'orders[1].yaml': component, 'orders1.yaml': component });
    expect(await pathsOf(folder, ['orders[1].yaml'])).toEqual(['orders[1].yaml']);
  });

  it('is refused if it matches nothing', async () => {
    const folder = await folderWith({ 'a.yaml': component });
    expect((await failure(read(folder, ['nowhere/*.yaml']))).message).toBe('nowhere/*.yaml matches no file');
    expect((await failure(read(folder, ['*.yml']))).message).toBe('*.yml matches no file');
  });
});

it('a thousand files are read as they stand in order', async () => {
  const names = Array.from({ length: 1000 }, (_, index) => `c${String(index).padStart(4, '0')}.yaml`);
  const folder = await folderWith({});
  mkdirSync(join(folder, 'many'));
  for (const name of names) writeFileSync(join(folder, 'many', name), `name: ${name}\n`);
  const sources = await read(folder, ['many']);
  expect(sources.map(({ text }) => text)).toEqual(names.map((name) => `name: ${name}\n`));
});

/** Root may read everything: whoever runs the tests as root becomes somebody else for a while. */
const asNobody = (folder: string): (() => void) => {
  if (process.getuid?.() !== 0 || !process.seteuid) return () => undefined;
  chmodSync(folder, 0o755);
  process.seteuid(65534);
  return () => process.seteuid?.(0);
};

describe('a file that is found in a folder', () => {
  it.each([65_535, 65_536, 65_537, 200_000])('is read whole if it has %i bytes', async (length) => {
    const text = component.padEnd(length, '#');
    const folder = await folderWith({ 'orders.yaml': text, 'state.yaml': component });
    const [orders, state] = await read(folder, ['.']);
    expect(orders?.text).toBe(text);
    expect(state?.text).toBe(component);
  });

  it('is shown by the shortest way, where the folder is one above', async () => {
    const folder = await folderWith({
      'a.yaml': component,
      'b/b.yaml': component,
      'b/c/c.yaml': component,
      'd/d.yaml': component,
    });
    expect(await pathsOf(join(folder, 'b'), ['..'])).toEqual(['../a.yaml', '../d/d.yaml', 'b.yaml', 'c/c.yaml']);
    expect(await pathsOf(join(folder, 'b'), ['.', '../d'])).toEqual(['../d/d.yaml', 'b.yaml', 'c/c.yaml']);
    expect(await pathsOf(join(folder, 'b'), [folder])).toEqual([
      join(folder, 'a.yaml'),
      join(folder, 'd/d.yaml'),
      'b.yaml',
      'c/c.yaml',
    ]);
  });
});
