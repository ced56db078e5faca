import type { Document } from './document.ts';
import type { Field } from './field.ts';
import type { Range } from './location.ts';
import { NodeTable, type Style } from './nodes.ts';
import { parse } from './parse.ts';

/**
 * The documents that a text within a document holds, as the patches in a Kustomization. Each part of them has the place where
 * it is written, be the text quoted or folded.
 */
export const documentsWithin = (field: Field): readonly Document[] => {
  const { document, written = '', style, origin } = field;
  if (!origin || field.isMap || field.isList) return [];
  const { source } = document;
  const places = placesOf(written, source.text, contentOf(source.text, origin, style), style);
  const placeOf = ({ start, end }: Range): Range =>
    places ? { start: places.starts[start] ?? origin.end, end: places.ends[end - 1] ?? origin.end } : origin;
  const isVerbatim = places !== undefined && (style === 'literal' || style === 'plain');
  return parse({ path: source.path, text: written })
    .filter(({ isBroken, root }) => !isBroken && root.hasValue)
    .map((inner) => inner.within(source, relocated(inner.table, placeOf), isVerbatim));
};

const relocated = (table: NodeTable, placeOf: (range: Range) => Range): NodeTable => {
  const moved = new NodeTable();
  moved.isLiteral = table.isLiteral;
  for (const node of table.nodes) {
    const { start, end } = placeOf(node);
    moved.nodes.push({ ...node, start, end: node.end > node.start ? Math.max(start, end) : start });
  }
  return moved;
};

/** What is between the quotes, or below the line of `|` and `>`. */
const contentOf = (text: string, { start, end }: Range, style: Style): Range => {
  if (style === 'single' || style === 'double') return { start: start + 1, end: end - 1 };
  if (style !== 'literal' && style !== 'folded') return { start, end };
  const header = text.indexOf('\n', start);
  return { start: header < 0 ? end : Math.min(header + 1, end), end };
};

interface Places {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Where each character of a scalar is written; undefined where that cannot be told. */
const placesOf = (value: string, text: string, { start, end }: Range, style: Style): Places | undefined => {
  const [starts, ends] = [new Uint32Array(value.length), new Uint32Array(value.length)];
  let at = start;
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index] as string;
    // Indentation, and line breaks that are folded, are written only.
    if (!isBlank(character)) at = afterBlanks(text, at, end, style);
    const width = at < end ? widthAt(text, at, style) : 0;
    const isSame = width > 1 || text[at] === character || (isBlank(character) && isBlank(text[at] ?? ' '));
    if (!isSame && at < end) return undefined;
    starts[index] = at;
    at += width;
    ends[index] = at;
    // Half of a character: the other half is written with it.
    if (width === longestEscape && /[\ud800-\udbff]/.test(character)) {
      index += 1;
      starts[index] = at - width;
      ends[index] = at;
    }
  }
  return { starts, ends };
};

const isBlank = (character: string): boolean => /[ \t\r\n]/.test(character);

const afterBlanks = (text: string, from: number, end: number, style: Style): number => {
  let at = from;
  while (at < end) {
    // Within double quotes a backslash stands for a blank, or takes a line break away.
    const isEscaped = style === 'double' && text[at] === '\\' && /[ \ttnr\r\n]/.test(text[at + 1] ?? '');
    if (!isEscaped && !isBlank(text[at] as string)) break;
    at += isEscaped ? 2 : 1;
  }
  return at;
};

const longestEscape = 10;

/** How many characters stand for the one that is meant. */
const widthAt = (text: string, at: number, style: Style): number => {
  if (style === 'single') return text.startsWith("''", at) ? 2 : 1;
  if (style !== 'double' || text[at] !== '\\') return 1;
  return { x: 4, u: 6, U: longestEscape }[text[at + 1] ?? ''] ?? 2;
};
