/** The reports on the fixtures; `npx tsx scripts/fixtures.ts` writes them anew, to be read in the diff. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lint, parseConfig, type Report, reporters, resolveSettings, rules, type Source } from '../src/index.ts';

const root = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** The folders that are a workspace each: those with a report. */
export const fixtureNames = (): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('report.txt'))
    .map((path) => path.replaceAll('\\', '/').replace(/\/report\.txt$/, ''))
    .sort();

export const reportPath = (name: string): string => join(root, name, 'report.txt');

const sourcesIn = (name: string): readonly Source[] =>
  readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ya?ml|json)$/.test(path) && statSync(join(root, name, path)).isFile())
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, name, path), 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

/** Lints a fixture with the config that it has. */
export const lintFixture = (name: string): Report => {
  const path = join(root, name, 'daprlint.yaml');
  const config = existsSync(path)
    ? parseConfig({ path: 'daprlint.yaml', text: readFileSync(path, 'utf8') }, rules)
    : undefined;
  return lint(sourcesIn(name), rules, resolveSettings({ rules, config }), { today: '2026-11-23' });
};

/** What a terminal of 100 columns shows. */
export const fixtureText = (name: string): string =>
  reporters.pretty(lintFixture(name), { color: false, width: 100, links: false });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of fixtureNames()) writeFileSync(reportPath(name), fixtureText(name));
}
