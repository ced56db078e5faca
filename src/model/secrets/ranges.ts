import type { Document } from '../../yaml/document.ts';
import { Field } from '../../yaml/field.ts';
import { contains, disjoint, type Range, type Source } from '../../yaml/location.ts';
import type { Node, NodeId } from '../../yaml/nodes.ts';
import { resolvePlain } from '../../yaml/scalar.ts';
import { closest } from '../closest.ts';
import { Component, type MetadataItem } from '../component.ts';
import type { Resource } from '../resource.ts';
import type { ComponentShape } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';
import { guessedSecrets } from './guessed.ts';
import { isAboutSecret, isToldByName, plainTextOf } from './plain-text.ts';
import { embeddedSecrets, looksSensitive } from './sensitive.ts';
import { mayHoldToken, tokensIn } from './tokens.ts';

/** The places of a source whose text no report may show: in order, neither touching nor overlapping. */
export const secretRanges = (source: Source, workspace: Workspace): readonly Range[] => {
  const components = workspace
    .resourcesIn(source)
    .filter(({ group, kind }) => group === 'dapr.io' && kind === 'Component')
    .map((resource) => new Component(resource as Resource as Resource<ComponentShape>, workspace.world.catalog));
  const items = components.flatMap((component) => component.metadata.filter((item) => meansSecret(item, component)));
  return secretRangesIn(workspace.documentsIn(source), new Set(items.map(({ item }) => item.origin?.start)));
};

/** Whether it holds a secret, or would if its name were spelt right. */
const meansSecret = ({ name, isSensitive, definition }: MetadataItem, { schema }: Component): boolean =>
  isSensitive || (!definition && schema?.find(closest(name, schema.names) ?? '')?.sensitive === true);

/**
 * The same for documents of one source whose objects are not known; `sensitiveItems` are the offsets of maps with a
 * `value` that is secret. What is written counts, not what is meant: of duplicate keys each, and the text behind an alias.
 */
export const secretRangesIn = (
  documents: readonly Document[],
  sensitiveItems: ReadonlySet<number | undefined> = new Set(),
): readonly Range[] => {
  const ranges: Range[] = [];
  const inline = documents.filter(({ isInline }) => isInline);
  for (const document of documents) {
    const { table } = document;
    const found: Found = { document, inline, concealed: new Set(), ranges };
    for (const node of table.nodes) {
      if (node.kind === 'map') judgeMap(node, found, sensitiveItems);
      else if (node.kind === 'list') judgeList(node, found);
    }
    for (let id = 0; id < table.nodes.length; id += 1) {
      const node = table.at(id);
      if (found.concealed.has(id)) ranges.push({ start: node.start, end: node.end });
      else if (node.kind === 'scalar') judgeText(id, found);
    }
    const { text, range, isBroken } = document;
    // One by one: as arguments of one call too many of them would overflow the stack.
    for (const guess of isBroken ? guessedSecrets(text, range.start) : commentedSecrets(document)) ranges.push(guess);
  }
  return disjoint(ranges);
};

/** A part of every name, form and address that makes a secret of a value. */
const telling =
  /[@=]|bearer|BEGIN|pas|pwd|secret|token|credential|key|auth|cookie|code|salt|sign|seed|sas|dsn|license|hash|pin|access|connection|\bop\b/i;

/** Whether there may be a secret in a text: a fast way to find that there is none. */
export const mayHoldSecrets = (text: string): boolean => telling.test(text) || mayHoldToken(text);

/** What has been found in a document so far. */
interface Found {
  readonly document: Document;
  /** What stands in its texts, and is judged by itself. */
  readonly inline: readonly Document[];
  /** Scalars of which nothing is shown. */
  readonly concealed: Set<NodeId>;
  readonly ranges: Range[];
}

/** The values of a map with their keys, and the items of a list; aliases are followed. */
const pairsOf = ({ children }: Node, found: Found): readonly (readonly [key: string, value: NodeId])[] =>
  children.flatMap((id, index) =>
    index % 2 === 0 ? [] : [[nodeAt(children[index - 1] as NodeId, found).text ?? '', behind(id, found)] as const],
  );
const itemsOf = ({ children }: Node, found: Found): readonly NodeId[] => children.map((id) => behind(id, found));

const nodeAt = (id: NodeId, { document }: Found): Node => document.table.at(id);

const behind = (id: NodeId, found: Found): NodeId => {
  let at = id;
  for (let { target } = nodeAt(at, found); target !== undefined; { target } = nodeAt(at, found)) at = target;
  return at;
};

/** kubectl keeps the whole applied object in this annotation: a Secret's values, once more. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

const judgeMap = (map: Node, found: Found, sensitiveItems: ReadonlySet<number | undefined>): void => {
  const [names, kinds] = [textsUnder(map, 'name', found), textsUnder(map, 'kind', found)];
  const isPatched = textsUnder(map, 'op', found).length > 0 && textsUnder(map, 'path', found).some(leadsToSecret);
  const isItem = sensitiveItems.has(map.start);
  const { children } = map;
  for (let index = 0; index < children.length; index += 2) {
    const { text: key = '' } = nodeAt(children[index] as NodeId, found);
    const value = behind(children[index + 1] as NodeId, found);
    const node = nodeAt(value, found);
    if (kinds.includes('Secret') && isSecretData(key)) concealAll(value, found);
    if (kinds.includes('SecretList') && key === 'items') concealData(node, found);
    if (node.kind !== 'scalar') continue;
    if (key === 'dapr.io/env') judgeEnvironment(value, found);
    const isTelling =
      key === lastApplied ||
      (key === 'value' && (isItem || isPatched || names.some((name) => holds(name, node) || tells(name, node)))) ||
      (!/\s/.test(key) && (holds(key, node) || tells(key, node)));
    const title = key === 'value' ? (names.at(-1) ?? '') : key;
    if (isTelling && givesAway(node) && !isAboutSecret(title, node.text ?? '')) found.concealed.add(value);
  }
};

const none: readonly string[] = [];

/** What stands under a key, as often as it is written. */
const textsUnder = ({ children }: Node, name: string, found: Found): readonly string[] => {
  let texts = none;
  for (let index = 0; index < children.length; index += 2)
    if (nodeAt(children[index] as NodeId, found).text === name)
      texts = [...texts, nodeAt(behind(children[index + 1] as NodeId, found), found).text ?? ''];
  return texts;
};

