import { harmlessJson } from '../report/harmless.ts';
import type { Counts, NodeKind, Picture, PictureEdge, PictureNode, Relation } from './picture-data.ts';

/** The picture for programs; schemas/graph.json is its JSON Schema. */
export interface JsonGraph {
  /** Changes only when a program that reads it would have to. */
  readonly version: 1;
  readonly nodes: readonly JsonNode[];
  readonly edges: readonly JsonEdge[];
  /** Findings on what is no node. */
  readonly elsewhere: Counts;
}

export interface JsonNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  readonly namespace?: string;
  readonly block?: string;
  readonly type?: string;
  readonly within?: string;
  readonly members?: number;
  readonly missing: boolean;
  readonly notes: readonly string[];
  readonly path?: string;
  readonly findings: Counts;
}

export interface JsonEdge {
  readonly from: string;
  readonly to: string;
  readonly relation: Relation;
  readonly labels: readonly string[];
}

export const json = ({ nodes, edges, elsewhere }: Picture): string => {
  const content: JsonGraph = { version: 1, nodes: nodes.map(jsonNode), edges: edges.map(jsonEdge), elsewhere };
  return `${harmlessJson(content)}\n`;
};

const jsonNode = (node: PictureNode): JsonNode => {
  const { id, kind, name, namespace, block, type, within, members, isMissing, notes, path, findings } = node;
  return {
    id,
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    ...(block !== undefined && { block }),
    ...(type !== undefined && { type }),
    ...(within !== undefined && { within }),
    ...(members !== undefined && { members }),
    missing: isMissing,
    notes,
    ...(path !== undefined && { path }),
    findings,
  };
};

const jsonEdge = ({ from, to, relation, labels }: PictureEdge): JsonEdge => ({ from, to, relation, labels });
