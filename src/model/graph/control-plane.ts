import type { Field } from '../../yaml/field.ts';
import { type ImageVersion, versionOfImage } from '../values/image-version.ts';
import type { Workload } from '../workload.ts';

/** The services of a control plane, as the chart names them and their containers. Source: dapr v1.18.3 charts/dapr/charts. */
const names = [
  'dapr-operator',
  'dapr-sidecar-injector',
  'dapr-sentry',
  'dapr-placement-server',
  'dapr-scheduler-server',
] as const;
export type ControlPlaneName = (typeof names)[number];

/** A service of a control plane that runs in a cluster. */
export interface ControlPlaneService {
  readonly name: ControlPlaneName;
  readonly workload: Workload;
  readonly container: Field;
  /** As far as its image tells. */
  readonly version: ImageVersion | undefined;
}

/** The service of a control plane that a workload of a cluster is: in a chart, nobody knows yet what is set. */
export const controlPlaneServiceOf = (workload: Workload): ControlPlaneService | undefined => {
  const name = names.find((each) => each === workload.name);
  if (name === undefined || !workload.resource.isExported) return undefined;
  const containers = workload.pod.get('containers').items as readonly Field[];
  const container = containers.find((each) => each.get('name').text === name);
  return container && { name, workload, container, version: versionOfImage(container.get('image').text ?? '') };
};

/** The image that an injector gives sidecars, unless their annotation names another. */
export const sidecarImageOf = ({ container }: ControlPlaneService): Field | undefined =>
  (container.get('env').items as readonly Field[])
    .find((variable) => variable.get('name').text === 'SIDECAR_IMAGE')
    ?.get('value');
