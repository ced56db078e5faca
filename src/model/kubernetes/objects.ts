import type { Document } from '../../yaml/document.ts';
import type { Field } from '../../yaml/field.ts';
import { isTemplated } from '../../yaml/template.ts';
import { present } from '../graph/present.ts';
import { type MovedAccount, withMovedAccounts } from '../grouping/accounts.ts';
import type { Way } from '../grouping/collector.ts';
import type { Group } from '../grouping/groups.ts';
import type { Transform } from '../grouping/transform.ts';
import { type Namespace, Resource } from '../resource.ts';
import type { KubernetesObject } from '../shapes.ts';
import { patchesIn } from './patches.ts';

/** An object where it is written. */
export interface ObjectPlace {
  readonly body: Field<KubernetesObject>;
  readonly apiVersion: string;
  readonly kind: string;
}

/** Lists nest (a `List` of `List`s), but nobody nests them deeper than this. */
const maxListDepth = 8;

/** Kinds that live outside namespaces, of those that Dapr users write. */
const clusterScoped = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
]);

/** Whether the objects of a kind live outside namespaces. */
export const isClusterScoped = (kind: string): boolean => clusterScoped.has(kind);

/** The objects of a group, and the partial ones that were merged into them: those are there to be pointed at. */
export interface Objects {
  readonly resources: readonly Resource[];
  readonly merged: readonly Resource[];
  /** The first object that each patch was merged into. */
  readonly targets: ReadonlyMap<Document, Resource>;
}

/**
 * The Kubernetes objects of documents as they are applied, the items of lists one by one. A namespace that is not written is
 * the given one, else the one that all written ones share if something of Dapr's is in it, else unknown.
 */
export const objectsOf = (
  { documents, ways, patches }: Pick<Group, 'documents' | 'ways' | 'patches'>,
  namespace: Namespace,
  daprVersion?: string,
): Objects => {
  const notes: Notes = { applied: new Map(), accounts: [] };
  const { applied } = notes;
  const objects: ObjectPlace[] = [];
  for (const document of documents) {
    if (document.isBroken || patches.has(document)) continue;
    const own = ways.get(document);
    const first = objects.length;
    collect(document.root as Field<KubernetesObject>, document.source.listed, 0, objects);
    if (own) for (const object of takenIn(objects.splice(first), own, notes)) objects.push(object);
  }
  const [merged, alone] = [true, false].map((isApplied) =>
    [...patches].filter((patch) => applied.has(patch) === isApplied).flatMap(placesIn),
  ) as [ObjectPlace[], ObjectPlace[]];
  // A patch for what is not here is all that is known of it.
  const all = [...withMovedAccounts(objects, notes.accounts), ...alone].map(withNamespace);
  // One that is filled in later may be another.
  const written = new Set(present(all, ({ namespace }) => (namespace === null ? undefined : (namespace ?? ''))));
  const isShared = written.size === 1 && all.some(isHomeOfApps);
  const assumed = namespace ?? (isShared ? [...written][0] || undefined : undefined);
  const named = patchesIn(documents);
  const resource = ({ place, metadata, namespace: own }: Placed): Resource => {
    const { body, apiVersion, kind } = place;
    const known = own === null ? assumed : own;
    const isPartial = named.has(body.document) || patches.has(body.document);
    const home = isClusterScoped(kind) ? undefined : known;
    return new Resource(body, apiVersion, kind, home, isPartial, daprVersion, metadata);
  };
  const resources = all.map(resource);
  const targets = new Map<Document, Resource>();
  if (applied.size > 0) {
    const resourceOf = new Map(all.map(({ place }, index) => [place, resources[index]]));
    for (const [patch, object] of applied) {
      const target = object && resourceOf.get(object);
      if (target) targets.set(patch, target);
    }
  }
  return { resources, merged: merged.map(withNamespace).map(resource), targets };
};

/** An object with what it says of where it goes. */
interface Placed {
  readonly place: ObjectPlace;
  readonly metadata: Field<KubernetesObject['metadata']>;
  /** Null where it names none; undefined where that is still to be filled in. */
  readonly namespace: string | undefined | null;
}

