import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { execPath } from 'node:process';
import { describe, expect, it } from 'vitest';
import { repositoryWith } from '../read/repository.ts';
import { folderWith } from '../read/workspace.ts';
import { daprlint, unquotedPort } from './call.ts';

const found = (stdout: string): readonly string[] => {
  const { findings } = JSON.parse(stdout) as { findings: readonly { path: string; line: number; rule: string }[] };
  return findings.map(({ path, line, rule }) => `${path}:${line} ${rule}`);
};

const changed = async (folder: string, argv: readonly string[] = [], env: Record<string, string> = {}) => {
  const outcome = await daprlint(folder, ['--changed', '-f', 'json', ...argv], { env });
  return outcome.stderr === '' ? found(outcome.stdout) : outcome.stderr;
};

const tracing = 'apiVersion: dapr.io/v1alpha1\nkind: Configuration\nmetadata: { name: tracing }\nspec: {}\n';
const traced = `${unquotedPort}    dapr.io/config: tracing\n`;
const invoices = unquotedPort.replaceAll('orders', 'invoices');

describe('--changed', () => {
  it('finds nothing where nothing has changed, and says how much there is', async () => {
    const { folder } = await repositoryWith({ 'orders.yaml': unquotedPort });
    const { status, stdout } = await daprlint(folder, ['--changed']);
    expect(status).toBe(0);
    expect(stdout).toBe('no problems in 1 object of 1 file (0 ms); 1 in what has not changed\n');
  });

  it('finds what is on lines that are changed, staged or not', async () => {
    const { folder, git, write } = await repositoryWith({ 'orders.yaml': unquotedPort });
    await write({ 'orders.yaml': unquotedPort.replace('8080', '8081') });
    expect(await changed(folder)).toEqual(['orders.yaml:8 unquoted-string']);
    git('add', '.');
    expect(await changed(folder)).toEqual(['orders.yaml:8 unquoted-string']);
  });

  it('finds all before the first commit, staged or not', async () => {
    const { folder, git } = await repositoryWith({ 'orders.yaml': unquotedPort });
    git('update-ref', '-d', 'HEAD');
    expect(await changed(folder)).toEqual(['orders.yaml:8 unquoted-string']);
    git('rm', '--quiet', '--cached', 'orders.yaml');
    expect(await changed(folder)).toEqual(['orders.yaml:8 unquoted-string']);
    expect(await changed(folder, ['--since', 'main'])).toContain('git knows no commit "main"');
  });

  it('passes over what is on other lines of the same file, wherever they have moved', async () => {
    const { folder, write } = await repositoryWith({ 'orders.yaml': unquotedPort });
    await write({ 'orders.yaml': unquotedPort.replace('kind: Pod', '# one\n# two\nkind: Pod') });
    expect(await changed(folder)).toEqual([]);
  });

  it('finds what is in files that git does not know yet, or is not to know', async () => {
    const { folder, write } = await repositoryWith({ 'orders.yaml': unquotedPort, '.gitignore': 'made.yaml\n' });
    await write({ 'new/invoices.yaml': invoices, 'made.yaml': unquotedPort.replaceAll('orders', 'made') });
    expect(await changed(folder)).toEqual(['new/invoices.yaml:8 unquoted-string']);
    expect(await changed(folder, ['made.yaml'])).toEqual(['made.yaml:8 unquoted-string']);
  });

  it('finds what a new file makes of an old one', async () => {
    const { folder, write } = await repositoryWith({ 'a.yaml': tracing });
    await write({ 'b.yaml': tracing });
    expect(await changed(folder)).toEqual(['b.yaml:3 duplicate-resource']);
    await write({ 'b.yaml': undefined, '0.yaml': tracing });
    expect(await changed(folder)).toEqual(['a.yaml:3 duplicate-resource']);
  });

  it('finds what the loss of a file makes of others', async () => {
    const { folder, write } = await repositoryWith({ 'orders.yaml': traced, 'config/tracing.yaml': tracing });
    await write({ 'config/tracing.yaml': undefined });
    expect(await changed(folder, ['--closed-world'])).toEqual(['orders.yaml:9 unknown-configuration']);
    // Where the file would not have been read, nothing is lost.
    expect(await changed(folder, ['--closed-world', 'orders.yaml'])).toEqual([]);
  });

  it('finds what the loss of a line makes of others', async () => {
    const { folder, write } = await repositoryWith({
      'orders.yaml': unquotedPort.replace('8080', '8080 # daprlint-ignore unquoted-string'),
    });
    await write({ 'orders.yaml': unquotedPort });
    expect(await changed(folder)).toEqual(['orders.yaml:8 unquoted-string']);
    const above = await repositoryWith({
      'orders.yaml': unquotedPort.replace(
        '    dapr.io/app-port',
        '    # daprlint-ignore unquoted-string\n    dapr.io/app-port',
      ),
    });
    await above.write({ 'orders.yaml': unquotedPort });
    expect(await changed(above.folder)).toEqual(['orders.yaml:8 unquoted-string']);
  });

  it('finds all that is in an object of another name, for it is a new one', async () => {
    const { folder, write } = await repositoryWith({ 'orders.yaml': unquotedPort });
    await write({ 'orders.yaml': unquotedPort.replace('name: orders', 'name: invoices') });
    expect(await changed(folder)).toEqual(['orders.yaml:8 unquoted-string']);
  });

  it('follows files that are renamed', async () => {
    const broken = `${unquotedPort}---\napiVersion: v1\nkind: Pod\nspec: {\n`;
    const { folder, git, write } = await repositoryWith({ 'a/orders.yaml': unquotedPort, 'broken.yaml': broken });
    git('mv', 'a', 'b');
    git('mv', 'broken.yaml', 'still broken.yaml');
    expect(await changed(folder)).toEqual([]);
    await write({ 'b/orders.yaml': unquotedPort.replace('8080', '8081') });
    expect(await changed(folder)).toEqual(['b/orders.yaml:8 unquoted-string']);
  });

  it('knows files by any name', async () => {
    const names = ['tab\there.yaml', 'Bücher.yaml', 'quo"te.yaml', 'a/b/spa ce.yaml', 'back\\slash.yaml'];
    const texts = Object.fromEntries(
      names.map((name, index) => [name, unquotedPort.replaceAll('orders', `app-${index}`)]),
    );
    const { folder, write } = await repositoryWith(texts);
    expect(await changed(folder)).toEqual([]);
    await write(Object.fromEntries(names.map((name) => [name, texts[name]?.replace('8080', '8081')])));
    expect(await changed(folder)).toHaveLength(names.length);
  });

  it('is told apart from folders below the root, and shows paths from where it is called', async () => {
    const { folder, write } = await repositoryWith({ 'deploy/orders.yaml': unquotedPort, 'other/a.yaml': invoices });
    await write({ 'deploy/orders.yaml': unquotedPort.replace('8080', '8081') });
    expect(await changed(`${folder}/deploy`)).toEqual(['orders.yaml:8 unquoted-string']);
    expect(await changed(`${folder}/other`)).toEqual([]);
  });

  it('goes by no setting of git', async () => {
    const { folder, git, write } = await repositoryWith({
      'orders.yaml': unquotedPort,
      '.gitattributes': '*.yaml -diff\n',
    });
    for (const setting of ['diff.noprefix', 'diff.mnemonicPrefix', 'diff.relative']) git('config', setting, 'true');
    git('config', 'color.diff', 'always');
    git('config', 'diff.external', 'false');
    await write({ 'orders.yaml': unquotedPort.replace('8080', '8081').replace('kind', '# ++ b/x\nkind') });
    expect(await changed(folder)).toEqual(['orders.yaml:9 unquoted-string']);
  });

  it('tells nothing of what the baseline knows, on whatever line', async () => {
    const { folder, write } = await repositoryWith({ 'orders.yaml': unquotedPort });
    await daprlint(folder, ['--update-baseline']);
    await write({ 'orders.yaml': unquotedPort.replace('8080', '8081') });
    expect(await changed(folder)).toEqual([]);
    expect(await changed(folder, ['--no-baseline'])).toEqual(['orders.yaml:8 unquoted-string']);
  });

  it('leaves the exit status to what is shown', async () => {
    const { folder } = await repositoryWith({ 'orders.yaml': unquotedPort });
    expect((await daprlint(folder, [])).status).toBe(1);
    expect((await daprlint(folder, ['--changed'])).status).toBe(0);
  });
});

