import type { Component } from '../component.ts';
import type { Workload } from '../workload.ts';

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
