import type { StatefulSetSpec } from 'kubernetes-types/apps/v1.js';
import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1.js';
import type { Field } from '../yaml/field.ts';
import type { Locatable, Location } from '../yaml/location.ts';
import type { Namespace, Resource } from './resource.ts';

/** Where each kind of workload (`group/Kind`, `v1/Kind` for the core) keeps its pod template; a Pod is its own. */
export const podTemplates: Readonly<Record<string, readonly string[]>> = {
  'v1/Pod': [],
  'v1/ReplicationController': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'argoproj.io/Rollout': ['spec', 'template'],
};

/** The kinds of workloads, for a rule that reads them beside its own subject. */
export const workloadKinds: readonly string[] = Object.keys(podTemplates).map((name) =>
  name.slice(name.indexOf('/') + 1),
);
const kinds = new Set(workloadKinds);
const isOwned = (resource: Resource): boolean => resource.isOwned;

/** Whatever has a pod template, and is not itself kept by another workload. */
export class Workload implements Locatable {
  #annotations: Field<Record<string, string>> | undefined;
  #pod: Field<PodSpec> | undefined;

  private constructor(
    readonly resource: Resource,
    readonly template: Field<PodTemplateSpec>,
  ) {}

  /** The workload that an object is; none where it is kept by another, which is to be judged in its place. */
  static of(resource: Resource, isKept: (resource: Resource) => boolean = isOwned): Workload | undefined {
    if (!kinds.has(resource.kind)) return undefined;
    const steps = podTemplates[`${resource.group || resource.version}/${resource.kind}`];
    if (!steps || isKept(resource)) return undefined;
    let template: Field = resource.body;
    for (const step of steps) template = template.get(step);
    return new Workload(resource, template as Field<PodTemplateSpec>);
  }

  get location(): Location {
    return this.resource.location;
  }

  get kind(): string {
    return this.resource.kind;
  }

  get name(): string {
    return this.resource.name;
  }

  get namespace(): Namespace {
    return this.resource.namespace;
  }

  /** The annotations that the injector reads: those of the pod template. */
  get annotations(): Field<Record<string, string>> {
    this.#annotations ??= this.template.get('metadata').get('annotations') as Field<Record<string, string>>;
    return this.#annotations;
  }

  /** The annotations of each object on the way to the template, which the injector never sees. */
  get outerAnnotations(): readonly Field<Record<string, string>>[] {
    const outer = this.kind === 'Pod' ? [] : [this.resource.annotations];
    if (this.kind !== 'CronJob') return outer;
    const job = (this.resource.body as Field).get('spec').get('jobTemplate').get('metadata').get('annotations');
    return [...outer, job as Field<Record<string, string>>];
  }

  /** The names of the volumes of its pods; the controller of a StatefulSet adds those of its claims. */
  get volumes(): ReadonlySet<string> {
    const spec = (this.resource.body as Field).get('spec') as Field<StatefulSetSpec>;
    const claims = this.kind === 'StatefulSet' ? spec.get('volumeClaimTemplates').items : [];
    return new Set(
      [
        ...this.pod.get('volumes').items.map((volume) => volume.get('name').text),
        ...claims.map((claim) => claim.get('metadata').get('name').text),
      ].filter((name) => name !== undefined),
    );
  }

  /** The ServiceAccount that its pods run as; undefined where it is not known yet. */
  get account(): string | undefined {
    const { pod } = this;
    const name = pod.get('serviceAccountName').hasValue ? pod.get('serviceAccountName') : pod.get('serviceAccount');
    return name.resolved ? name.text || 'default' : undefined;
  }

  get pod(): Field<PodSpec> {
    this.#pod ??= this.template.get('spec') as Field<PodSpec>;
    return this.#pod;
  }
}
