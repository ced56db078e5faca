import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { daprSchemaText } from '../src/editor/dapr-schema.ts';
import { newestDaprVersion } from '../src/triage/dapr-version.ts';

export const editorSchemaPath = fileURLToPath(new URL('../schemas/dapr.schema.json', import.meta.url));

/** The text of schemas/dapr.schema.json: what `daprlint schema` prints for the newest Dapr. */
export const editorSchemaText = (): string => daprSchemaText(newestDaprVersion);

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(editorSchemaPath, editorSchemaText());
