import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService } from 'yaml-language-server';
import { daprSchemaText } from '../../src/editor/dapr-schema.ts';

export interface Offered {
  readonly label: string;
  readonly about: string;
}

const textOf = (about: unknown): string =>
  typeof about === 'object' && about !== null && 'value' in about ? String(about.value) : String(about ?? '');

/** What the YAML server of editors makes of a text with the schema of a Dapr version; a `|` in the text is the cursor. */
export const editorFor = (daprVersion: string) => {
  const service = getLanguageService({
    schemaRequestService: () => Promise.reject(new Error('nothing is fetched')),
    workspaceContext: { resolveRelativePath: (path) => path },
  });
  const schema: unknown = JSON.parse(daprSchemaText(daprVersion));
  service.configure({
    validate: true,
    hover: true,
    completion: true,
    customTags: [],
    schemas: [{ uri: 'file:///dapr.schema.json', fileMatch: ['*.yaml'], schema }],
  });
  let version = 0;
  const open = (text: string) => {
    // The server remembers a document by its version.
    version += 1;
    const document = TextDocument.create('file:///manifest.yaml', 'yaml', version, text.replace('|', ''));
    return { document, cursor: document.positionAt(text.indexOf('|')) };
  };
  return {
    offers: async (text: string): Promise<readonly Offered[]> => {
      const { document, cursor } = open(text);
      const { items } = await service.doComplete(document, cursor, false);
      return items.map(({ label, documentation }) => ({ label, about: textOf(documentation) }));
    },
    tells: async (text: string): Promise<string> => {
      const { document, cursor } = open(text);
      const hover = await service.doHover(document, cursor);
      return textOf(hover?.contents);
    },
    faults: async (text: string): Promise<readonly string[]> => {
      const found = await service.doValidation(open(text).document, false);
      return found.map(({ range, message }) => `${range.start.line + 1}: ${message}`);
    },
  };
};
