/** Writes rules/index.ts, the list of all rules, from the files in rules/<area>/. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const rulesIndexPath = fileURLToPath(new URL('../rules/index.ts', import.meta.url));
const folder = fileURLToPath(new URL('../rules/', import.meta.url));

const rulePaths = (): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(`${folder}${name}`).map((file) => `${name}/${file}`))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.slice(0, -'.ts'.length))
    .sort()
    .map((path) => `${path}.ts`);

/** The name that the file exports, and that the index imports it by. */
const exportOf = (path: string): string => {
  const [, name] = /^export const (\w+) = defineRule\(/m.exec(readFileSync(`${folder}${path}`, 'utf8')) ?? [];
  if (name === undefined) throw new Error(`rules/${path} exports no rule made with defineRule`);
  return name;
};

const keyed = (id: string): string => (id.includes('-') ? `'${id}'` : id);

/** The text of rules/index.ts, in the order of the folders. */
export const rulesIndexText = (): string => {
  const found = rulePaths().map((path) => ({ path, name: exportOf(path) }));
  return [
    '// Generated from the files in rules/<area>/: npm run generate.',
    "import type { Rule } from '../src/rule.ts';",
    ...found.map(({ path, name }) => `import { ${name} } from './${path}';`),
    '',
    '/** Every rule there is, in the order of the folders. */',
    'export const rules: readonly Rule[] = [',
    ...found.map(({ name }) => `  ${name},`),
    '];',
    '',
    '/** The area of each rule, by its id. */',
    'export const areas: Readonly<Record<string, string>> = {',
    ...found
      .map(({ path }) => path.replace('.ts', '').split('/'))
      .map(([area = '', id = '']) => `  ${keyed(id)}: '${area}',`),
    '};',
    '',
  ].join('\n');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(rulesIndexPath, rulesIndexText());
