import { group } from '../model/graph/group.ts';
import type { Picture, PictureEdge, PictureNode } from './picture-data.ts';

/** What of a picture is wanted. */
export interface Wanted {
  /** An app-id: only the apps that have it, and what they touch. */
  readonly app?: string | undefined;
  /** Only what is in this namespace, and what that touches. */
  readonly namespace?: string | undefined;
}

/** The part of a picture that is wanted; findings that it leaves out are neither counted nor shown. */
export const excerpt = (whole: Picture, { app, namespace }: Wanted): Picture => {
  const part = namespace === undefined ? whole : around(whole, inNamespace(whole, namespace), 'nothing');
  if (app === undefined) return part;
  const isWanted = ({ kind, name }: PictureNode): boolean => kind === 'app' && name === app;
  const apps = part.nodes.filter(isWanted);
  return around(withoutGroups(part, apps), new Set(apps.map(({ id }) => id)), 'what things need');
};

const inNamespace = ({ nodes }: Picture, namespace: string): ReadonlySet<string> =>
  new Set(nodes.filter((node) => node.namespace === namespace).map(({ id }) => id));

/** Edges of every app drawn as edges of some. */
const withoutGroups = (picture: Picture, apps: readonly PictureNode[]): Picture => {
  const groups = new Map(picture.nodes.filter(({ kind }) => kind === 'apps').map((node) => [node.id, node]));
  const membersOf = (id: string): readonly string[] => {
    const namespace = groups.get(id)?.namespace;
    if (!groups.has(id)) return [id];
    return apps
      .filter((app) => namespace === undefined || app.namespace === undefined || app.namespace === namespace)
      .map((app) => app.id);
  };
  return {
    ...picture,
    nodes: picture.nodes.filter(({ kind }) => kind !== 'apps'),
    edges: picture.edges.flatMap((edge) =>
      membersOf(edge.from).flatMap((from) => membersOf(edge.to).map((to): PictureEdge => ({ ...edge, from, to }))),
    ),
  };
};

/** What lies behind a thing that is drawn: its secrets, its middleware, the topic of its dead letters. */
const needs: ReadonlySet<string> = new Set(['reads', 'passes', 'deadLetters']);
/** Who else has to do with a topic or a policy that is drawn. */
const peers: ReadonlySet<string> = new Set([
  'publishes',
  'subscribes',
  'maySubscribe',
  'startsWorkflows',
  'calls',
  'mayNotCall',
]);

/** Some nodes, what they touch, and what that needs. */
const around = (picture: Picture, wanted: ReadonlySet<string>, more: 'nothing' | 'what things need'): Picture => {
  const kinds = new Map(picture.nodes.map(({ id, kind }) => [id, kind]));
  const touching = picture.edges.filter(({ from, to }) => wanted.has(from) || wanted.has(to));
  const kept = new Set([...wanted, ...touching.flatMap(({ from, to }) => [from, to])]);
  const direct = new Set(kept);
  const edges = new Set(touching);
  if (more === 'what things need') {
    for (const edge of picture.edges) {
      const isPeer =
        peers.has(edge.relation) && [edge.from, edge.to].some((id) => direct.has(id) && kinds.get(id) !== 'app');
      if (isPeer) for (const id of [edge.from, edge.to]) kept.add(id);
      if (isPeer) edges.add(edge);
    }
  }
  for (const node of picture.nodes) if (node.within !== undefined && kept.has(node.id)) kept.add(node.within);
  follow(picture.edges, kept, edges, kinds);
  const nodes = picture.nodes.filter(({ id }) => kept.has(id));
  return {
    nodes,
    edges: picture.edges.filter((edge) => edges.has(edge)),
    elsewhere: { errors: 0, warnings: 0, infos: 0 },
  };
};

/** Adds what the nodes need, and what that needs. */
const follow = (
  all: readonly PictureEdge[],
  kept: Set<string>,
  edges: Set<PictureEdge>,
  kinds: ReadonlyMap<string, string>,
): void => {
  const from = group(
    all.filter(({ relation }) => needs.has(relation)),
    (edge) => edge.from,
  );
  for (const id of kept) {
    if (kinds.get(id) === 'app') continue;
    for (const edge of from.get(id) ?? []) {
      edges.add(edge);
      // What is added here is visited by the loop as well.
      kept.add(edge.to);
    }
  }
};