/** Whether the path of a JSON Patch may lead to a secret: to a value whose name cannot be seen, for one. */
const leadsToSecret = (path: string): boolean =>
  /\/(?:data|stringData|value)(?:\/|$)/.test(path) || looksSensitive(path.slice(path.lastIndexOf('/') + 1));

const isSecretData = (key: string): boolean => key === 'data' || key === 'stringData';

/** The values of Secrets in a list that leaves out their kind. */
const concealData = (list: Node, found: Found): void => {
  for (const item of itemsOf(list, found)) {
    const node = nodeAt(item, found);
    if (node.kind !== 'map') continue;
    for (const [key, value] of pairsOf(node, found)) if (isSecretData(key)) concealAll(value, found);
  }
};

/** Every value below a node; merges and aliases may lead to it on several ways. */
const concealAll = (top: NodeId, found: Found): void => {
  const seen = new Set<NodeId>();
  for (const open = [top]; open.length > 0; ) {
    const id = open.pop() as NodeId;
    if (seen.has(id)) continue;
    seen.add(id);
    const node = nodeAt(id, found);
    if (node.kind === 'scalar' && givesAway(node)) found.concealed.add(id);
    for (const child of node.kind === 'map' ? pairsOf(node, found).map(([, value]) => value) : itemsOf(node, found))
      open.push(child);
  }
};

/** Whether what has a name holds a secret: a text does if the name says so, a number only if the name says nothing more. */
const holds = (name: string, { text = '', style, tag }: Node): boolean => {
  if (!looksSensitive(name)) return false;
  const isText = style !== 'plain' || tag !== undefined || typeof resolvePlain(text) === 'string';
  return isText || /(?:pass(?:word|wd|phrase)|secret|key|token|credentials?)$/i.test(name);
};

/** Whether a text is a secret by its name and its form together; of what stands within a text only that is concealed. */
const tells = (name: string, { text = '' }: Node): boolean => isToldByName(name, text);

/** Nothing, a placeholder alone, true and false give nothing away. */
const givesAway = ({ text = '', style, tag }: Node): boolean => {
  if (text === '' || /^\s*\{\{[^{}]*\}\}\s*$/.test(text)) return false;
  if (style !== 'plain' || tag !== undefined) return true;
  const value = resolvePlain(text);
  return value !== null && typeof value !== 'boolean';
};

/** After `--password` the next argument is one. */
const judgeList = (list: Node, found: Found): void => {
  let isNext = false;
  for (const id of itemsOf(list, found)) {
    const node = nodeAt(id, found);
    const { text = '' } = node;
    if (isNext && node.kind === 'scalar' && givesAway(node)) found.concealed.add(id);
    isNext = /^--?[\w-]{1,100}$/.test(text) && looksSensitive(text);
  }
};

const judgeText = (id: NodeId, found: Found): void => {
  const { document, inline, ranges } = found;
  const { text = '', style, start, end } = nodeAt(id, found);
  if (inline.some((patch) => patch !== document && contains({ start, end }, patch.range))) return;
  if (text.includes('PRIVATE KEY-----')) ranges.push({ start, end });
  else if (text.length > 4 && (/[:=]|bearer/i.test(text) || tokensIn(text).length > 0)) {
    const place = placesIn(Field.root(document, id), text);
    for (const secret of embeddedSecrets(text)) ranges.push(place(secret));
    // A text may hold another: the files of a ConfigMap, JSON in an annotation.
    if (style === 'literal' || style === 'folded' || /^\s*[{[]/.test(text))
      for (const guess of guessedSecrets(document.source.text.slice(start, end), start)) ranges.push(guess);
  }
};

/** Where a part of a text stands in its source; where it is not written as it is read, that is the whole of it. */
const placesIn = (field: Field, text: string): ((part: Range) => Range) => {
  const whole = field.part(0, text.length);
  const { start } = whole.location.range;
  return whole === field ? () => field.location.range : (part) => moved(part, start);
};

const moved = ({ start, end }: Range, by: number): Range => ({ start: start + by, end: end + by });

const judgeEnvironment = (id: NodeId, found: Found): void => {
  const { text = '' } = nodeAt(id, found);
  const place = placesIn(Field.root(found.document, id), text);
  for (const match of text.matchAll(/([A-Za-z_][\w.-]{0,200})=([^,]*)/g)) {
    const [, name = '', value = ''] = match;
    const start = match.index + name.length + 1;
    if (looksSensitive(name) || plainTextOf(name, value))
      found.ranges.push(place({ start, end: start + value.length }));
  }
};

/** A comment keeps what was there before: `# password: …`. Our own comments hold ids of rules, which sound like secrets. */
const commentedSecrets = ({ text, range }: Document): readonly Range[] =>
  Array.from(text.matchAll(/(?:^|[ \t])#(?![ \t]*daprlint-)(.{1,2000})/gm)).flatMap((match) => {
    const [whole, comment = ''] = match;
    return guessedSecrets(comment, range.start + match.index + whole.length - comment.length);
  });
