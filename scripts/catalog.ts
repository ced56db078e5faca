/**
 * Refreshes schemas/components.json and crds.json for a new release, from the bundle of component metadata and the CRDs:
 * `npx tsx scripts/catalog.ts --bundle FILE --crds DIR --dapr 1.19.0 --components-contrib 1.19.1`; or writes them, annotations.json and
 * configuration.json anew from a folder of facts: `--facts DIR`. schemas/README.md says more.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ComponentsData, CrdsData } from '../src/model/catalog/data.ts';
import { annotationsData } from './catalog-annotations.ts';
import { componentsData } from './catalog-components.ts';
import { configurationData, crdsData } from './catalog-configuration.ts';
import { withCrds } from './catalog-crds.ts';
import { readFacts } from './catalog-facts.ts';
import { refreshed } from './catalog-refresh.ts';

/** JSON with one line for each entry of the tables that are named, so that a change shows as one line. */
const withLines = (data: object, tables: readonly string[]): string => {
  const parts = Object.entries(data).map(([name, value]: [string, unknown]) => {
    if (!tables.includes(name) || typeof value !== 'object' || value === null)
      return `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    const lines = Object.entries(value).map(
      ([key, entry]) => `    ${Array.isArray(value) ? '' : `${JSON.stringify(key)}: `}${JSON.stringify(entry)}`,
    );
    return `  ${JSON.stringify(name)}: ${open}\n${lines.join(',\n')}\n  ${close}`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
};

const componentTables = ['categories', 'runtime', 'profiles', 'components', 'removed'];
const crdTables = ['since', 'history', 'schemas'];

const options = {
  facts: { type: 'string' },
  bundle: { type: 'string' },
  crds: { type: 'string' },
  dapr: { type: 'string' },
  'components-contrib': { type: 'string' },
  out: { type: 'string', default: 'schemas' },
} as const;
const { values } = parseArgs({ options });
const { out } = values;

const write = (name: string, text: string): void => {
  writeFileSync(join(out, name), text);
  console.error(`${join(out, name)}: ${Math.ceil(text.length / 1024)} KB`);
};
const present = <Data>(name: string): Data =>
  JSON.parse(readFileSync(new URL(`../schemas/${name}`, import.meta.url), 'utf8')) as Data;

const fromFacts = (folder: string): void => {
  const facts = readFacts(folder);
  write('components.json', withLines(componentsData(facts), componentTables));
  write('annotations.json', withLines(annotationsData(facts), ['annotations', 'removed']));
  write(
    'configuration.json',
    withLines(configurationData(facts), ['features', 'onByDefault', 'retired', 'api', 'values', 'defaults']),
  );
  write('crds.json', withLines(crdsData(facts), crdTables));
};

const fromBundle = (path: string): void => {
  const known = present<ComponentsData>('components.json');
  const { dapr = known.dapr, 'components-contrib': componentsContrib = known.componentsContrib } = values;
  const { data, notes } = refreshed(known, { path, text: readFileSync(path, 'utf8') }, { dapr, componentsContrib });
  write('components.json', withLines(data, componentTables));
  for (const note of notes) console.error(`  ${note}`);
};

const fromCrds = (folder: string): void => {
  const known = present<CrdsData>('crds.json');
  write('crds.json', withLines(withCrds(known, folder, values.dapr ?? known.dapr), crdTables));
};

if (values.facts === undefined && values.bundle === undefined && values.crds === undefined) {
  console.error(
    'usage: tsx scripts/catalog.ts [--bundle FILE] [--crds DIR] [--dapr 1.19.0 --components-contrib 1.19.1]',
  );
  console.error('       tsx scripts/catalog.ts --facts DIR');
  process.exit(2);
}
if (values.facts !== undefined) fromFacts(values.facts);
if (values.bundle !== undefined) fromBundle(values.bundle);
if (values.crds !== undefined) fromCrds(values.crds);
