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
  for (const group of groups) {
    // What is applied beside it is there, wherever it is written.
    const isExternal: World['isExternal'] = (kind, name) =>
      world.isExternal(kind, name) ||
      workspaces.some((other) => !alternatives().get(workspace)?.has(other) && other.has(kind, name));
    const workspace: Workspace = new Workspace(group.documents, { ...world, isExternal }, group);
    workspaces.push(workspace);
  }
  return workspaces;
};

/**
 * The workspaces that are never applied beside another: of one base, or with an object or app of the same name, as the overlays
 * for several environments have it. Each is an alternative to itself.
 */
const alternativesAmong = (workspaces: readonly Workspace[]): ReadonlyMap<Workspace, ReadonlySet<Workspace>> => {
  const holders = new Map<unknown, Workspace[]>();
  for (const workspace of workspaces) {
    const marks = new Set<unknown>(workspace.documents);
    for (const { kind, name, group } of workspace.resources) if (group === 'dapr.io') marks.add(`${kind}/${name}`);
    for (const { workload } of workspace.apps) marks.add(`${workload.kind}/${workload.name}`);
    for (const mark of marks) holders.set(mark, [...(holders.get(mark) ?? []), workspace]);
  }
  const alternatives = new Map(workspaces.map((workspace) => [workspace, new Set([workspace])]));
  for (const sharing of holders.values()) {
    if (sharing.length > 1) for (const one of sharing) for (const other of sharing) alternatives.get(one)?.add(other);
  }
  return alternatives;
};
