import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchemaPath, configSchemaText } from '../scripts/generate-config-schema.ts';
import { editorSchemaPath, editorSchemaText } from '../scripts/generate-editor-schema.ts';
import { factsDocument, factsPath } from '../scripts/generate-facts.ts';
import { manPage, manPagePath } from '../scripts/generate-man-page.ts';
import { rulesIndexPath, rulesIndexText } from '../scripts/generate-rules-index.ts';
import { rulesReference, rulesReferencePath } from '../scripts/generate-rules-reference.ts';
import { specificationDocument, specificationPath } from '../scripts/generate-specification.ts';

describe('what is generated is up to date: npm run generate writes it anew', () => {
  it.each([
    ['docs/facts.md', factsPath, factsDocument],
    ['docs/specification.md', specificationPath, specificationDocument],
    ['man/daprlint.1', manPagePath, manPage],
    ['rules/index.ts', rulesIndexPath, rulesIndexText],
    ['rules/README.md', rulesReferencePath, rulesReference],
    ['schemas/dapr.schema.json', editorSchemaPath, editorSchemaText],
    ['schemas/daprlint.json', configSchemaPath, configSchemaText],
  ])('%s', (_, path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text());
  });
});
