import type { ResourceIdentity } from '../finding.ts';
import type { Document } from '../yaml/document.ts';
import type { Field } from '../yaml/field.ts';
import { type Locatable, type Location, sourceKey } from '../yaml/location.ts';
import { metadataViolations, type Violation, violations } from './crd.ts';
import { isFromCluster } from './kubernetes/injected-pod.ts';
import type { KubernetesObject } from './shapes.ts';

/** The namespace an object ends up in; undefined where neither the object nor the call says it. */
export type Namespace = string | undefined;

/** Whether two objects may be in one namespace; an unknown one may be any. */
export const mayShare = (a: Namespace, b: Namespace): boolean => a === b || a === undefined || b === undefined;

/** Whether two objects are in one namespace for certain, as far as anything is: two unknown ones count as the same. */
export const hasSameNamespace = (a: Namespace, b: Namespace): boolean => a === b;

/** `apps` of `apps/v1`; empty for the core group, `v1`. */
const groupOf = (apiVersion: string): string => {
  const known = groups.get(apiVersion) ?? apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  if (groups.size < mostGroups) groups.set(apiVersion, known);
  return known;
};
const groups = new Map<string, string>();
const mostGroups = 1000;

/** A Kubernetes object with its places. It points at its name, or at its kind where it has none. */
export class Resource<Shape extends KubernetesObject = KubernetesObject> implements Locatable {
  /** `dapr.io` of `dapr.io/v1alpha1`; empty for the core group. */
  readonly group: string;
  #violations: readonly Violation[] | undefined;
  #metadataViolations: readonly Violation[] | undefined;
  #metadata: Field<KubernetesObject['metadata']> | undefined;
  #name: string | undefined;
  #scopes: readonly Field<string>[] | undefined;

  constructor(
    readonly body: Field<Shape>,
    readonly apiVersion: string,
    readonly kind: string,
    readonly namespace: Namespace,
    /** A patch for another object of the same name: what is not in it may be there. */
    readonly isPartial: boolean,
    /** The Dapr to whose CRDs it has to fit; the newest unless told. */
    private readonly daprVersion?: string,
    metadata?: Field<KubernetesObject['metadata']>,
    /** With what the cluster has added to it, where the body is without that. */
    readonly live: Field = body as Field,
  ) {
    this.#metadata = metadata;
    this.group = groupOf(apiVersion);
  }

  get document(): Document {
    return this.body.document;
  }

  /** `v1alpha1` of `dapr.io/v1alpha1`. */
  get version(): string {
    return this.apiVersion.split('/').at(-1) ?? '';
  }

  get metadata(): Field<KubernetesObject['metadata']> {
    this.#metadata ??= (this.body as unknown as Field<KubernetesObject>).get('metadata');
    return this.#metadata;
  }

  /** `metadata.name`; empty where it is missing or not a string. */
  get name(): string {
    this.#name ??= this.metadata.textAt('name') ?? '';
    return this.#name;
  }

  get annotations(): Field<Record<string, string>> {
    return this.metadata.get('annotations') as Field<Record<string, string>>;
  }

  get location(): Location {
    const name = this.metadata.get('name');
    return name.hasValue ? name.location : this.body.get('kind' as never).location;
  }

  get identity(): ResourceIdentity {
    const { apiVersion, kind, namespace, name } = this;
    return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name };
  }

  /** Where the object does not fit the CRD of its kind; none for kinds that Dapr does not have. */
  get violations(): readonly Violation[] {
    this.#violations ??= violations(this.kind, this.version, this.body as Field, this.daprVersion);
    return this.#violations;
  }

  /** Where its `metadata` is none that Kubernetes knows. */
  get metadataViolations(): readonly Violation[] {
    this.#metadataViolations ??= metadataViolations(this.metadata as Field, this.body as Field, this.kind);
    return this.#metadataViolations;
  }

  /** Made and kept by another object: a Deployment's ReplicaSet, a ReplicaSet's Pod. */
  get isOwned(): boolean {
    return this.metadata.get('ownerReferences').items.some((owner) => owner.get('controller').boolean === true);
  }

  /** What a cluster has given out: nobody has written it into a repository. */
  get isExported(): boolean {
    return isFromCluster(this.body as unknown as Field);
  }

  /** `Component "statestore"`, for messages. */
  get title(): string {
    return this.name === '' ? this.kind : `${this.kind} "${this.name}"`;
  }

  /** What may be under the top-level `scopes`; undefined where the resource is meant for every app. */
  get scopes(): readonly Field<string>[] | undefined {
    this.#scopes ??= (this.body as unknown as Field<{ scopes: string[] }>).get('scopes').items;
    return this.#scopes.length > 0 ? this.#scopes : undefined;
  }

  /**
   * Whether an app of the namespace may load it: no scopes, or its exact app-id among them.
   * Source: dapr v1.18.3 pkg/apis/common/scoped.go IsAppScoped.
   */
  isInScopeOf(appId: string | undefined): boolean {
    const { scopes } = this;
    if (!scopes || appId === undefined) return true;
    return scopes.some((scope) => scope.text === appId || !scope.resolved);
  }
}

/** The places that objects are written at, one each: what several workspaces share is written once. */
export const writtenAt = (objects: readonly Pick<Resource, 'body'>[]): ReadonlySet<string> =>
  new Set(objects.map(placeOf));

const placeOf = ({ body: { document, path } }: Pick<Resource, 'body'>): string =>
  JSON.stringify([sourceKey(document.source), document.index, path]);
