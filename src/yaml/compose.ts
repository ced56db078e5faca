import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  Parser,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
  type Document as YamlDocument,
} from 'yaml';
import type { Range } from './location.ts';
import type { NodeId, NodeTable, Style } from './nodes.ts';
import { keyName } from './scalar.ts';
import { syntaxProblem } from './syntax-problem.ts';
import { maxDepth, type SyntaxProblem, tooDeep, Unreadable } from './unreadable.ts';

/** go-yaml refuses more nodes than these from aliases (decode.go, allowedAliasRatio). */
const maxAliased = 400_000;

/** A document on its way from the `yaml` library into a table. */
interface Composition {
  readonly text: string;
  /** Where the document begins in the text. */
  readonly base: number;
  readonly table: NodeTable;
  readonly anchors: Map<string, NodeId>;
  /** How many nodes each one stands for once aliases are expanded; infinitely many while it is open. */
  readonly sizes: number[];
  readonly unknownAliases: SyntaxProblem[];
}

/** What the full reader has made of a document. */
export interface Composed {
  readonly root: NodeId | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** Reads a document with the `yaml` library: all of YAML, and what is wrong with it. */
export const compose = (text: string, { start, end }: Range, table: NodeTable): Composed => {
  const composition: Composition = { text, base: start, table, anchors: new Map(), sizes: [], unknownAliases: [] };
  const [parsed] = parsedDocuments(text.slice(start, end));
  if (!parsed) return { root: undefined, problems: [] };
  const root = filled(composition, parsed);
  const [error] = parsed.errors;
  const problems = error ? [syntaxProblem(error, start, composition)] : composition.unknownAliases;
  if (root === undefined) return { root, problems };
  const aliased = (composition.sizes[root] ?? 0) - table.nodes.length;
  if (aliased <= maxAliased) return { root, problems };
  const { start: at } = table.at(root);
  const message = Number.isFinite(aliased)
    ? `aliases expand to more than ${maxAliased} nodes`
    : 'an alias leads to what it is a part of';
  return {
    root: undefined,
    problems: [...problems, { code: 'excessive-aliases', message, range: { start: at, end: at + 1 } }],
  };
};

/** What is nested too deep by mistake (`a: b: c`, on many lines) is told as that mistake. */
const filled = (composition: Composition, { contents, errors }: YamlDocument): NodeId | undefined => {
  try {
    return contents ? fill(composition, contents as ParsedNode, 0) : undefined;
  } catch (error) {
    if (errors.length > 0 && error instanceof Unreadable) return undefined;
    throw error;
  }
};

const parsedDocuments = (text: string): readonly YamlDocument[] => {
  const composer = new Composer({
    // kubectl's own reading of scalars is applied later, by Field: here every scalar is its text.
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    strict: true,
  });
  const tokens = [...new Parser().parse(text)];
  for (const token of tokens) prune(token);
  return [...composer.compose(tokens, true, text.length)];
};

/** What the composer of the library, which recurses, gets through with much of the stack to spare; more than `fill` takes. */
const maxTokenDepth = 2 * maxDepth;

/**
 * Leaves out what lies in more collections than that: an engine that has to compile a regular expression where its stack
 * ends does not throw, it ends the process.
 */
const prune = (top: CST.Token): void => {
  const open: (readonly [CST.Token, number])[] = [[top, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, depth] = next;
    if (token.type === 'document' && token.value) open.push([token.value, depth]);
    if (!('items' in token)) continue;
    for (const item of token.items) {
      if (depth >= maxTokenDepth) {
        delete item.key;
        delete item.value;
      }
      if (item.key) open.push([item.key, depth + 1]);
      if (item.value) open.push([item.value, depth + 1]);
    }
  }
};

const rangeOf = ({ base }: Composition, { range }: ParsedNode): Range => ({
  start: range[0] + base,
  end: range[1] + base,
});

const fill = (composition: Composition, from: ParsedNode, depth: number): NodeId => {
  const { table, text, sizes } = composition;
  const { start, end } = rangeOf(composition, from);
  if (depth > maxDepth) throw tooDeep(start);
  if (isAlias(from)) return addAlias(composition, from.source, start, end);
  if (isScalar(from)) return addScalar(composition, from, start, end);
  if (!isPlaceholder(from, text, start)) return addCollection(composition, from, depth);
  const id = table.addScalar('plain', start, end, text.slice(start, end));
  sizes[id] = 1;
  return id;
};

const addAlias = (
  { table, anchors, sizes, unknownAliases }: Composition,
  name: string,
  start: number,
  end: number,
): NodeId => {
  const target = anchors.get(name);
  const id =
    target === undefined
      ? table.addScalar('plain', start, end, `*${name}`)
      : table.addAlias(start, end, `*${name}`, target);
  if (target === undefined) unknownAliases.push(unknownAnchor(name, { start, end }));
  sizes[id] = 1 + (target === undefined ? 0 : (sizes[target] ?? Number.POSITIVE_INFINITY));
  return id;
};

const unknownAnchor = (name: string, range: Range): SyntaxProblem => ({
  code: 'unknown-anchor',
  message: `*${name} refers to no anchor`,
  help: 'put it in quotes if it is meant as it is written',
  range,
});

const styles: Readonly<Record<string, Style>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

const styleOf = ({ type }: Scalar.Parsed): Style => styles[type ?? 'PLAIN'] ?? 'plain';

const addScalar = (
  { table, text, anchors, sizes }: Composition,
  from: Scalar.Parsed,
  start: number,
  end: number,
): NodeId => {
  let last = end;
  // A block scalar ends with its text; an empty value stands right behind its colon.
  while (last > 0 && /[ \t\r\n]/.test(text.charAt(last - 1)) && (last > start || start === end)) last -= 1;
  // Beside the sign of an empty block scalar there may be a comment.
  if (from.source?.trim() === '' && /^[|>]/.test(text.charAt(start)))
    last = start + (/^[|>][-+\d]*/.exec(text.slice(start, start + 4))?.[0].length ?? 1);
  const id = table.addScalar(styleOf(from), Math.min(start, last), last, from.source ?? '', from.tag);
  if (from.anchor) anchors.set(from.anchor, id);
  sizes[id] = 1;
  return id;
};

/** `{{ .Values.port }}`, unquoted, is a map with a map for a key to YAML; to its author it is one scalar. */
const isPlaceholder = (from: ParsedNode, text: string, start: number): boolean =>
  isMap(from) && from.flow === true && text.startsWith('{{', start);

const addCollection = (composition: Composition, from: YAMLMap.Parsed | YAMLSeq.Parsed, depth: number): NodeId => {
  const { table, anchors } = composition;
  const { start, end } = rangeOf(composition, from);
  const id = table.open(isSeq(from) ? 'list' : 'map', from.flow === true ? 'flow' : 'block', start);
  if (from.anchor) anchors.set(from.anchor, id);
  const children: NodeId[] = [];
  if (isSeq(from)) for (const item of from.items) children.push(addItem(composition, item, from.flow === true, depth));
  else for (const pair of from.items) addPair(composition, pair, children, depth);
  close(composition, id, children, from.flow === true ? end : undefined);
  return id;
};

const close = (
  { table, sizes }: Composition,
  id: NodeId,
  children: readonly NodeId[],
  end: number | undefined,
): void => {
  table.close(id, children, end);
  sizes[id] = children.reduce((sum, child) => sum + (sizes[child] ?? 0), 1);
};

const addItem = (
  composition: Composition,
  item: ParsedNode | YAMLMap.Parsed['items'][number],
  inFlow: boolean,
  depth: number,
): NodeId => {
  const { table, text, sizes } = composition;
  if (
    isScalar(item) &&
    !inFlow &&
    item.range[0] === item.range[1] &&
    item.tag === undefined &&
    item.anchor === undefined
  ) {
    // An item that is empty is the dash, for those who look for its place.
    const dash = text.lastIndexOf('-', item.range[0] + composition.base);
    const id = table.addScalar('plain', dash, dash + 1, '');
    sizes[id] = 1;
    return id;
  }
  if (isScalar(item) || isMap(item) || isSeq(item) || isAlias(item)) return fill(composition, item, depth + 1);
  // `[a: 1]` is a list with a map of one pair.
  const children: NodeId[] = [];
  const id = table.open('map', 'block', (item.key?.range[0] ?? 0) + composition.base);
  addPair(composition, item, children, depth);
  close(composition, id, children, undefined);
  return id;
};

const addPair = (
  composition: Composition,
  { key, value }: YAMLMap.Parsed['items'][number],
  children: NodeId[],
  depth: number,
): void => {
  const { table, sizes } = composition;
  const keyId = addKey(composition, key);
  sizes[keyId] = 1;
  if (value) children.push(keyId, fill(composition, value, depth + 1));
  else {
    const { end } = table.at(keyId);
    const empty = table.addScalar('plain', end, end, '');
    sizes[empty] = 1;
    children.push(keyId, empty);
  }
};

const addKey = (composition: Composition, key: ParsedNode): NodeId => {
  const { table, text, anchors, unknownAliases } = composition;
  const { start, end } = rangeOf(composition, key);
  if (isScalar(key)) {
    const id = table.addKey(styleOf(key), start, end, key.source ?? '', key.tag);
    if (key.anchor) anchors.set(key.anchor, id);
    return id;
  }
  if (isAlias(key)) {
    const target = anchors.get(key.source);
    if (target === undefined) unknownAliases.push(unknownAnchor(key.source, { start, end }));
    const node = target === undefined ? undefined : table.at(target);
    const name =
      node?.style === 'plain' && node.tag === undefined ? keyName(node.text ?? '') : (node?.text ?? `*${key.source}`);
    return table.addKey('plain', start, end, name, 'tag:yaml.org,2002:str');
  }
  if (!isPlaceholder(key, text, start))
    table.refuseKey(
      `the key is a ${isSeq(key) ? 'list' : 'map'}; kubectl reads only keys that can be strings`,
      start,
      end,
    );
  return table.addKey('plain', start, end, text.slice(start, end));
};
