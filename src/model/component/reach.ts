import type { Locatable } from '../../yaml/location.ts';
import type { Component } from '../component.ts';
import { isInCluster, isLoopback } from '../endpoints.ts';
import type { Namespace } from '../resource.ts';
import type { Workspace } from '../workspace.ts';

/** How far a connection goes: not beyond the machine or the cluster, or where it may be overheard. */
export interface Reach {
  readonly extent: 'machine' | 'cluster' | 'beyond';
  /** What leads out of the cluster where a name of it is connected to. */
  readonly wayOut?: Locatable;
}

/** Judges hosts as seen from a namespace; of none, nothing is known: they may be anywhere. */
export const reachOf = (hosts: readonly string[], namespace: Namespace, { network }: Workspace): Reach => {
  if (hosts.length === 0) return { extent: 'beyond' };
  if (hosts.every(isLoopback)) return { extent: 'machine' };
  const [wayOut] = hosts.flatMap((host) => (isInCluster(host) ? (network.wayOut(host, namespace) ?? []) : []));
  if (wayOut) return { extent: 'beyond', wayOut };
  return { extent: hosts.every(isInCluster) ? 'cluster' : 'beyond' };
};

/** The same for a component: an address that is filled in later may be one of the cluster. */
export const reachOfComponent = (component: Component, hosts: readonly string[], workspace: Workspace): Reach =>
  hosts.length === 0 && component.metadata.some(({ value }) => !value.resolved)
    ? { extent: 'cluster' }
    : reachOf(hosts, component.namespace, workspace);
