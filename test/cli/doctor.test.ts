import { describe, expect, it } from 'vitest';
import { daprVersions } from '../../src/triage/dapr-version.ts';
import { folderWith } from '../read/workspace.ts';
import { daprlint, flawless, unquotedPort } from './call.ts';

const told = async (files: Readonly<Record<string, string>>, ...argv: readonly string[]) => {
  const outcome = await daprlint(await folderWith(files), ['doctor', ...argv], {
    terminal: { columns: 110 },
    env: { NO_COLOR: '1' },
  });
  /** The text beside a name, on one line. */
  const row = (name: string): string | undefined =>
    new RegExp(`^  ${name} +(.*(?:\\n {16}.*)*)`, 'm').exec(outcome.stdout)?.[1]?.replaceAll(/\n +/g, ' ');
  return { ...outcome, row };
};

const git = { '.git/HEAD': 'ref: refs/heads/main\n' };

describe('daprlint doctor', () => {
  it('tells versions, settings and what was found, and no findings', async () => {
    const { status, stderr, stdout, row } = await told({ ...git, 'a.yaml': unquotedPort, 'b.yaml': flawless });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(row('runs on')).toBe('Node v20, linux');
    expect(row('Dapr')).toBe(`${daprVersions[0]} to ${daprVersions.at(-1)} are known`);
    expect(row('preset')).toMatch(/^recommended: \d+ of \d+ rules are on$/);
    expect(row('objects')).toBe('2, of which 2 concern Dapr');
    expect(row('kinds')).toBe('1 Component and 1 Pod');
    expect(row('with sidecar')).toBe('1 workload');
    expect(row('baseline')).toBe('none');
    expect(row('config')).toMatch(/^none, searched upward to /);
    expect(stdout).not.toContain('unquoted-string');
  });

  it('tells which config is in force, and which baseline', async () => {
    const { row } = await told({
      ...git,
      'a.yaml': flawless,
      'daprlint.yaml': 'preset: strict\ndaprVersion: "1.15"\nignores: [old]\nclosedWorld: true\n',
      'daprlint-baseline.json':
        '{ "version": 1, "paths": ["."], "findings": [{ "kind": "Pod", "name": "a", "rule": "missing-tls", "count": 3 }] }',
    });
    expect(row('config')).toBe('daprlint.yaml');
    expect(row('preset')).toMatch(/^strict/);
    expect(row('world')).toMatch(/^closed/);
    expect(row('ignores')).toBe('old');
    expect(row('baseline')).toBe('daprlint-baseline.json, which knows 3 findings');
  });

  it('tells what was ignored, and by whom, what is no YAML, and what is not rendered', async () => {
    const { row, stdout } = await told({
      ...git,
      '.gitignore': 'made/\n',
      'daprlint.yaml': 'ignores: [old.yaml]\n',
      'made/a.yaml': flawless,
      'old.yaml': flawless,
      'new.yaml': flawless,
      'broken.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {\n',
      'templates/a.yaml': `${flawless}\n{{- if .Values.more }}\nspec: {{ .Values.spec }}\n{{ end }}\n`,
    });
    expect(row('ignored')).toContain('old.yaml, by the config');
    expect(stdout).toContain('made, by .gitignore');
    expect(row('no YAML')).toBe('broken.yaml');
    expect(row('templates')).toMatch(/^templates\/a\.yaml: not rendered/);
  });

  it('tells the workspaces that the input is', async () => {
    const { row } = await told({
      'dev/kustomization.yaml': 'resources: [a.yaml]\n',
      'dev/a.yaml': flawless,
      'b.yaml': flawless,
    });
    expect(row('workspaces')).toBe('2 workspaces: kustomization dev; the rest');
  });

  it('tells the versions even where the config cannot be used', async () => {
    const { status, stdout, stderr } = await told({ 'a.yaml': flawless, 'daprlint.yaml': 'presett: strict\n' });
    expect(status).toBe(2);
    expect(stdout).toContain('Node v20, linux');
    expect(stderr).toContain('presett');
  });

  it('takes the flags of a lint that say how manifests are judged', async () => {
    const { row } = await told({ 'a.yaml': flawless }, '--no-config', '--no-baseline', '--preset', 'minimal', 'a.yaml');
    expect(row('preset')).toMatch(/^minimal/);
    expect(row('config')).toBe('none is wanted');
  });
});
