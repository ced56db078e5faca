import type { Workspace } from './model/workspace.ts';
import type { Summary } from './report/report.ts';
import { counted, countsOf } from './report/summary.ts';
import type { PresetName } from './rule.ts';
import { newestDaprVersion } from './triage/dapr-version.ts';
import { version } from './version.ts';

/** What a repository is like, as far as a first config goes. */
export interface Outlook {
  readonly preset: PresetName;
  /** Folders that are never applied together, though nothing but their content says so. */
  readonly workspaces: readonly string[];
  /** Overlays and charts, which are told apart without a word in the config. */
  readonly groups: readonly Pick<Workspace, 'name' | 'origin'>[];
  /** Folders of charts with templates that are not rendered. */
  readonly charts: readonly string[];
}

/** Folders of which several hold an object of the same kind, name and namespace: variants of one thing, as for this machine and for a cluster. */
export const variantsIn = ({ resources }: Workspace): readonly string[] => {
  const folders = new Map<string, Set<string>>();
  for (const { kind, name, namespace = '', group, document } of resources) {
    if (group !== 'dapr.io' || name === '') continue;
    const key = JSON.stringify([kind, namespace, name]);
    folders.set(key, (folders.get(key) ?? new Set()).add(folderOf(document.source.path)));
  }
  const found = [...folders.values()].filter(({ size }) => size > 1).flatMap((each) => [...each]);
  const all = [...new Set(found)].sort();
  // What lies within another one would be in two.
  const apart = all.filter((folder) => !all.some((other) => folder.startsWith(`${other}/`)));
  return all.includes('') || apart.length < 2 ? [] : apart;
};

/** The folder of a file, with forward slashes; empty for the one that all paths start from. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The strictest preset that a cluster in production wants and that finds no error, or else the default. */
export const presetFor = (errors: number, dapr: number): PresetName =>
  errors === 0 && dapr > 0 ? 'production' : 'recommended';

/** A config to start with, short enough to be read. */
export const firstConfig = ({ preset, workspaces, groups, charts }: Outlook): string => {
  const named = groups
    .filter(({ origin }) => origin !== 'rest')
    .map(({ name, origin }) => `${name || '.'} (${origin})`);
  const lines = [
    '# Settings of daprlint. What is in force: daprlint --print-config. All rules: daprlint rules.',
    '',
    '# minimal: what is refused. recommended. production: as well what a cluster in earnest wants. strict: all of it, with reasons.',
    `preset: ${preset}`,
    '',
    '# The Dapr that runs in the cluster, if it is not the newest that daprlint knows.',
    `# daprVersion: "${newestDaprVersion}"`,
    '',
    ...(named.length === 0 ? [] : ['# Told apart without a word here:', ...named.map((each) => `#   ${each}`), '']),
    '# Folders that are never applied together.',
    ...(workspaces.length === 0
      ? ['# workspaces: [components/local, components/cluster]']
      : ['workspaces:', ...workspaces.map((folder) => `  - ${JSON.stringify(folder)}`)]),
    '',
    ...(charts.length === 0
      ? []
      : [
          '# Templates are not rendered. Lint what they make:',
          ...charts.map((each) => `#   helm template ${each || '.'} | daprlint -`),
          '',
        ]),
    '# rules:',
    '#   missing-app-port: off',
    '',
    '# Names of what lives elsewhere: nothing is missing for the want of these.',
    '# external:',
    '#   secrets: [vault-*]',
  ];
  return `${lines.join('\n')}\n`;
};

/** The hook for pre-commit. */
export const preCommitHook = `repos:
  - repo: https://github.com/daprlint/daprlint
    rev: v${version}
    hooks:
      - id: daprlint-all
`;

/** The workflow for GitHub: all of a branch when it is pushed to, and of pull requests. */
export const githubWorkflow = (branch: string): string => `name: daprlint
on:
  push:
    branches: [${/^[a-z][\w./-]*$/i.test(branch) ? branch : JSON.stringify(branch)}]
  pull_request:
permissions:
  contents: read
jobs:
  daprlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: daprlint/daprlint@v0
`;

/** What the first lint would find, and what to do about it. */
export const firstFindings = (summary: Summary): string => {
  const counts = countsOf(summary);
  if (summary.dapr === 0) return `nothing of Dapr's in ${counted(summary.files, 'file')} so far`;
  return counts === ''
    ? `no problems in ${counted(summary.files, 'file')}`
    : `${counts}: see "daprlint"; to live with them for now: "daprlint --update-baseline"`;
};
