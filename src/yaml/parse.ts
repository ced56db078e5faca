import { compose } from './compose.ts';
import { Declined } from './cursor.ts';
import { Document } from './document.ts';
import type { Range, Source } from './location.ts';
import { type NodeId, NodeTable } from './nodes.ts';
import { readDocument } from './quick.ts';
import { documentRanges } from './split.ts';
import { firstProblem } from './syntax-problem.ts';
import { filledIn, isFillable } from './template.ts';
import { type SyntaxProblem, tooLarge, Unreadable } from './unreadable.ts';

/** More than an export of 100 MB has, less than memory holds. */
const maxNodes = 13_000_000;
/**
 * Signs, in one source, that the full reader gets through in about a second where they are all errors. Of a manifest that
 * needs it (anchors, tags) these are some 40,000 lines.
 */
const maxSigns = 100_000;

/**
 * Reads every YAML or JSON document of a source, in time that grows with its length. Never throws on its text: what is
 * wrong is in `document.problems`.
 */
export const parse = (source: Source): readonly Document[] => {
  const text = withNewlines(source.text);
  const control = controlCharacter(text);
  const binary = notText(source, control);
  if (binary) return [new Document(source, 0, { start: 0, end: text.length }, new NodeTable(), undefined, [binary])];
  const documents: Document[] = [];
  const room: Room = { nodes: maxNodes, signs: maxSigns };
  for (const range of documentRanges(text)) {
    for (let start = range.start; start < range.end || start === range.start; ) {
      const table = new NodeTable(room.nodes);
      const read = readRange(text, { start, end: range.contentEnd }, table, control, room);
      const end = read.end === range.contentEnd ? range.end : read.end;
      const problems = problemsIn(text, { start, end }, read.problems, room);
      documents.push(new Document(source, documents.length, { start, end }, table, read.root, problems));
      room.nodes -= table.nodes.length;
      start = Math.max(end, start + 1);
    }
  }
  return documents;
};

/** What is wrong with a document; if that is only that its placeholders are not filled in yet, this is what is told. */
const problemsIn = (
  text: string,
  range: Range,
  found: readonly SyntaxProblem[],
  room: Room,
): readonly SyntaxProblem[] => {
  const [first] = firstProblem(text, range, found);
  if (!first) return [];
  const written = text.slice(range.start, range.end);
  if (first.code === 'control-character' || !isFillable(written)) return [first];
  const filled = filledIn(written);
  const { problems } = readRange(filled, { start: 0, end: filled.length }, new NodeTable(room.nodes), -1, room);
  return problems.length > 0 ? [first] : [{ ...first, ...unfilled }];
};

const unfilled = {
  code: 'unfilled-placeholder',
  message: 'this is YAML only when its placeholders are filled in',
  help: 'fill them in first, or put them in quotes',
};

/** A lone carriage return ends a line, as with kubectl; the `yaml` library does not know that. */
const withNewlines = (text: string): string =>
  text.includes('\r') && /\r(?!\n)/.test(text) ? text.replace(/\r(?!\n)/g, '\n') : text;

/** The offset of the first character that YAML does not allow; -1 if there is none. JSON allows more of them. */
const controlCharacter = (text: string): number =>
  /^\s*[{[]/.test(text.slice(0, 1000))
    ? text.search(/[^\P{Cc}\t\n\r\x7f-\x9f]/u)
    : text.search(/[^\P{Cc}\t\n\r\x85]|[\ufffe\uffff]/u);

const notText = ({ text, undecodableAt }: Source, control: number): SyntaxProblem | undefined => {
  const at = control >= 0 && text.includes('\0') ? text.indexOf('\0') : undecodableAt;
  if (at === undefined) return undefined;
  const range = { start: at, end: at + 1 };
  if (text.charAt(at) !== '\0')
    return { code: 'not-text', message: 'the file is not valid UTF-8', help: saveAsUtf8, range };
  return looksLikeUtf16(text)
    ? { code: 'not-text', message: 'the file looks like UTF-16 without a byte order mark', help: saveAsUtf8, range }
    : { code: 'not-text', message: 'the file is binary', range };
};

const saveAsUtf8 = 'save it as UTF-8';

/** Every other character of its beginning is NUL, as of Latin letters that take two bytes each. */
const looksLikeUtf16 = (text: string): boolean =>
  /^(?:\0[^\0]){2,}\0?$|^(?:[^\0]\0){2,}[^\0]?$/.test(text.slice(0, 40));

/** What may still be read of a source. */
interface Room {
  nodes: number;
  signs: number;
}

interface ReadRange {
  readonly root: NodeId | undefined;
  readonly end: number;
  readonly problems: readonly SyntaxProblem[];
}

const readRange = (text: string, range: Range, table: NodeTable, control: number, room: Room): ReadRange => {
  if (range.start <= control && control < range.end) {
    const problem = {
      code: 'control-character',
      message: 'a control character stands here, which YAML does not allow',
      range: { start: control, end: control + 1 },
    };
    return { root: undefined, end: range.end, problems: [problem] };
  }
  try {
    return { ...readDocument(text, range.start, range.end, table), problems: table.refusals };
  } catch (error) {
    if (error instanceof Unreadable) return { root: undefined, end: range.end, problems: [error.problem] };
    if (!(error instanceof Declined)) throw error;
    return readInFull(text, range, table, error.offset, room);
  }
};

const readInFull = (text: string, range: Range, table: NodeTable, offset: number, room: Room): ReadRange => {
  table.clear();
  try {
    room.signs -= countSigns(text, range, room.signs + 1);
    if (room.signs < 0) throw tooLarge(offset);
    const { root, problems } = compose(text, range, table);
    return { root, end: range.end, problems: [...problems, ...table.refusals] };
  } catch (error) {
    if (error instanceof Unreadable) return { root: undefined, end: range.end, problems: [error.problem] };
    if (!(error instanceof RangeError)) throw error;
    // The library recurses: only nesting makes the stack overflow.
    const problem = {
      code: 'too-deep',
      message: 'the document nests too deep',
      range: { start: offset, end: offset + 1 },
    };
    return { root: undefined, end: range.end, problems: [problem] };
  }
};

/** Signs that are tokens wherever they stand: `"` `#` `%` `&` `'` `*` `,` `!` `[` `]` `{` `|` `}`. */
const isToken = (code: number): boolean =>
  (code > 32 && code < 45 && code !== 36 && (code < 40 || code === 42 || code === 44)) ||
  code === 91 ||
  code === 93 ||
  (code > 122 && code < 126);

/** Line breaks and the signs of YAML, up to a limit: the number of tokens, roughly, in linear time. */
const countSigns = (text: string, { start, end }: Range, limit: number): number => {
  let count = 0;
  for (let at = start; at < end && count < limit; at += 1) {
    const code = text.charCodeAt(at);
    // Within a word `-`, `:` and `?` are letters.
    const isIndicator = (code === 45 || code === 58 || code === 63) && !(text.charCodeAt(at + 1) > 32);
    if (code === 10 || isIndicator || isToken(code)) count += 1;
  }
  return count;
};