describe('what --changed compares with', () => {
  const branched = async () => {
    const made = await repositoryWith({ 'orders.yaml': unquotedPort });
    made.git('checkout', '--quiet', '-b', 'feature');
    await made.write({ 'invoices.yaml': invoices });
    made.commit();
    made.git('checkout', '--quiet', 'main');
    await made.write({ 'orders.yaml': unquotedPort.replace('8080', '9090') });
    made.commit();
    made.git('checkout', '--quiet', 'feature');
    return made;
  };

  it('is where the branch began, not what the other has become since', async () => {
    const { folder } = await branched();
    expect(await changed(folder)).toEqual([]);
    expect(await changed(folder, ['--since', 'main'])).toEqual(['invoices.yaml:8 unquoted-string']);
  });

  it('is what CI says, where it says something', async () => {
    const { folder, git } = await branched();
    git('update-ref', 'refs/remotes/origin/main', 'main');
    const ofInvoices = ['invoices.yaml:8 unquoted-string'];
    expect(await changed(folder, [], { GITHUB_BASE_REF: 'main' })).toEqual(ofInvoices);
    expect(await changed(folder, [], { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' })).toEqual(ofInvoices);
    expect(await changed(folder, [], { SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' })).toEqual(ofInvoices);
    expect(await changed(folder, [], { GITHUB_BASE_REF: '' })).toEqual([]);
    expect(await changed(folder, [], { GITHUB_BASE_REF: 'trunk' })).toBe(
      'daprlint: git knows no commit origin/trunk\nhelp: the clone has no such branch: fetch its history (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0)\n',
    );
  });

  it('is the first parent of the merge that GitHub checks out, where it has not fetched the branch', async () => {
    const { folder, git } = await branched();
    git('checkout', '--quiet', '--detach', 'main');
    git('merge', '--quiet', '--no-edit', 'feature');
    const env = {
      GITHUB_BASE_REF: 'main',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_SHA: git('rev-parse', 'HEAD').trim(),
    };
    expect(await changed(folder, [], env)).toEqual(['invoices.yaml:8 unquoted-string']);
    expect(await changed(folder, [], { ...env, GITHUB_SHA: git('rev-parse', 'main').trim() })).toContain(
      'git knows no commit',
    );
  });

  it('has to be in the clone', async () => {
    const { folder, git } = await branched();
    const clone = await folderWith({});
    git('clone', '--quiet', '--depth', '1', '--branch', 'feature', `file://${folder}`, clone);
    expect(await changed(clone, ['--since', 'main'])).toBe(
      'daprlint: git knows no commit "main"\nhelp: the clone is shallow: fetch its history (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0)\n',
    );
    git('-C', clone, 'fetch', '--quiet', '--depth', '1', 'origin', 'main:refs/remotes/origin/main');
    expect(await changed(clone, ['--since', 'origin/main'])).toContain(
      'git knows no commit that HEAD and "origin/main" have in common\nhelp: the clone is shallow',
    );
  });

  it.each([
    [['--since=-x'], 'daprlint: "-x" is no commit\nhelp: name a commit'],
    [['--since', 'nowhere'], 'daprlint: git knows no commit "nowhere"\n'],
    [['--since', 'main..main'], 'daprlint: git knows no commit "main..main"\n'],
    [['--update-baseline'], 'daprlint: --changed and --update-baseline exclude each other\n'],
    [['-'], 'daprlint: what has changed in stdin (-) cannot be told\n'],
  ])('is refused where it is %j', async (argv, message) => {
    const { folder } = await repositoryWith({ 'orders.yaml': unquotedPort });
    const { status, stdout, stderr } = await daprlint(folder, ['--changed', ...argv]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('needs a repository, and --since needs --changed', async () => {
    const folder = await folderWith({ 'orders.yaml': unquotedPort });
    expect((await daprlint(folder, ['--since', 'main'])).stderr).toContain('--since needs --changed');
    expect(await changed(folder)).toContain('what has changed cannot be told: there is no git repository here\n');
    const empty = await folderWith({ 'orders.yaml': unquotedPort, '.git/HEAD': '' });
    expect(await daprlint(empty, ['--changed'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^daprlint: what has changed cannot be told: not a git repository.*\n$/),
    });
  });

  it('needs git', async () => {
    const { folder } = await repositoryWith({ 'orders.yaml': unquotedPort });
    const { status, stderr } = spawnSync(execPath, [resolve('bin/daprlint.cjs'), '--changed'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: '/nowhere' },
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'daprlint: what has changed cannot be told: there is no git\nhelp: install git, or leave out --changed\n',
    });
  });
});
