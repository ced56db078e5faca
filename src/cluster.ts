import type { Selection } from './export/selection.ts';
import type { Finding } from './finding.ts';
import type { Examined } from './lint.ts';
import type { App } from './model/app.ts';
import type { Resource } from './model/resource.ts';
import { listed } from './model/wording.ts';
import type { Unread, Workspace } from './model/workspace.ts';
import type { Notes } from './read/notes.ts';
import type { ClusterRead, Concern } from './report/audit.ts';

/** One cluster: what was read of its export, and what is to be said of it. */
export interface Cluster extends Examined {
  readonly name: string;
  readonly selection: Selection;
  readonly notes: Notes;
  /** The kinds, of those that rules read, that the server has not given. */
  readonly unread: readonly Unread[];
}

/** How many objects a cluster has. */
export const objectsIn = (cluster: Cluster): number =>
  [...countsOf(cluster).values()].reduce((sum, count) => sum + count, 0);

/** How many objects of each kind a cluster has. */
const countsOf = ({ selection, workspaces }: Cluster): ReadonlyMap<string, number> => {
  const counts = new Map(selection.census.counts);
  const wholes = new Set(selection.wholes);
  for (const { resources } of workspaces)
    for (const { kind, document } of resources)
      if (wholes.has(document.source)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};

/** What could not be read of a cluster, in a line each. */
export const troublesOf = ({ troubles, moreTroubles }: Notes): readonly string[] =>
  moreTroubles === 0 ? troubles : [...troubles, `${moreTroubles} more files or entries are not read`];

/** What is told of the reading of a cluster. */
export const clusterRead = (cluster: Cluster): ClusterRead => {
  const { name, selection, notes, workspaces } = cluster;
  const sum = (of: (workspace: Workspace) => number): number => workspaces.reduce((all, each) => all + of(each), 0);
  return {
    name,
    counts: countsOf(cluster),
    bytes: notes.bytes,
    apps: sum(({ apps }) => apps.length),
    components: sum(({ components }) => components.length),
    seen: sum(({ resources }) => resources.length),
    files: notes.files,
    passedOver: notes.passedOver,
    repeated: selection.census.repeated,
    unread: [...notes.asides, ...troublesOf(notes)],
    hints: hintsOf(cluster),
  };
};

/** Kinds that every cluster with Dapr has: an export without them was not asked for them. */
const expected = ['Component', 'Configuration', 'Secret', 'ConfigMap', 'Service', 'ServiceAccount'];

/** What is to be known of an export before its findings are read. */
export const hintsOf = (cluster: Cluster): readonly string[] => {
  const { name, notes, unread, workspaces } = cluster;
  const counts = countsOf(cluster);
  // What was refused is told as such.
  const refused = new Set(unread.map(({ kind }) => kind));
  const missing = notes.isRefused ? [] : expected.filter((kind) => !counts.has(kind) && !refused.has(kind));
  const hasApps = workspaces.some(({ apps }) => apps.length > 0);
  return [
    ...(notes.sources.length > 0
      ? [
          `${listed(notes.sources)} ${notes.sources.length > 1 ? 'are' : 'is'} no export, but what one is made from: daprlint lint ${name} judges that`,
        ]
      : []),
    ...(refused.size > 0
      ? [
          `the server has not given all of ${listed([...refused])}: what refers to one that ${name} does not hold may have it all the same`,
        ]
      : []),
    ...(hasApps && missing.length > 0
      ? [`${name} holds no ${missing.join(', no ')}: what refers to one is judged as if there were none`]
      : []),
  ];
};

const appIdsOf = (apps: readonly App[]): readonly string[] =>
  [...new Set(apps.flatMap(({ appId }) => appId ?? []))].sort();

/** The namespace and the apps that a finding is about. */
export const concerns = (clusters: readonly Cluster[]): ((finding: Finding) => Concern) => {
  const homes = clusters.map((cluster) => new Set(cluster.report.findings));
  // One object may have many findings, and hit a thousand apps.
  const known = new Map<Resource, readonly string[]>();
  const hitsOf = (workspace: Workspace, resource: Resource): readonly string[] => {
    const hits = known.get(resource) ?? appIdsOf(workspace.allAppsThatNeed(resource));
    known.set(resource, hits);
    return hits;
  };
  return (finding) => {
    const { location } = finding;
    const cluster = Math.max(
      homes.findIndex((home) => home.has(finding)),
      0,
    );
    const workspace = clusters[cluster]?.workspaces.find((each) => each.documentsIn(location.source).length > 0);
    const resource = workspace?.resourceAt(location);
    if (!workspace || !resource) return { cluster, hits: [] };
    const app = workspace.appOf(resource)?.appId;
    const isLoaded = resource.group === 'dapr.io' && app === undefined;
    return { cluster, namespace: resource.namespace, app, hits: isLoaded ? hitsOf(workspace, resource) : [] };
  };
};