/** Whether it says where apps live. The control plane, an operator and a database have namespaces of their own. */
const isHomeOfApps = ({ place: { body, apiVersion, kind }, metadata, namespace }: Placed): boolean => {
  if (namespace === null || (kind === 'Configuration' && metadata.get('name').text === 'daprsystem')) return false;
  const { source, range } = body.location;
  // Else an annotation of Dapr's is somewhere in it: of the object, or of its template of pods.
  return apiVersion.startsWith('dapr.io/') || source.text.slice(range.start, range.end).includes('dapr.io/');
};

const withNamespace = (place: ObjectPlace): Placed => {
  const metadata = place.body.get('metadata') as Placed['metadata'];
  const text = metadata.textAt('namespace');
  return { place, metadata, namespace: text && !isTemplated(text) ? text : namespaceIn(metadata.get('namespace')) };
};

const namespaceIn = (field: Field<string>): Placed['namespace'] =>
  !field.hasValue ? null : field.resolved ? field.text : undefined;

/** What comes to light on the way. */
interface Notes {
  /** The first object that each patch had something to do with. */
  readonly applied: Map<Document, ObjectPlace | undefined>;
  readonly accounts: MovedAccount[];
}

/** Objects as they are taken in, in each of the ways; kustomize refuses the same object twice. */
const takenIn = (places: readonly ObjectPlace[], ways: readonly Way[], notes: Notes): readonly ObjectPlace[] =>
  places.flatMap((place) => {
    const [only, second] = ways;
    if (only && !second) return asApplied(place, only, notes);
    const byIdentity = new Map<string, ObjectPlace>();
    for (const object of ways.flatMap((way) => asApplied(place, way, notes))) {
      const metadata = object.body.get('metadata');
      const identity = JSON.stringify([metadata.get('namespace').text, metadata.get('name').text]);
      if (!byIdentity.has(identity)) byIdentity.set(identity, object);
    }
    return [...byIdentity.values()];
  });

/** An object with all that is made of it; none where it is taken away. Notes which patches had something to do. */
const asApplied = (place: ObjectPlace, way: Way, { applied, accounts }: Notes): readonly ObjectPlace[] => {
  const used: Document[] = [];
  const object = way.reduce<ObjectPlace | undefined>(
    (inner, transforms) => inner && changed(inner, place, transforms.for(inner, place), used),
    place,
  );
  for (const patch of used) applied.set(patch, applied.get(patch) ?? object);
  if (object?.kind === 'ServiceAccount') accounts.push({ original: place, applied: object });
  return object ? [object] : [];
};

const changed = (
  before: ObjectPlace,
  original: ObjectPlace,
  transforms: readonly Transform[],
  used: Document[],
): ObjectPlace | undefined => {
  let object = before;
  for (const { changeOf, patch } of transforms) {
    const change = changeOf(object, original);
    if (!change) continue;
    if (patch) used.push(patch);
    const body = (object.body as Field).after(change);
    if (!body) return undefined;
    object = { ...object, body: body as ObjectPlace['body'] };
  }
  return object;
};

const placesIn = (document: Document): readonly ObjectPlace[] => {
  const places: ObjectPlace[] = [];
  collect(document.root as Field<KubernetesObject>, document.source.listed, 0, places);
  return places;
};

const collect = (
  body: Field<KubernetesObject>,
  list: { apiVersion: string; kind: string } | undefined,
  depth: number,
  places: ObjectPlace[],
): void => {
  // The items of a typed list (ComponentList) may leave out what the list says already.
  const apiVersion = body.textAt('apiVersion') ?? list?.apiVersion;
  const kind = body.textAt('kind') ?? list?.kind;
  if (!body.isMap || apiVersion === undefined || kind === undefined) return;
  const items = kind.endsWith('List')
    ? (body as Field as Field<{ items: KubernetesObject[] }>).get('items')
    : undefined;
  // Go writes a list without items as null.
  if (!items || !(items.isList || (items.exists && !items.hasValue))) {
    places.push({ body, apiVersion, kind });
    return;
  }
  if (depth >= maxListDepth) return;
  const typed = kind === 'List' ? undefined : { apiVersion, kind: kind.slice(0, -'List'.length) };
  for (const item of items.items) collect(item, typed, depth + 1, places);
};
