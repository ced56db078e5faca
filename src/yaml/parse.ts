import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLParseError,
  type YAMLSeq,
} from 'yaml';
import { Document, type SyntaxProblem } from './document.ts';
import type { Source } from './location.ts';
import { type NodeId, NodeTable, type Style } from './nodes.ts';
import { keyName } from './scalar.ts';

/** Deeper than any Kubernetes object, shallower than the stack. */
const maxDepth = 200;
/** go-yaml refuses documents whose aliases multiply beyond measure; real ones stay far below. */
const maxSize = 1_000_000;

class TooDeep extends Error {
  constructor(readonly offset: number) {
    super('too deep');
  }
}

/** Reads every YAML or JSON document of a source. Never throws on its text: what is wrong is in `document.problems`. */
export const parse = (source: Source): readonly Document[] => {
  const undecodable = unreadable(source) ?? tooLarge(source);
  if (undecodable)
    return [new Document(source, 0, { start: 0, end: source.text.length }, new NodeTable(), undefined, [undecodable])];
  try {
    return parseDocuments(source);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TooDeep)) throw error;
    const start = error instanceof TooDeep ? error.offset : 0;
    const range = { start, end: Math.min(start + 1, source.text.length) };
    return [
      new Document(source, 0, { start: 0, end: source.text.length }, new NodeTable(), undefined, [
        { code: 'too-deep', message: `the document nests deeper than ${maxDepth} levels`, range },
      ]),
    ];
  }
};

const unreadable = ({ text, undecodableAt }: Source): SyntaxProblem | undefined => {
  const nul = text.indexOf('\0');
  if (nul >= 0) return { code: 'not-text', message: 'the file is binary', range: { start: nul, end: nul + 1 } };
  if (undecodableAt === undefined) return undefined;
  return {
    code: 'not-text',
    message: 'the file is not valid UTF-8',
    range: { start: undecodableAt, end: undecodableAt + 1 },
  };
};

/** Line breaks and punctuation, the number of tokens roughly: a list of a million items has as many. */
const maxSigns = 2_000_000;
/** A line, or a scalar, longer than anything a manifest holds. */
const maxLine = 10_000_000;
/** Brackets open at one time on one line: the library takes a stack frame, or a rescan, for each. */
const maxOpen = 1000;

/** What would cost minutes or gigabytes to parse, told in one linear look. */
const tooLarge = ({ text }: Source): SyntaxProblem | undefined => {
  let signs = 0;
  let open = 0;
  let lineStart = 0;
  const problem = (message: string, at: number): SyntaxProblem => ({
    code: 'too-large',
    message,
    range: { start: at, end: at + 1 },
  });
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) {
      lineStart = at + 1;
      open = 0;
      signs += 1;
    } else if (code === 91 || code === 123) {
      signs += 1;
      open += 1;
      if (open > maxOpen) return problem(`more than ${maxOpen} brackets are open here`, at);
    } else if (code === 93 || code === 125) {
      open = Math.max(0, open - 1);
    } else if (code === 44 || code === 58 || code === 45 || code === 38 || code === 42 || code === 63) {
      signs += 1;
    }
    if (signs >= maxSigns) return problem('the file is too large to be read at once: split it', at);
    if (at - lineStart > maxLine) return problem('this line is longer than ten million characters', lineStart);
  }
  return undefined;
};

const parseDocuments = (source: Source): readonly Document[] => {
  const parsed = parseAllDocuments(source.text, {
    // kubectl's own reading of scalars is applied later, by Field: here every scalar is its text.
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    strict: true,
  });
  if (!Array.isArray(parsed)) return [];
  const documents: Document[] = [];
  for (const [index, from] of parsed.entries()) {
    const table = new NodeTable();
    const root = from.contents ? fill(table, from.contents, source.text, 0) : undefined;
    const problems: SyntaxProblem[] = from.errors.map((error) => toProblem(error, table));
    for (const id of table.unknownAliases) {
      const { text = '', start, end } = table.at(id);
      problems.push({ code: 'unknown-anchor', message: `${text} refers to no anchor`, range: { start, end } });
    }
    if (root !== undefined && table.at(root).size > maxSize && table.at(root).size > 10 * table.nodes.length) {
      const { start } = table.at(root);
      problems.push({
        code: 'excessive-aliases',
        message: 'aliases expand to more than a million nodes',
        range: { start, end: start + 1 },
      });
    }
    const range = { start: parsed[index - 1]?.range[2] ?? 0, end: from.range[2] };
    documents.push(new Document(source, index, range, table, root, problems));
  }
  return documents;
};

const toProblem = ({ code, message, pos: [start, end] }: YAMLParseError, table: NodeTable): SyntaxProblem => {
  const opened = code === 'MISSING_CHAR' ? table.lastQuoted : undefined;
  // The parser misses the quote at the end of the file; the author has to look for its beginning.
  if (opened)
    return { code, message: 'this string has no closing quote', range: { start: opened.start, end: opened.start + 1 } };
  return { code, message: sentence(message), range: { start, end: Math.max(start + 1, end) } };
};

