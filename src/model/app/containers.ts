import type { Container, Probe } from 'kubernetes-types/core/v1.js';
import type { Field } from '../../yaml/field.ts';
import type { Workload } from '../workload.ts';

const containersByPod = new WeakMap<Field, readonly Field<Container>[]>();

/** The containers of a workload that run with the app, a sidecar that is written out left out. Found once for a pod. */
export const containersOf = ({ pod }: Pick<Workload, 'pod'>): readonly Field<Container>[] => {
  const known = containersByPod.get(pod as Field);
  if (known) return known;
  const containers = pod.get('containers').items.filter((each) => each.isMap && each.get('name').text !== 'daprd');
  containersByPod.set(pod as Field, containers);
  return containers;
};

/** Those, and the ones that run before them or beside them as init containers. */
export const allContainersOf = ({ pod }: Pick<Workload, 'pod'>): readonly Field<Container>[] => [
  ...pod.get('initContainers').items.filter((each) => each.isMap && each.get('name').text !== 'daprd'),
  ...containersOf({ pod }),
];

/** A probe of a container, with what it decides. */
export interface WrittenProbe {
  readonly kind: 'livenessProbe' | 'readinessProbe' | 'startupProbe';
  readonly probe: Field<Probe>;
}

/** The probes of a container that are written. */
export const probesOf = (container: Field<Container>): readonly WrittenProbe[] =>
  (['startupProbe', 'readinessProbe', 'livenessProbe'] as const)
    .map((kind) => ({ kind, probe: container.get(kind) }))
    .filter(({ probe }) => probe.isMap);

/** The port that a probe asks over the network, by number or by name; undefined where it runs a command. */
export const portOfProbe = (probe: Field<Probe>): Field | undefined =>
  ['httpGet', 'tcpSocket', 'grpc'].map((way) => (probe as Field).get(way).get('port')).find(({ hasValue }) => hasValue);
