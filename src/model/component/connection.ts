import type { Problem } from '../../finding.ts';
import type { Component, MetadataItem } from '../component.ts';
import { textBehind } from '../secrets/behind.ts';
import type { Workspace } from '../workspace.ts';
import { type Transport, transportOf } from './transport.ts';

/** How safe the connection of a component is, by what is written and by what it takes from Secrets that are here. */
export const connectionOf = (component: Component, workspace: Workspace): Transport | undefined => {
  const found = connections.get(workspace) ?? new Map<Component, Transport | undefined>();
  connections.set(workspace, found);
  const known = found.get(component);
  if (known || found.has(component)) return known;
  const transport = transportOf(
    component,
    workspace.world.daprVersion,
    (item) => item.text ?? textBehind(item, component, workspace)?.text,
  );
  found.set(component, transport);
  return transport;
};

/** Several rules ask. */
const connections = new WeakMap<Workspace, Map<Component, Transport | undefined>>();

/** The place that shows what an item holds: in a Secret with the item beside it, or its value; of no item the component's type. */
export const witnessed = (
  item: MetadataItem | undefined,
  component: Component,
  workspace: Workspace,
): Required<Pick<Problem, 'at' | 'related'>> => {
  if (!item) return { at: component.type, related: [] };
  const source = textBehind(item, component, workspace);
  if (source) return { at: source.at.key, related: [{ at: item, message: 'it is taken from there' }] };
  return { at: item.value.exists ? item.value : item, related: [] };
};
