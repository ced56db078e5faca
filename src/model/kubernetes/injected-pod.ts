import type { Pod } from 'kubernetes-types/core/v1.js';
import { type Change, eachItem, under } from '../../yaml/change.ts';
import type { Field } from '../../yaml/field.ts';

/** The container that the injector adds. */
const sidecarName = 'daprd';

/** What the injector adds to a pod. Source: dapr v1.18.3 pkg/injector/patcher/sidecar_patcher.go:130, pkg/injector/consts/consts.go:18. */
const labels = ['dapr.io/sidecar-injected', 'dapr.io/app-id', 'dapr.io/metrics-enabled'];
const variables = new Set(['DAPR_HTTP_PORT', 'DAPR_GRPC_PORT', 'APP_PROTOCOL']);
/** Beside its own volumes, that of the service account, which the API server adds. */
const volumes =
  /^(?:dapr-identity-token|dapr-unix-domain-socket|dapr-components-unix-domain-socket|kube-api-access-[a-z0-9]{5})$/;

const isNamed =
  (pattern: RegExp | ReadonlySet<string>) =>
  (item: Field): boolean => {
    const { text = '' } = item.get('name');
    return pattern instanceof RegExp ? pattern.test(text) : pattern.has(text);
  };

const without = (isAdded: (item: Field) => boolean): Change =>
  eachItem((item) => (isAdded(item) ? { kind: 'removed' } : undefined));

const several = (...changes: readonly Change[]): Change => ({ kind: 'several', changes });

const ofContainer = under(['volumeMounts'], without(isNamed(volumes)));
const lists = ['containers', 'initContainers'] as const;
const account = several(
  under(['spec', 'volumes'], without(isNamed(volumes))),
  ...lists.map((list) =>
    under(
      ['spec', list],
      eachItem(() => ofContainer),
    ),
  ),
);
const injection = several(
  ...lists.map((list) => under(['spec', list], without(isNamed(new Set([sidecarName]))))),
  ...lists.map((list) =>
    under(
      ['spec', list],
      eachItem(() => under(['env'], without(isNamed(variables)))),
    ),
  ),
  ...labels.map((label) => under(['metadata', 'labels', label], { kind: 'removed' })),
  account,
);

/** The sidecar in a pod, as a container of its own or as one that starts before the others. */
export const sidecarIn = (pod: Field<Pod>): Field | undefined =>
  lists
    .flatMap((list) => pod.get('spec').get(list).items as readonly Field[])
    .find((container) => container.get('name').text === sidecarName);

/** What a cluster has given out: the API server has written into it. */
export const isFromCluster = (object: Field): boolean => {
  const metadata = object.get('metadata');
  return ['uid', 'resourceVersion', 'creationTimestamp', 'managedFields'].some(
    (name) => metadata.get(name).hasValue && metadata.get(name).value !== null,
  );
};

/** Whether the injector has added the sidecar of a pod, and not somebody by hand. Before 1.11 it left no label. */
export const isInjected = (pod: Field<Pod>): boolean => {
  const sidecar = sidecarIn(pod);
  if (!sidecar) return false;
  const labels = pod.get('metadata').get('labels') as Field;
  const words = ['command', 'args'].flatMap((list) => sidecar.get(list).items as readonly Field[]);
  return (
    labels.get('dapr.io/sidecar-injected').text === 'true' ||
    words.some(({ text }) => text === '--control-plane-address')
  );
};

/** A pod of a cluster as it was given to the API server; undefined where that is how it is written. */
export const beforeInjection = (pod: Field<Pod>): Field<Pod> | undefined => {
  if (!isFromCluster(pod as Field)) return undefined;
  if (isInjected(pod)) return pod.after(injection);
  const added = pod.get('spec').get('volumes').items as readonly Field[];
  return added.some(isNamed(volumes)) ? pod.after(account) : undefined;
};
