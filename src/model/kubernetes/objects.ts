import type { Document } from '../../yaml/document.ts';
import type { Field } from '../../yaml/field.ts';
import { type Namespace, Resource } from '../resource.ts';
import type { KubernetesObject } from '../shapes.ts';
import { patchesIn } from './patches.ts';

interface ObjectPlace {
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

/**
 * The Kubernetes objects of documents, the items of lists one by one. A namespace that is not written is the given one,
 * else the one that all written ones share, else unknown.
 */
export const resourcesIn = (
  documents: readonly Document[],
  namespace: Namespace,
  daprVersion?: string,
): readonly Resource[] => {
  const places = documents.flatMap((document) => [
    ...objectsIn(document.root as Field<KubernetesObject>, undefined, 0),
  ]);
  const written = new Set(
    places
      .map(({ body }) => body.get('metadata').get('namespace').text)
      .filter((name) => name !== undefined && name !== ''),
  );
  const assumed = namespace ?? (written.size === 1 ? [...written][0] : undefined);
  const patches = patchesIn(documents);
  return places.map(({ body, apiVersion, kind }) => {
    const own = body.get('metadata').get('namespace');
    const known = own.hasValue && own.resolved ? own.text : own.hasValue ? undefined : assumed;
    const isPartial = patches.has(body.document);
    const place = clusterScoped.has(kind) ? undefined : known;
    return new Resource(body, apiVersion, kind, place, isPartial, daprVersion);
  });
};

function* objectsIn(
  body: Field<KubernetesObject>,
  list: { apiVersion: string; kind: string } | undefined,
  depth: number,
): Generator<ObjectPlace> {
  // The items of a typed list (ComponentList) may leave out what the list says already.
  const apiVersion = body.get('apiVersion').text ?? list?.apiVersion;
  const kind = body.get('kind').text ?? list?.kind;
  if (!body.isMap || apiVersion === undefined || kind === undefined) return;
  const items = (body as Field as Field<{ items: KubernetesObject[] }>).get('items');
  // Go writes a list without items as null.
  if (!(kind.endsWith('List') && (items.isList || (items.exists && !items.hasValue)))) {
    yield { body, apiVersion, kind };
    return;
  }
  if (depth >= maxListDepth) return;
  const typed = kind === 'List' ? undefined : { apiVersion, kind: kind.slice(0, -'List'.length) };
  for (const item of items.items) yield* objectsIn(item, typed, depth + 1);
}
