import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import semantics from '../schemas/semantics.json' with { type: 'json' };
import { parse as parseCall } from '../src/cli/parse.ts';
import { defaultSettings, lint, parseConfig, rules } from '../src/index.ts';
import { parseBaseline } from '../src/triage/baseline-file.ts';
import { daprVersions } from '../src/triage/dapr-version.ts';
import { daprlint, unquotedPort } from './cli/call.ts';
import { folderWith } from './read/workspace.ts';

const readme = readFileSync('README.md', 'utf8');

/** The example of README.md that begins with a text. */
const example = (start: string): string => {
  const found = [...readme.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, text = '']) => text);
  const text = found.find((candidate) => candidate.startsWith(start));
  if (text === undefined) throw new Error(`README.md has no example that begins with ${start}`);
  return text;
};

const read = (path: string): unknown => parse(readFileSync(path, 'utf8'));

describe('README.md', () => {
  it('shows a config that can be used', () => {
    const text = example('preset:');
    expect(parseConfig({ path: 'daprlint.yaml', text }, rules)).toMatchObject({
      preset: 'production',
      catalog: ['bundles/ours.json'],
    });
  });

  it('tells how many rules there are, how many facts, and which versions', () => {
    const told = (pattern: RegExp): readonly string[] => pattern.exec(readme)?.slice(1) ?? [];
    const [least] = told(/More than (\d+) \[rules\]/).map(Number);
    expect(rules.length).toBeGreaterThan(least ?? Number.NaN);
    expect(rules.length).toBeLessThan((least ?? 0) + 50);
    expect(told(/(\d+) facts/)).toEqual([String(semantics.facts.length)]);
    expect(told(/of Dapr ([\d.]+) to ([\d.]+)\./)).toEqual([daprVersions[0], daprVersions.at(-1)]);
  });

  it('names a version of Dapr that can be asked for', async () => {
    const [, ...argv] = example('daprlint --dapr-version').trim().split(' ');
    const folder = await folderWith({ 'deploy/orders.yaml': unquotedPort });
    expect(await daprlint(folder, argv)).toMatchObject({ status: 1, stderr: '' });
  });

  it('shows how editors find the schema that daprlint prints', async () => {
    const [call = '', file = ''] = example('daprlint schema').trim().split(' > ');
    const { stdout } = await daprlint(await folderWith({}), call.split(' ').slice(1));
    expect(JSON.parse(stdout)).toHaveProperty('$schema');
    const [, settings = ''] = example('// .vscode').split('\n');
    expect(Object.keys((JSON.parse(settings) as { 'yaml.schemas': object })['yaml.schemas'])).toEqual([`./${file}`]);
    expect(example('# yaml-language-server')).toContain(`$schema=../${file}\n`);
  });

  it('shows a picture that daprlint draws', async () => {
    const [, ...argv] = example('daprlint graph').trim().split(' ');
    expect((await daprlint(process.cwd(), argv)).stdout).toBe(example('%%{init'));
  });

  it('shows how an editor asks about a buffer that is not saved', async () => {
    const [, ...argv] = /`(daprlint - --stdin-filename [^`]*)`/.exec(readme)?.[1]?.split(' ') ?? [];
    const { status, stdout } = await daprlint(await folderWith({}), argv, { input: unquotedPort });
    expect(status).toBe(1);
    expect(stdout).toContain('"path": "deploy/orders.yaml"');
  });

  it('shows suppressions that suppress', () => {
    const [first = '', second = '', third = ''] = example('dapr.io/app-id').split('\n');
    const pod = ['apiVersion: v1', 'kind: Pod', 'metadata:', '  name: orders', '  annotations:'];
    const kafka = ['apiVersion: dapr.io/v1alpha1', 'kind: Component', 'metadata: { name: events }', 'spec:'];
    const text = [
      ...pod,
      '    dapr.io/enabled: "true"',
      `    ${first}`,
      '---',
      ...kafka,
      '  type: pubsub.kafka',
      '  version: v1',
      '  metadata:',
      '    - { name: brokers, value: "kafka:9092" }',
      `    ${second}`,
      `    ${third}`,
      '      value: none',
    ].join('\n');
    const report = lint([{ path: 'app.yaml', text }], rules, defaultSettings(rules), { today: '2026-11-23' });
    expect(report.findings).toEqual([]);
    expect(report.suppressed.map(({ finding }) => finding.rule)).toEqual(['invalid-app-id', 'missing-tls']);
  });

  it('shows suppressions of the config, and an entry of a baseline, that can be used', () => {
    const config = parseConfig({ path: 'daprlint.yaml', text: example('# daprlint.yaml\nignores:') }, rules);
    expect(config.suppressions).toMatchObject([{ until: '2027-03-01', reason: 'nothing of value is there' }]);
    const entry = example('    { "kind"').trim().replace(/,$/, '');
    const text = `{ "version": 1, "paths": ["."], "findings": [${entry}] }`;
    expect(parseBaseline({ path: 'daprlint-baseline.json', text }).entries).toMatchObject([{ rule: 'missing-tls' }]);
  });

  it('shows calls of --changed and --update-baseline that there are', async () => {
    for (const line of [example('daprlint --update-baseline'), ...example('daprlint --changed').trim().split('\n')]) {
      const [, ...argv] = line.replace(/#.*/, '').trim().split(/ +/);
      expect(await parseCall(argv, 80)).toMatchObject({ command: 'lint' });
    }
  });

  it('shows a workflow that gives the action inputs which it has', () => {
    const { inputs } = read('action.yml') as { inputs: Record<string, unknown> };
    const { jobs } = parse(example('# .github/workflows')) as {
      jobs: { daprlint: { steps: readonly { uses: string; with?: Record<string, string> }[] } };
    };
    const step = jobs.daprlint.steps.find(({ uses }) => uses.startsWith('daprlint/'));
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step?.with ?? {})));
    expect(step?.with).toHaveProperty('upload-sarif');
  });

  it('shows hooks that there are', () => {
    const hooks = read('.pre-commit-hooks.yaml') as readonly { id: string }[];
    const { repos } = parse(example('# .pre-commit')) as { repos: readonly { hooks: readonly { id: string }[] }[] };
    expect(hooks.map(({ id }) => id)).toContain(repos[0]?.hooks[0]?.id);
  });

  it('links to files that there are', () => {
    const links = [...readme.matchAll(/\]\(([^):]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(3);
    for (const path of links) expect(readFileSync(path.replace(/#.*/, ''), 'utf8')).not.toBe('');
  });
});
