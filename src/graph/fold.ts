import { group } from '../model/graph/group.ts';
import type { Picture, PictureEdge, PictureNode } from './picture-data.ts';

/** Nodes that are drawn as one. */
export interface Fold {
  /** The id of the first of them. */
  readonly id: string;
  readonly nodes: readonly [PictureNode, ...PictureNode[]];
}

export interface Folded {
  readonly folds: readonly Fold[];
  readonly edges: readonly PictureEdge[];
}

/** A picture of more nodes than this is folded. */
const roomy = 24;
const fewest = 3;

/** Draws things of a kind that nothing but their names tells apart as one, where there are many. */
export const fold = (picture: Picture): Folded => {
  const isRoomy = picture.nodes.length <= roomy;
  const { nodes, edges } = isRoomy ? picture : withoutOwnSecrets(picture);
  const footprints = footprintsOf(edges);
  const alike = (node: PictureNode): string =>
    JSON.stringify([
      node.kind,
      node.namespace ?? null,
      node.block ?? null,
      node.within ?? null,
      node.isMissing,
      [...(footprints.get(node.id) ?? [])].sort(),
    ]);
  const groups = isRoomy ? nodes.map((node) => [node]) : [...group(nodes, alike).values()];
  const folds = groups
    .flatMap((members) => (members.length < fewest ? members.map((node) => [node]) : [members]))
    .flatMap(([first, ...rest]): readonly Fold[] => (first ? [{ id: first.id, nodes: [first, ...rest] }] : []));
  const foldOf = new Map(folds.flatMap(({ id, nodes: members }) => members.map((node) => [node.id, id] as const)));
  const order = new Map(nodes.map(({ id }, index) => [id, index]));
  return {
    folds: folds.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)),
    edges: joined(edges, (id) => foldOf.get(id) ?? id),
  };
};

/** Tells a Secret that only one thing reads beside that thing. */
const withoutOwnSecrets = (picture: Picture): Picture => {
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  const told = new Map<string, PictureNode>();
  for (const [id, readings] of group(picture.edges, ({ to }) => to)) {
    const node = nodes.get(id);
    const isClean = node?.findings.errors === 0 && node.findings.warnings === 0;
    if (node?.kind === 'secret' && isClean && readings.length === 1) told.set(id, node);
  }
  const secretsOf = group(
    picture.edges.filter(({ to }) => told.has(to)),
    ({ from }) => from,
  );
  const notes = (id: string): readonly string[] =>
    (secretsOf.get(id) ?? []).map(
      ({ to }) => `Secret ${told.get(to)?.name}${told.get(to)?.isMissing ? ' (not here)' : ''}`,
    );
  return {
    ...picture,
    nodes: picture.nodes
      .filter(({ id }) => !told.has(id))
      .map((node) => ({ ...node, notes: [...node.notes, ...notes(node.id)] })),
    edges: picture.edges.filter(({ to }) => !told.has(to)),
  };
};

/** What each node is connected with, and how. */
const footprintsOf = (edges: readonly PictureEdge[]): ReadonlyMap<string, readonly string[]> => {
  const footprints = new Map<string, string[]>();
  const add = (id: string, print: string): void => {
    const known = footprints.get(id);
    if (known) known.push(print);
    else footprints.set(id, [print]);
  };
  for (const { from, to, relation, labels } of edges) {
    add(from, JSON.stringify(['to', relation, to, labels]));
    add(to, JSON.stringify(['from', relation, from, labels]));
  }
  return footprints;
};

const joined = (edges: readonly PictureEdge[], foldOf: (id: string) => string): readonly PictureEdge[] => {
  const known = new Map<string, PictureEdge>();
  for (const edge of edges) {
    const drawn = { ...edge, from: foldOf(edge.from), to: foldOf(edge.to) };
    const key = JSON.stringify([drawn.from, drawn.relation, drawn.to]);
    if (!known.has(key)) known.set(key, drawn);
  }
  return [...known.values()];
};