/** The parser's first sentence, in our tone: lower case, without a final stop. */
const sentence = (message: string): string => {
  const first = message.split('\n')[0] ?? message;
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/[.:]$/, '');
};

const fill = (table: NodeTable, from: ParsedNode, text: string, depth: number): NodeId => {
  const [start, end] = from.range;
  if (depth > maxDepth) throw new TooDeep(start);
  let id: NodeId;
  if (isAlias(from)) {
    const target = table.anchored(from.source);
    id = table.add({
      kind: target === undefined ? 'scalar' : 'alias',
      style: 'plain',
      start,
      end,
      text: `*${from.source}`,
      ...(target !== undefined && { target }),
    });
    if (target === undefined) table.unknownAliases.push(id);
  } else if (isScalar(from)) {
    id = addScalar(table, from, start, end, text);
  } else if (isPlaceholder(from, text)) {
    id = table.add({ kind: 'scalar', style: 'plain', start, end, text: text.slice(start, end) });
  } else {
    id = addCollection(table, from, text, depth);
  }
  table.close(id);
  return id;
};

const styles: Readonly<Record<string, Style>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

const addScalar = (table: NodeTable, from: Scalar.Parsed, start: number, end: number, text: string): NodeId => {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? '')) last -= 1;
  const id = table.add({
    kind: 'scalar',
    style: styles[from.type ?? 'PLAIN'] ?? 'plain',
    start,
    end: last,
    text: String(from.value ?? ''),
    ...(from.tag !== undefined && { tag: from.tag }),
  });
  if (from.anchor) table.anchor(from.anchor, id);
  return id;
};

/** `{{ .Values.port }}`, unquoted, is a map with a map for a key to YAML; to its author it is one scalar. */
const isPlaceholder = (from: YAMLMap.Parsed | YAMLSeq.Parsed, text: string): boolean =>
  isMap(from) && from.flow === true && text.startsWith('{{', from.range[0]);

const addCollection = (
  table: NodeTable,
  from: YAMLMap.Parsed | YAMLSeq.Parsed,
  text: string,
  depth: number,
): NodeId => {
  const flow = from.flow === true;
  const [start, end] = from.range;
  const id = table.add({
    kind: isSeq(from) ? 'list' : 'map',
    style: flow ? 'flow' : 'block',
    start,
    end: flow ? end : start,
  });
  if (from.anchor) table.anchor(from.anchor, id);
  const { children } = table.at(id);
  if (isSeq(from)) {
    for (const item of from.items) {
      if (isScalar(item) || isMap(item) || isSeq(item) || isAlias(item))
        children.push(fill(table, item, text, depth + 1));
      else children.push(addPair(table, item as unknown as YAMLMap.Parsed['items'][number], text, depth));
    }
    return id;
  }
  const seen = new Map<string, NodeId>();
  for (const { key, value } of from.items) {
    const keyId = addKey(table, key, text, depth);
    const { text: name = '', end: keyEnd } = table.at(keyId);
    const first = seen.get(name);
    if (first === undefined) seen.set(name, keyId);
    else if (name !== '<<') table.duplicateKeys.push({ key: keyId, first });
    const valueId = value ? fill(table, value, text, depth + 1) : emptyScalar(table, keyEnd);
    children.push(keyId, valueId);
  }
  return id;
};

/** `[a: 1]` is a list with a map of one pair. */
const addPair = (table: NodeTable, pair: YAMLMap.Parsed['items'][number], text: string, depth: number): NodeId => {
  const start = pair.key?.range[0] ?? 0;
  const id = table.add({ kind: 'map', style: 'block', start, end: start });
  const keyId = addKey(table, pair.key, text, depth);
  table
    .at(id)
    .children.push(
      keyId,
      pair.value ? fill(table, pair.value, text, depth + 1) : emptyScalar(table, table.at(keyId).end),
    );
  table.close(id);
  return id;
};

const addKey = (table: NodeTable, key: ParsedNode, text: string, depth: number): NodeId => {
  if (isScalar(key)) {
    const [start, end] = key.range;
    const written = String(key.value ?? '');
    const name = key.type === 'PLAIN' && written !== '<<' ? keyName(written) : written;
    const id = table.add({ kind: 'scalar', style: styles[key.type ?? 'PLAIN'] ?? 'plain', start, end, text: name });
    if (key.anchor) table.anchor(key.anchor, id);
    table.close(id);
    return id;
  }
  return fill(table, key, text, depth + 1);
};

const emptyScalar = (table: NodeTable, at: number): NodeId => {
  const id = table.add({ kind: 'scalar', style: 'plain', start: at, end: at, text: '' });
  table.close(id);
  return id;
};
