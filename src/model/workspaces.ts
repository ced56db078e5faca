import type { Document } from '../yaml/document.ts';
import { lazily } from './graph/lazily.ts';
import { groupsOf, type IsWorkspace } from './grouping/groups.ts';
import { Workspace, type World } from './workspace.ts';

/** The workspaces that documents are: one, unless Kustomizations, charts or the config tell several apart. */
export const workspacesOf = (
  documents: readonly Document[],
  world: World,
  isWorkspace?: IsWorkspace,
): readonly Workspace[] => {
  const groups = groupsOf(documents, isWorkspace);
  if (groups.length === 1) return groups.map((group) => new Workspace(group.documents, world, group));
  const workspaces: Workspace[] = [];
  const alternatives = lazily(() => alternativesAmong(workspaces));
  const holders = lazily(() => holdersAmong(workspaces));
  for (const group of groups) {
    // What is applied beside it is there, wherever it is written.
    const isExternal: World['isExternal'] = (kind, name) =>
      world.isExternal(kind, name) ||
      (holders().get(`${kind}/${name}`) ?? []).some((other) => !alternatives().get(workspace)?.has(other));
    const workspace: Workspace = new Workspace(group.documents, { ...world, isExternal }, group);
    workspaces.push(workspace);
  }
  return workspaces;
};

/** The workspaces with an object of Dapr's kinds, an app or a Secret of a name. */
const holdersAmong = (workspaces: readonly Workspace[]): ReadonlyMap<string, readonly Workspace[]> =>
  indexed(workspaces, (workspace) => workspace.names);

/**
 * The workspaces that are never applied beside another: of one base, or with an object or app of the same name, as the overlays
 * for several environments have it. Each is an alternative to itself.
 */
const alternativesAmong = (workspaces: readonly Workspace[]): ReadonlyMap<Workspace, ReadonlySet<Workspace>> => {
  const alternatives = new Map(workspaces.map((workspace) => [workspace, new Set([workspace])]));
  const numbers = new Map(workspaces.map((workspace, index) => [workspace, index]));
  // What a base holds is shared by the same workspaces each time: that is said once.
  const known = new Set<string>();
  for (const sharing of indexed<unknown>(workspaces, marksOf).values()) {
    const key = sharing.length > 1 ? sharing.map((workspace) => numbers.get(workspace)).join() : '';
    if (key === '' || known.has(key)) continue;
    known.add(key);
    for (const one of sharing) for (const other of sharing) alternatives.get(one)?.add(other);
  }
  return alternatives;
};

const marksOf = ({ documents, resources, apps }: Workspace): readonly unknown[] => [
  ...documents,
  ...resources.filter(({ group }) => group === 'dapr.io').map(({ kind, name }) => `${kind}/${name}`),
  ...apps.map(({ workload: { kind, name } }) => `${kind}/${name}`),
];

/** The workspaces by what they have. */
const indexed = <Mark>(
  workspaces: readonly Workspace[],
  marksIn: (workspace: Workspace) => Iterable<Mark>,
): ReadonlyMap<Mark, readonly Workspace[]> => {
  const index = new Map<Mark, Workspace[]>();
  for (const workspace of workspaces) {
    for (const mark of new Set(marksIn(workspace))) {
      const known = index.get(mark);
      if (known) known.push(workspace);
      else index.set(mark, [workspace]);
    }
  }
  return index;
};
