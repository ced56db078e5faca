/**
 * Writes schemas/components.json, annotations.json, configuration.json and crds.json from a folder of facts about Dapr:
 * `npx tsx scripts/catalog.ts --facts DIR [--out schemas]`. schemas/README.md says what the facts are.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { annotationsData } from './catalog-annotations.ts';
import { componentsData } from './catalog-components.ts';
import { configurationData, crdsData } from './catalog-configuration.ts';
import { readFacts } from './catalog-facts.ts';

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

const { values } = parseArgs({ options: { facts: { type: 'string' }, out: { type: 'string', default: 'schemas' } } });
if (values.facts === undefined) {
  console.error('usage: tsx scripts/catalog.ts --facts DIR [--out schemas]');
  process.exit(2);
}
const facts = readFacts(values.facts);
const outputs: readonly (readonly [string, string])[] = [
  ['components.json', withLines(componentsData(facts), ['categories', 'runtime', 'profiles', 'components', 'removed'])],
  ['annotations.json', withLines(annotationsData(facts), ['annotations', 'removed'])],
  [
    'configuration.json',
    withLines(configurationData(facts), ['features', 'onByDefault', 'retired', 'api', 'values', 'defaults']),
  ],
  ['crds.json', withLines(crdsData(facts), ['since', 'history', 'schemas'])],
];
for (const [name, text] of outputs) {
  writeFileSync(join(values.out, name), text);
  console.error(`${join(values.out, name)}: ${Math.ceil(text.length / 1024)} KB`);
}
