import type { Range } from './location.ts';
import { type Entry, fewChildren, isMergeKey, type Node, type NodeId, type NodeTable } from './nodes.ts';

/** The entry of a name, if there is one. */
export const entryOf = (table: NodeTable, map: Node, name: string): Entry | undefined => {
  const { children } = map;
  if (children.length > fewChildren) return entriesOf(table, map).get(name);
  let found = -1;
  for (let index = 0; index < children.length; index += 2) {
    const node = table.at(children[index] as NodeId);
    if (node.text === '<<' && isMergeKey(node)) return entriesOf(table, map).get(name);
    if (node.text === name) found = index;
  }
  return found < 0
    ? undefined
    : { key: children[found] as NodeId, value: children[found + 1] as NodeId, via: undefined };
};

/** The entries of a map by name, found once. */
export const entriesOf = (table: NodeTable, map: Node): ReadonlyMap<string, Entry> => {
  const known = table.entries?.get(map);
  if (known) return known;
  const entries = new Map<string, Entry>();
  collect(table, map, undefined, entries);
  table.entries ??= new Map();
  table.entries.set(map, entries);
  return entries;
};

/**
 * In the order of the text the later entry wins, and a merge counts as if its entries stood in its place: so kubectl has
 * it (go-yaml v2 decode.go merge), where YAML's own rule lets the keys of the map win.
 */
const collect = (table: NodeTable, map: Node, via: Range | undefined, entries: Map<string, Entry>): void => {
  const { children } = map;
  for (let index = 0; index < children.length; index += 2) {
    const key = children[index] as NodeId;
    const value = children[index + 1] as NodeId;
    const node = table.at(key);
    const { text = '' } = node;
    if (text !== '<<' || !isMergeKey(node)) entries.set(text, { key, value, via });
    else
      for (const source of sourcesOf(table, table.at(value)))
        collect(table, table.resolved(source), via ?? placeOf(source), entries);
  }
};

/** What a merge takes in, the weakest first: of a list the first wins. */
const sourcesOf = (table: NodeTable, value: Node): readonly Node[] =>
  (value.kind === 'list' ? value.children.map((id) => table.at(id)).reverse() : [value]).filter(
    (source) => table.resolved(source).kind === 'map',
  );

const placeOf = ({ kind, start, end }: Node): Range | undefined => (kind === 'alias' ? { start, end } : undefined);
