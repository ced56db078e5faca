import type { Pod } from 'kubernetes-types/core/v1.js';
import type { Field } from '../../yaml/field.ts';
import type { Locatable, Location } from '../../yaml/location.ts';
import { isInjected, sidecarIn } from '../kubernetes/injected-pod.ts';
import type { Resource } from '../resource.ts';
import { type ImageVersion, versionOfImage } from '../values/image-version.ts';
import { argumentsOf } from './sidecar-arguments.ts';

/** Why a container waits that fails in nothing. Source: kubernetes v1.33.4 pkg/kubelet/kubelet_pods.go:81. */
const usualWaits = new Set(['ContainerCreating', 'PodInitializing']);

/** A pod that runs in a cluster, as an export shows it. */
export class LivePod implements Locatable {
  /** The container of its sidecar. */
  readonly sidecar: Field | undefined;
  #arguments: ReadonlyMap<string, string> | undefined;

  private constructor(readonly resource: Resource) {
    this.sidecar = sidecarIn(resource.live as Field<Pod>);
  }

  /**
   * The pod that an object is, if it runs or is about to: of one that has ended nothing can be changed. One that says nothing of
   * Dapr is no concern of an audit, which keeps no more than it has to.
   */
  static of(resource: Resource): LivePod | undefined {
    if (resource.kind !== 'Pod' || resource.group !== '' || !resource.isExported) return undefined;
    const phase = resource.live.get('status').get('phase').text;
    const isLeaving = resource.metadata.get('deletionTimestamp').hasValue;
    if ((phase !== 'Running' && phase !== 'Pending') || isLeaving) return undefined;
    const pod = new LivePod(resource);
    return pod.sidecar || pod.annotations.entries.some(([name]) => name.startsWith('dapr.io/')) ? pod : undefined;
  }

  get location(): Location {
    return this.resource.location;
  }

  /** The annotations that it was made with, unless somebody has changed them since. */
  get annotations(): Field<Record<string, string>> {
    return this.resource.annotations;
  }

  /** Whether the injector has been at it. */
  get isInjected(): boolean {
    return isInjected(this.resource.live as Field<Pod>);
  }

  /** Whether it is about to be ready, as far as can be seen: it was given a node, and nothing fails. */
  get isComingUp(): boolean {
    const status = (this.resource.live as Field<Pod>).get('status');
    const has = (type: string, wanted: string): boolean =>
      status
        .get('conditions')
        .items.some((each) => each.get('type').text === type && each.get('status').written === wanted);
    const waits = [...status.get('containerStatuses').items, ...status.get('initContainerStatuses').items]
      .map((each) => each.get('state').get('waiting').get('reason').text)
      .filter((reason) => reason !== undefined);
    return !has('Ready', 'True') && !has('PodScheduled', 'False') && waits.every((reason) => usualWaits.has(reason));
  }

  /** What daprd was started with: the flags, without their dashes. */
  get arguments(): ReadonlyMap<string, string> {
    this.#arguments ??= this.sidecar ? argumentsOf(this.sidecar) : new Map();
    return this.#arguments;
  }

  /** The version of its daprd, as far as the image tells. */
  get version(): ImageVersion | undefined {
    return versionOfImage(this.sidecar?.get('image').text ?? '', 'daprd');
  }
}
