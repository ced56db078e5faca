import type { Field } from '../../yaml/field.ts';
import type { Locatable, Location } from '../../yaml/location.ts';
import { formatPath } from '../../yaml/path.ts';
import { isTemplated } from '../../yaml/template.ts';
import { metadataViolations, type Violation } from '../crd.ts';
import type { Resource } from '../resource.ts';
import type { KubernetesObject } from '../shapes.ts';
import type { Workload } from '../workload.ts';

/** Whose metadata they are: the object's own, or those that its jobs and pods will have. */
export type MetaOwner = 'object' | 'job' | 'pod';

/** What of the metadata a fault is about: what names the object, one label, one annotation, or anything else. */
export type MetaPart = 'name' | 'label' | 'annotation' | 'other';

/** The `metadata` of an object, or of a template within it, as the API server reads them. */
export class ObjectMeta implements Locatable {
  #violations: readonly Violation[] | undefined;

  private constructor(
    readonly resource: Resource,
    readonly field: Field<KubernetesObject['metadata']>,
    readonly owner: MetaOwner,
  ) {}

  static of(resource: Resource): ObjectMeta {
    return new ObjectMeta(resource, resource.metadata, 'object');
  }

  /** Those of a workload in which a label or annotation of Dapr is written anywhere; none for other workloads. */
  static within(workload: Workload): readonly ObjectMeta[] {
    const { resource, kind, template } = workload;
    const job = (resource.body as Field).get('spec').get('jobTemplate').get('metadata');
    const metas = [
      ObjectMeta.of(resource),
      ...(kind === 'CronJob' ? [new ObjectMeta(resource, job as Field<KubernetesObject['metadata']>, 'job')] : []),
      ...(kind === 'Pod'
        ? []
        : [new ObjectMeta(resource, template.get('metadata') as Field<KubernetesObject['metadata']>, 'pod')]),
    ];
    return metas.some((meta) => meta.speaksOfDapr) ? metas : [];
  }

  get location(): Location {
    return this.field.location;
  }

  /** `Component "statestore"`, for messages. */
  get title(): string {
    return this.resource.title;
  }

  /** Where they do not fit what Kubernetes knows; grammars aside. */
  get violations(): readonly Violation[] {
    const { resource, field } = this;
    if (this.owner === 'object') return resource.metadataViolations;
    this.#violations ??= metadataViolations(field as Field, resource.body as Field, resource.kind);
    return this.#violations;
  }

  /** `spec.template.metadata.labels`: the path of something in them, within their object. */
  pathOf(field: Field): string {
    return formatPath(field.path.slice(this.resource.body.path.length));
  }

  /** The labels or annotations, but for keys that are still to be filled in. */
  entriesOf(map: 'labels' | 'annotations'): readonly (readonly [string, Field<string>])[] {
    return this.#map(map).entries.filter(([key]) => key !== '<<' && !isTemplated(key));
  }

  /** The violations about one part, unknown fields left out. */
  faultsOf(part: MetaPart): readonly Violation[] {
    return this.violations.filter(
      (violation) => violation.code !== 'unknown-field' && this.#partOf(violation) === part,
    );
  }

  #partOf({ field }: Violation): MetaPart {
    const [first, second, third] = field.path.slice(this.field.path.length);
    if (second === undefined) return ['name', 'generateName', 'namespace'].includes(String(first)) ? 'name' : 'other';
    if (third !== undefined) return 'other';
    return first === 'labels' ? 'label' : first === 'annotations' ? 'annotation' : 'other';
  }

  #map(map: 'labels' | 'annotations'): Field<Record<string, string>> {
    return this.field.get(map) as Field<Record<string, string>>;
  }

  private get speaksOfDapr(): boolean {
    // Written as a list, or as one text, they are neither labels nor annotations, and no less meant for Dapr.
    return [this.#map('labels'), this.#map('annotations')].some(
      ({ entries, items, text }) =>
        entries.some(([key]) => isOfDapr(key)) ||
        items.some((item) => item.entries.some(([key]) => isOfDapr(key)) || isOfDapr(item.text ?? '')) ||
        isOfDapr(text ?? ''),
    );
  }
}

const isOfDapr = (key: string): boolean => key.startsWith('dapr.io/');
