import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parse } from '../src/cli/parse.ts';
import { defaultSettings, defineRule, lint, parseConfig, type Rule, rules, yaml } from '../src/index.ts';

const pages = readdirSync('docs').filter((name) => name.endsWith('.md'));
const read = (page: string): string => readFileSync(join('docs', page), 'utf8');

const blocksOf = (page: string, language: string): readonly string[] =>
  [...read(page).matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );

/** The words after daprlint in a line of a shell or of a pipeline, without what the shell keeps for itself. */
const callsIn = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/(?:^|[|'] ?|npx |- script: )daprlint((?: [^\n|>'#]*)?)/gm)].map(([, words = '']) =>
    words.split(/\s+/).filter((word) => word !== ''),
  );

const calls = pages.flatMap((page) =>
  ['sh', 'yaml', 'groovy']
    .flatMap((language) => blocksOf(page, language))
    .flatMap(callsIn)
    .filter(([first]) => !first?.endsWith(':'))
    .map((argv) => [page, argv] as const),
);

describe('docs/', () => {
  it.each(calls)('%s shows a call that there is: %j', async (_, argv) => {
    expect(await parse(argv, 80)).not.toMatchObject({ command: 'text' });
  });

  it('shows more than a few calls', () => {
    expect(calls.length).toBeGreaterThan(20);
  });

  it('shows configs that can be used, and YAML that is YAML', () => {
    const all = pages.flatMap((page) => blocksOf(page, 'yaml'));
    for (const text of all) expect(() => parseYaml(text) as unknown).not.toThrow();
    const configs = all.filter((text) => text.startsWith('# daprlint.yaml\n'));
    expect(configs.length).toBeGreaterThan(1);
    for (const text of configs) parseConfig({ path: 'daprlint.yaml', text }, rules);
  });

  it('gives the action inputs which it has', () => {
    const { inputs } = parseYaml(readFileSync('action.yml', 'utf8')) as { inputs: object };
    const steps = pages
      .flatMap((page) => blocksOf(page, 'yaml'))
      .flatMap((text) => [...text.matchAll(/uses: daprlint\/daprlint@v0\n +with: (\{.*\})/g)])
      .map(([, given = '']) => Object.keys(parseYaml(given) as object));
    expect(steps.length).toBeGreaterThan(1);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(steps.flat()));
  });

  it('links to files that there are', () => {
    for (const page of pages.filter((name) => name !== 'dapr-infrastructure-spec.md'))
      for (const [, path = ''] of read(page).matchAll(/\]\(([^):#?]+)(?:[#?][^)]*)?\)/g))
        expect(existsSync(join('docs', path)), `${page}: ${path}`).toBe(true);
  });

  it('names every key of the config', () => {
    const { properties } = JSON.parse(readFileSync('schemas/daprlint.json', 'utf8')) as { properties: object };
    for (const key of Object.keys(properties)) expect(read('configuration.md')).toContain(`| \`${key}\` |`);
  });

  it('shows a rule that finds what its example says', () => {
    const [source = ''] = blocksOf('writing-a-rule.md', 'ts');
    const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ESNext } });
    const body = outputText.replace(/^import .*$/gm, '').replace('export const missingTeamLabel =', 'return');
    const rule = new Function('defineRule', 'yaml', body)(defineRule, yaml) as Rule;
    const [example] = rule.examples;
    const lines = example && 'bad' in example ? example.bad.split('\n') : [];
    const text = lines.filter((line) => !line.trim().startsWith('^')).join('\n');
    const findingsIn = (manifest: string) =>
      lint([{ path: 'a.yaml', text: manifest }], [rule], defaultSettings([rule]), { today: '2026-11-23' }).findings;
    expect(findingsIn(text)).toMatchObject([{ rule: 'missing-team-label', message: 'the label team is missing' }]);
    expect(findingsIn(text.replace('metadata:', 'metadata:\n  labels: { team: shop }'))).toEqual([]);
  });
});
