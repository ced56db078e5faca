import { type Counts, type NodeKind, nodeKinds, type Picture, type PictureEdge } from './picture-data.ts';
import type { Draft } from './sketch.ts';

const none: Counts = { errors: 0, warnings: 0, infos: 0 };

/** Nodes by namespace, kind, building block and name, edges by their ends: the order of files makes no difference. */
export const ordered = (
  nodes: Iterable<Draft>,
  edges: Iterable<PictureEdge>,
  counts: ReadonlyMap<string, Counts>,
): Omit<Picture, 'elsewhere'> => {
  const drafts = [...nodes].sort(byPlace);
  const rank = new Map(drafts.map(({ id }, index) => [id, index]));
  const rankOf = (id: string): number => rank.get(id) ?? 0;
  return {
    nodes: drafts.map((draft) => ({ ...draft, findings: counts.get(draft.id) ?? none })),
    edges: Array.from(edges, (edge) => ({ ...edge, labels: [...edge.labels].sort() })).sort(
      (a, b) => rankOf(a.from) - rankOf(b.from) || rankOf(a.to) - rankOf(b.to) || compare(a.relation, b.relation),
    ),
  };
};

const rankOfKind: ReadonlyMap<NodeKind, number> = new Map(nodeKinds.map((kind, index) => [kind, index]));

const byPlace = (a: Draft, b: Draft): number =>
  compare(a.namespace ?? '', b.namespace ?? '') ||
  (rankOfKind.get(a.kind) ?? 0) - (rankOfKind.get(b.kind) ?? 0) ||
  compare(a.block ?? '', b.block ?? '') ||
  compare(a.name, b.name) ||
  compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
