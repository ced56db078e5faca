import type { Pod } from 'kubernetes-types/core/v1.js';
import type { Field } from '../../yaml/field.ts';
import type { Locatable, Location } from '../../yaml/location.ts';
import { isInjected, sidecarIn } from '../kubernetes/injected-pod.ts';
import type { Resource } from '../resource.ts';
import { type ImageVersion, versionOfImage } from '../values/image-version.ts';
import { argumentsOf } from './sidecar-arguments.ts';

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
