import type { Field } from '../../yaml/field.ts';
import type { Namespace, Resource } from '../resource.ts';
import { Workload, workloadKinds } from '../workload.ts';

/** What looks an object up. */
type Named = (group: string, kind: string, name: string, namespace: Namespace) => readonly Resource[];

const kinds = new Set(workloadKinds);
/** A CronJob makes a Job, that a Pod; nothing goes deeper that anybody runs. */
const deepest = 8;

interface Reference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** Which object speaks for which others: a Deployment for its ReplicaSets and their Pods. */
export class Owners {
  /** Of the Pods that one absent controller keeps, the first one speaks for all. */
  readonly #first = new Map<string, Resource>();

  constructor(private readonly named: Named) {}

  /** The object that speaks for another, which may be itself; undefined where that one is of no concern. */
  speakerOf(resource: Resource): Resource | undefined {
    let speaker = resource;
    for (let depth = 0; depth < deepest; depth += 1) {
      const owner = referenceOf(speaker);
      if (!owner) return speaker;
      const controller = this.#find(owner, speaker);
      if (!controller || !kinds.has(controller.kind)) return this.#orphanOf(speaker, owner);
      speaker = controller;
    }
    return undefined;
  }

  /** The object that keeps another, if it is here. */
  controllerOf(resource: Resource): Resource | undefined {
    const owner = referenceOf(resource);
    return owner && this.#find(owner, resource);
  }

  #find({ group, kind, name }: Reference, { namespace, metadata }: Resource): Resource | undefined {
    const [found] = this.named(group, kind, name, namespace);
    if (found) return found;
    // An export may leave out what stands in between, which is named after the one above it.
    const labels = metadata.get('labels') as Field;
    for (const [label, api, above] of steps) {
      const hash = labels.get(label).text;
      if (kind === 'ReplicaSet' && hash && name.endsWith(`-${hash}`))
        return this.named(api, above, name.slice(0, -hash.length - 1), namespace)[0];
    }
    return kind === 'Job' ? this.named('batch', 'CronJob', name.replace(/-\d+$/, ''), namespace)[0] : undefined;
  }

  /** Whose controller is not here, or of a kind that is not read: nobody else speaks for it. */
  #orphanOf(resource: Resource, owner: Reference): Resource | undefined {
    const workload = Workload.of(resource, () => false);
    if (!workload?.annotations.entries.some(([name]) => name.startsWith('dapr.io/'))) return undefined;
    const { kind, namespace, name } = resource;
    if (kind === 'ReplicaSet' && (resource.body as Field).get('spec').get('replicas').number === 0) return undefined;
    const own = kind === 'Pod' ? workload.annotations.get('dapr.io/app-id').text : name;
    const key = JSON.stringify([namespace ?? null, owner, kind, own ?? null]);
    const first = this.#first.get(key) ?? resource;
    this.#first.set(key, first);
    return first;
  }
}

const steps = [
  ['pod-template-hash', 'apps', 'Deployment'],
  ['rollouts-pod-template-hash', 'argoproj.io', 'Rollout'],
] as const;

/** The controller that an object names. */
const referenceOf = ({ metadata }: Resource): Reference | undefined => {
  const owner = metadata.get('ownerReferences').items.find((each) => each.get('controller').boolean === true) as
    | Field
    | undefined;
  if (!owner) return undefined;
  const apiVersion = owner.get('apiVersion').text ?? '';
  return {
    group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
    kind: owner.get('kind').text ?? '',
    name: owner.get('name').text ?? '',
  };
};
