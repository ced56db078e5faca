import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rules } from '../rules/index.ts';
import { configSchema } from '../src/triage/schema.ts';

export const configSchemaPath = fileURLToPath(new URL('../schemas/daprlint.json', import.meta.url));

/** The text of schemas/daprlint.json: the JSON Schema of daprlint.yaml. */
export const configSchemaText = (): string => `${JSON.stringify(configSchema(rules), undefined, 2)}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(configSchemaPath, configSchemaText());
