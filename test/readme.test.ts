import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { defaultSettings, lint, parseConfig, rules } from '../src/index.ts';

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
    expect(parseConfig({ path: 'daprlint.yaml', text }, rules)).toMatchObject({ preset: 'production' });
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

  it('shows a workflow that gives the action inputs which it has', () => {
    const { inputs } = read('action.yml') as { inputs: Record<string, unknown> };
    const { jobs } = parse(example('# .github/workflows')) as {
      jobs: { daprlint: { steps: readonly { uses: string; with?: Record<string, string> }[] } };
    };
    const step = jobs.daprlint.steps.find(({ uses }) => uses.startsWith('daprlint/'));
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step?.with ?? {})));
    expect(step?.with).toHaveProperty('sarif-file');
  });

  it('shows hooks that there are', () => {
    const hooks = read('.pre-commit-hooks.yaml') as readonly { id: string }[];
    const { repos } = parse(example('# .pre-commit')) as { repos: readonly { hooks: readonly { id: string }[] }[] };
    expect(hooks.map(({ id }) => id)).toContain(repos[0]?.hooks[0]?.id);
  });

  it('links to files that there are', () => {
    const links = [...readme.matchAll(/\]\(([^):]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(3);
    for (const path of links) expect(readFileSync(path, 'utf8')).not.toBe('');
  });
});
