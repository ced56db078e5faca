export type Style = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'flow' | 'block';
export type NodeKind = 'scalar' | 'map' | 'list' | 'alias';

/** The number of a node in its document's table. */
export type NodeId = number;

/** A map's children alternate between key and value; `text` of a key is the name that kubectl gives it. */
export interface Node {
  readonly kind: NodeKind;
  readonly style: Style;
  readonly start: number;
  end: number;
  readonly text?: string;
  readonly tag?: string;
  readonly children: NodeId[];
  /** Where an alias leads. */
  readonly target?: NodeId;
  /** How many nodes it stands for once aliases are expanded; Infinity for one that holds itself. */
  size: number;
}

/** A key that its map has already: the last one wins with kubectl, in silence. */
export interface DuplicateKey {
  readonly key: NodeId;
  readonly first: NodeId;
}

/** What any parser fills and every `Field` reads: the nodes of one document, in the order of the text. */
export class NodeTable {
  readonly nodes: Node[] = [];
  readonly duplicateKeys: DuplicateKey[] = [];
  /** Aliases without an anchor before them. */
  readonly unknownAliases: NodeId[] = [];
  readonly #anchors = new Map<string, NodeId>();

  add(node: Omit<Node, 'children' | 'size'>): NodeId {
    return this.nodes.push({ ...node, children: [], size: Number.POSITIVE_INFINITY }) - 1;
  }

  at(id: NodeId): Node {
    const node = this.nodes[id];
    if (!node) throw new RangeError(`no node ${id}`);
    return node;
  }

  /** Names a node, as `&name` does: later aliases lead here. */
  anchor(name: string, id: NodeId): void {
    this.#anchors.set(name, id);
  }

  /** The string in quotes that comes last in the text. */
  get lastQuoted(): Node | undefined {
    return this.nodes.findLast(({ style }) => style === 'single' || style === 'double');
  }

  anchored(name: string): NodeId | undefined {
    return this.#anchors.get(name);
  }

  /** Call when all children of a node are added: fixes its extent and its size. */
  close(id: NodeId): void {
    const node = this.at(id);
    node.size = 1;
    // An alias to a node that is still open holds itself: the target's size is still Infinity.
    if (node.target !== undefined) node.size += this.at(node.target).size;
    for (const child of node.children) node.size += this.at(child).size;
    if (node.style === 'block') {
      const last = node.children.at(-1);
      if (last !== undefined) node.end = Math.max(node.end, this.at(last).end);
    }
  }
}
