import type { Pod } from 'kubernetes-types/core/v1.js';
import type { Field } from '../../yaml/field.ts';
import { argumentsOf } from '../app/sidecar-arguments.ts';
import { sidecarIn } from '../kubernetes/injected-pod.ts';
import type { Namespace } from '../resource.ts';
import type { Workload } from '../workload.ts';

/** A sidecar that is not injected but written out, as that of Dapr Shared is: an app of its own, somewhere else. */
export interface WrittenSidecar {
  readonly namespace: Namespace;
  /** Undefined where none is given. */
  readonly appId: string | undefined;
  /** The Configuration that it runs with. */
  readonly configuration: string | undefined;
}

/** The sidecar that the template of a workload has by itself. */
export const writtenSidecarOf = ({ template, namespace }: Workload): WrittenSidecar | undefined => {
  const sidecar = sidecarIn(template as Field as Field<Pod>);
  if (!sidecar) return undefined;
  const flags = argumentsOf(sidecar);
  return { namespace, appId: flags.get('app-id'), configuration: flags.get('config') };
};
