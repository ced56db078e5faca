import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig, rules } from '../../src/index.ts';
import { repositoryWith } from '../read/repository.ts';
import { folderWith } from '../read/workspace.ts';
import { daprlint, flawless, unquotedPort } from './call.ts';

const git = { '.git/HEAD': 'ref: refs/heads/main\n' };
const read = (folder: string, path = 'daprlint.yaml'): string => readFileSync(join(folder, path), 'utf8');

const begun = async (files: Readonly<Record<string, string>>, ...argv: readonly string[]) => {
  const folder = await folderWith({ ...git, ...files });
  const outcome = await daprlint(folder, ['init', ...argv]);
  return { folder, ...outcome };
};

describe('daprlint init', () => {
  it('writes a config that daprlint takes, and shows the hook and the workflow', async () => {
    const { folder, status, stdout, stderr } = await begun({ 'a.yaml': unquotedPort });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const text = read(folder);
    expect(parseConfig({ path: 'daprlint.yaml', text }, rules)).toMatchObject({ preset: 'recommended' });
    expect((await daprlint(folder, [])).status).toBe(1);
    expect(stdout).toMatch(/^wrote daprlint\.yaml\npreset recommended: 1 error/);
    expect(stdout).toContain('daprlint-all');
    expect(stdout).toContain('uses: daprlint/daprlint@v0');
    expect(existsSync(join(folder, '.pre-commit-config.yaml'))).toBe(false);
  });

  it('takes its own examples where the comments are taken away', async () => {
    const { folder } = await begun({});
    const text = read(folder).replaceAll(/^# ((?:daprVersion|workspaces|rules|external):| {2})/gm, '$1');
    expect(parseConfig({ path: 'daprlint.yaml', text }, rules)).toMatchObject({
      daprVersion: expect.any(String),
      rules: { 'missing-app-port': 'off' },
    });
  });

  it('chooses the preset production where that finds no error', async () => {
    const { folder, stdout } = await begun({ 'a.yaml': flawless });
    expect(read(folder)).toContain('\npreset: production\n');
    expect(stdout).toContain('preset production: ');
  });

  it('makes workspaces of folders that hold the same objects, and names overlays and charts', async () => {
    const { folder } = await begun({
      'components/local/a.yaml': flawless,
      'components/azure/a.yaml': flawless,
      'overlays/dev/kustomization.yaml': 'resources: [a.yaml]\n',
      'overlays/dev/a.yaml': flawless,
      'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'charts/shop/templates/a.yaml': `${flawless}\n{{- if .Values.more }}\nspec: {{ .Values.spec }}\n{{ end }}\n`,
    });
    const text = read(folder);
    const { workspaces } = parse(text) as { workspaces: readonly string[] };
    expect(workspaces).toEqual(['components/azure', 'components/local']);
    expect(text).toContain('#   overlays/dev (kustomization)\n');
    expect(text).toContain('#   charts/shop (chart)\n');
    expect(text).toContain('#   helm template charts/shop | daprlint -\n');
    const { stdout } = await daprlint(folder, ['doctor']);
    expect(stdout).toContain('components/azure');
  });

  it('writes the hook and the workflow where the repository begins, if asked to', async () => {
    const root = await folderWith({ ...git, 'deploy/a.yaml': flawless });
    const { status, stdout } = await daprlint(join(root, 'deploy'), ['init', '--hook', '--workflow']);
    expect(status).toBe(0);
    expect(stdout).toContain('wrote ../.pre-commit-config.yaml\n');
    const hooks = parse(read('.', '.pre-commit-hooks.yaml')) as readonly { id: string }[];
    const { repos } = parse(read(root, '.pre-commit-config.yaml')) as { repos: { hooks: { id: string }[] }[] };
    expect(hooks.map(({ id }) => id)).toContain(repos[0]?.hooks[0]?.id);
    const { jobs } = parse(read(root, '.github/workflows/daprlint.yml')) as { jobs: { daprlint: object } };
    expect(jobs.daprlint).toHaveProperty('steps');
    expect(read(root, 'deploy/daprlint.yaml')).toContain('preset: production');
  });

  it.each([
    ['master', 'master'],
    ['main', 'feature'],
    ['trunk', 'trunk'],
    ['1.0', '1.0'],
  ])('names the branch %s in the workflow, on %s', async (branch, current) => {
    const { folder, git, write } = await repositoryWith({ 'a.yaml': flawless });
    git('branch', '--move', branch);
    if (current !== branch) git('checkout', '--quiet', '-b', current);
    expect((await daprlint(folder, ['init', '--workflow'])).status).toBe(0);
    const workflow = (): unknown => parse(read(folder, '.github/workflows/daprlint.yml'));
    expect(workflow()).toMatchObject({ on: { push: { branches: [branch] } } });
    git('update-ref', 'refs/remotes/origin/develop', 'HEAD');
    git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/develop');
    await write({ '.github/workflows/daprlint.yml': undefined, 'daprlint.yaml': undefined });
    expect((await daprlint(folder, ['init', '--workflow'])).status).toBe(0);
    expect(workflow()).toMatchObject({ on: { push: { branches: ['develop'] } } });
  });

  it('overwrites nothing', async () => {
    const config = await begun({ 'daprlint.yml': 'preset: strict\n' });
    expect(config).toMatchObject({ status: 2, stdout: '' });
    expect(config.stderr).toMatch(/^daprlint: daprlint\.yml is there already\nhelp: edit it/);
    const hook = await begun({ '.pre-commit-config.yaml': 'repos: []\n' }, '--hook');
    expect(hook).toMatchObject({
      status: 2,
      stderr:
        'daprlint: .pre-commit-config.yaml is there already\nhelp: nothing was written; what it could get is shown\n',
    });
    expect(hook.stdout).toMatch(/^# \.pre-commit-config\.yaml could get this:\nrepos:\n.*id: daprlint-all\n$/s);
    expect(read(hook.folder, '.pre-commit-config.yaml')).toBe('repos: []\n');
    expect(existsSync(join(hook.folder, 'daprlint.yaml'))).toBe(false);
  });

  it('writes nothing where one of its files has no place', async () => {
    const { folder, status, stdout, stderr } = await begun({ '.github': 'a file', 'a.yaml': flawless }, '--workflow');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^daprlint: \.github\/workflows\/daprlint\.yml cannot be written: .+\n$/);
    expect(existsSync(join(folder, 'daprlint.yaml'))).toBe(false);
  });

  it('writes the hook for those who have a config, and leaves that as it is', async () => {
    const { folder, status, stdout } = await begun({ 'daprlint.yaml': 'preset: strict\n' }, '--hook');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^wrote \.pre-commit-config\.yaml\n/);
    expect(read(folder)).toBe('preset: strict\n');
  });

  it('takes no path', async () => {
    expect(await begun({}, 'deploy')).toMatchObject({ status: 2, stdout: '' });
  });
});
