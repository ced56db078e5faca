import { closest } from '../closest.ts';
import type { Component } from '../component.ts';
import { mayShare } from '../resource.ts';
import type { Workload } from '../workload.ts';
import type { Workspace } from '../workspace.ts';

/** Where daprd looks for the sockets of pluggable components, and what tells their containers so. */
const sockets = /dapr-components-sockets|DAPR_COMPONENTS?_SOCKETS_FOLDER/;

/** Whether the pods of a workload may serve component types of their own. */
export const bringsComponents = ({ annotations, pod }: Workload): boolean =>
  annotations.entries.some(
    ([name, annotation]) =>
      /^dapr\.io\/(?:inject-)?pluggable-components$/.test(name) || sockets.test(annotation.text ?? ''),
  ) ||
  pod
    .get('containers')
    .items.some(
      (container) =>
        container.get('volumeMounts').items.some((mount) => sockets.test(mount.get('mountPath').text ?? '')) ||
        container.get('env').items.some((variable) => sockets.test(variable.get('name').text ?? '')),
    );

/** Whether a component comes with the container that serves its type. */
export const hasContainer = ({ resource }: Component): boolean =>
  resource.annotations.get('dapr.io/component-container').exists;

/** Whether an app that loads a component may bring its type: none does where all of them are known and bring nothing. */
export const mayBePlugged = (component: Component, workspace: Workspace): boolean => {
  if (hasContainer(component)) return true;
  if (!workspace.hasPluggableComponents) return false;
  const isHere = (appId: string | undefined): boolean =>
    appId !== undefined &&
    workspace.appsWithId(appId).some(({ namespace }) => mayShare(namespace, component.namespace));
  const apps = workspace.appsOf(component);
  const areAllHere = workspace.isClosed || component.resource.scopes?.every(({ text }) => isHere(text));
  return !areAllHere || apps.length === 0 || apps.some(({ workload }) => bringsComponents(workload));
};

/**
 * Whether a type that Dapr does not have is a slip of one that it has, rather than a pluggable one: those are called like
 * the file of their socket, and mostly their container is called like that too.
 * Source: dapr v1.18.3 pkg/components/pluggable/discovery.go:114.
 */
export const isSlipOfType = (type: string, { catalog, workloads, components }: Workspace): boolean => {
  const [block = '', ...rest] = type.toLowerCase().split('.');
  const name = rest.join('.');
  const names = catalog.componentTypes.flatMap((each) =>
    each.startsWith(`${block}.`) ? each.slice(block.length + 1) : [],
  );
  if (closest(name, names) === undefined) return false;
  const speaksOfIt = (text: string): boolean => text.toLowerCase().includes(rest.at(-1) ?? name);
  return !(
    workloads.some((workload) => bringsComponents(workload) && textsOf(workload).some(speaksOfIt)) ||
    components.some(({ resource }) => speaksOfIt(resource.annotations.get('dapr.io/component-container').text ?? ''))
  );
};

/** Where the pods of a workload may name a socket. */
const textsOf = ({ annotations, pod }: Workload): readonly string[] => [
  annotations.get('dapr.io/pluggable-components').text ?? '',
  ...pod
    .get('containers')
    .items.flatMap((container) => [
      container.get('name').text ?? '',
      container.get('image').text ?? '',
      ...[...container.get('command').items, ...container.get('args').items].map(({ text = '' }) => text),
      ...container.get('env').items.map((variable) => variable.get('value').text ?? ''),
    ]),
];
