import type { Document } from '../../src/yaml/document.ts';
import type { Field } from '../../src/yaml/field.ts';
import { type Locatable, lines } from '../../src/yaml/location.ts';
import { parse } from '../../src/yaml/parse.ts';

export const documentsIn = (text: string): readonly Document[] => parse({ path: 'any.yaml', text });

/** The only document of a text. */
export const documentIn = (text: string): Document => {
  const [document, ...others] = documentsIn(text);
  if (!document || others.length > 0) throw new Error(`not one document in ${JSON.stringify(text)}`);
  return document;
};

/** What a place covers, after its line and column: `2:4 text`. */
export const shown = ({ location: { source, range } }: Locatable): string => {
  const { line, column } = lines(source).position(range.start);
  return `${line}:${column} ${source.text.slice(range.start, range.end)}`;
};

/** Every scalar of a field, keys apart. */
export function* scalarsIn(field: Field): Generator<Field> {
  if (field.isMap) for (const [, child] of field.entries) yield* scalarsIn(child);
  else if (field.isList) for (const item of field.items) yield* scalarsIn(item);
  else yield field;
}
