import { type Change, eachItem, type MergeKeys, merging, operation, under } from '../../yaml/change.ts';
import type { Document } from '../../yaml/document.ts';
import type { Field } from '../../yaml/field.ts';
import { isClusterScoped, type ObjectPlace } from '../kubernetes/objects.ts';
import { podTemplates } from '../workload.ts';
import { namedBy, selectedBy } from './target.ts';

/** What a kustomization makes of an object, which was another one at first: undefined where it leaves it alone. */
export interface Transform {
  readonly changeOf: (object: ObjectPlace, original: ObjectPlace) => Change | undefined;
  /** The partial object that it merges into others. */
  readonly patch?: Document;
  /** What an object has to be for it to have something to do, if that is written out. */
  readonly only?: { readonly kind: string; readonly name: string };
}

/** Puts all objects into a namespace, the account `default` among them, and gives a Namespace that name. */
export const intoNamespace = (namespace: Field): Transform => {
  const put: Change = { kind: 'put', field: namespace };
  const change = under(['metadata', 'namespace'], put);
  const name = under(['metadata', 'name'], put);
  const account = under(['namespace'], put);
  const subjects = under(
    ['subjects'],
    eachItem((subject) => (subject.get('name').text === 'default' ? account : undefined)),
  );
  return {
    changeOf: ({ kind }) => {
      if (kind === 'Namespace') return name;
      if (kind === 'ClusterRoleBinding') return subjects;
      if (isClusterScoped(kind)) return undefined;
      return kind === 'RoleBinding' ? { kind: 'several', changes: [change, subjects] } : change;
    },
  };
};

/** Gives all objects, and the pods that they make, further annotations. */
export const withAnnotations = (annotations: Field): Transform => withMetadata('annotations', annotations, true);

/** Gives all objects further labels, and the pods that they make if it is told so. Selectors are left as they are. */
export const withLabels = (labels: Field, isForPods: boolean): Transform => withMetadata('labels', labels, isForPods);

const withMetadata = (part: 'annotations' | 'labels', pairs: Field, isForPods: boolean): Transform => {
  const change = merging(pairs, replaced);
  const own = under(['metadata', part], change);
  return {
    changeOf: (object) => {
      const steps = podTemplates[templateKey(object)];
      // It knows the kinds that Kubernetes ships.
      if (!isForPods || !steps || steps.length === 0 || object.kind === 'Rollout') return own;
      // A CronJob makes Jobs, and they the pods.
      const all = object.kind === 'CronJob' ? [steps.slice(0, 2), steps] : [steps];
      const within = all.map((each) => under([...each, 'metadata', part], change));
      return { kind: 'several', changes: [own, ...within] };
    },
  };
};

/** Sets the number of pods of a workload. */
export const withReplicas = (name: string, count: Field): Transform => {
  const change = under(['spec', 'replicas'], { kind: 'put', field: count });
  return {
    changeOf: ({ kind, body }) =>
      /^(?:Deployment|StatefulSet|ReplicaSet)$/.test(kind) && body.get('metadata').get('name').text === name
        ? change
        : undefined,
  };
};

/** A patch: a partial object, or a list of operations, with what it is meant for; without a target it names it itself. */
export const patching = (patch: Document, target: Field): Transform => {
  const root = patch.root as Field;
  const only = target.isMap
    ? onlyOf(target.get('kind').text, target.get('name').text)
    : onlyOf(root.get('kind').text, root.get('metadata').get('name').text);
  const isMeant = target.isMap ? selectedBy(target) : namedBy(root);
  return {
    patch,
    ...(only && { only }),
    changeOf: (object, original) => {
      if (!isMeant(object, original)) return undefined;
      if (root.isList) return operations(root);
      const change = merging(root, mergeKeysOf(object));
      return { kind: 'several', changes: [change, identityOf(object)] };
    },
  };
};

const onlyOf = (kind = '', name = ''): Transform['only'] =>
  /^\w+$/.test(kind) && /^[\w-]+$/.test(name) ? { kind, name } : undefined;

/** A patch says what it is for, not what becomes of it: neither kind nor name change. */
const identityOf = ({ body }: ObjectPlace): Change => ({
  kind: 'several',
  changes: [['apiVersion'], ['kind'], ['metadata', 'name'], ['metadata', 'namespace']].map((path) => {
    const field = path.reduce<Field>((outer, step) => outer.get(step), body as Field);
    return under(path, field.exists ? { kind: 'put', field } : { kind: 'removed' });
  }),
});

const templateKey = ({ apiVersion, kind }: ObjectPlace): string =>
  `${apiVersion.includes('/') ? apiVersion.split('/')[0] : apiVersion}/${kind}`;

/** Lists of objects that Kubernetes does not ship are replaced as a whole, as JSON Merge Patch (RFC 7396) has it. */
const replaced: MergeKeys = () => undefined;

/** `patchMergeKey` of the types of k8s.io/api v0.34. */
const keysOfLists: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  secrets: 'name',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  resourceClaims: 'name',
};
const mergeKeysOf = ({ apiVersion, kind }: ObjectPlace): MergeKeys => {
  if (!/^(?:apps|batch|autoscaling|policy|v1$|.*k8s\.io\/)/.test(apiVersion)) return replaced;
  return kind === 'ServiceAccount' ? (list) => (list === 'secrets' ? 'name' : undefined) : mergeKeys;
};

const mergeKeys: MergeKeys = (list, items) => {
  if (list === 'ports') return items.some((item) => item.get('containerPort').exists) ? 'containerPort' : 'port';
  return Object.hasOwn(keysOfLists, list) ? keysOfLists[list] : undefined;
};

const pointer = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The operations of a JSON Patch, one after the other; `test`, `move` and `copy` change nothing that can be judged here. */
const operations = (list: Field): Change | undefined => {
  const changes = list.items.flatMap((item): readonly Change[] => {
    const field = item as Field<{ op: string; path: string; value: unknown }>;
    const op = field.get('op').text;
    if (op !== 'add' && op !== 'replace' && op !== 'remove') return [];
    return [operation(op, pointer(field.get('path').text ?? ''), field.get('value'))];
  });
  return changes.length === 0 ? undefined : { kind: 'several', changes };
};
