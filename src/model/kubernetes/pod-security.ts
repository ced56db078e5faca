import type { Container, PodSpec } from 'kubernetes-types/core/v1.js';
import type { Field } from '../../yaml/field.ts';
import type { Locatable } from '../../yaml/location.ts';
import type { App } from '../app.ts';
import type { Workload } from '../workload.ts';
import type { Workspace } from '../workspace.ts';

export type SecurityLevel = 'baseline' | 'restricted';

/** The Pod Security Standard that a namespace holds its pods to. */
export interface Enforced {
  readonly level: SecurityLevel;
  /** The Kubernetes 1.x whose standard it is. Where the namespace says none, it is that of the cluster: of some time or today. */
  readonly minors: readonly number[];
  readonly at: Locatable;
}

/** What a standard has against a pod. */
export interface Breach {
  readonly at: Locatable;
  /** `container "app"`, `the pod`. */
  readonly who: string;
  /** `is privileged`. */
  readonly fault: string;
}

/** A pod as the standards see it. */
export interface PodView {
  readonly pod: Field<PodSpec>;
  readonly annotations: Field<Record<string, string>>;
  readonly containers: readonly Field<Container>[];
  readonly isWindows: boolean;
  /** In a user namespace of its own, where root is nobody outside of the pod. */
  readonly hasOwnUsers: boolean;
}

export type Check = (view: PodView, minor: number) => Iterable<Breach>;

/** The clusters that are still about; what changed before the first of them is the past. */
const inUse = [25, Number.POSITIVE_INFINITY];

/**
 * What the namespace of an app enforces, where its object is applied with the app.
 * Source: k8s.io/pod-security-admission v0.37.2 api/helpers.go PolicyToEvaluate.
 */
export const enforcedOn = (app: App, workspace: Workspace): Enforced | undefined => {
  if (app.namespace === undefined) return undefined;
  const [namespace] = workspace.resourcesNamed('', 'Namespace', app.namespace);
  if (!namespace || !workspace.areTogether(namespace, app.resource)) return undefined;
  const labels = namespace.metadata.get('labels') as Field<Record<string, string>>;
  const [level, version] = [
    labels.get('pod-security.kubernetes.io/enforce'),
    labels.get('pod-security.kubernetes.io/enforce-version'),
  ];
  if (level.text !== 'baseline' && level.text !== 'restricted') return undefined;
  const [, minor] = /^v1\.(\d{1,4})$/.exec(version.text ?? '') ?? [];
  return { level: level.text, minors: minor === undefined ? inUse : [Number(minor)], at: level };
};

/** What is found for each version that may be meant, with whether it is for all of them. */
export const inVersions = <Found extends { readonly at: Locatable; readonly fault: string }>(
  { minors }: Enforced,
  find: (minor: number) => Iterable<Found>,
): readonly (Found & { readonly isCertain: boolean })[] => {
  const keyOf = ({ at, fault }: Found): string => `${at.location.range.start}/${fault}`;
  const found = minors.map((minor) => new Map([...find(minor)].map((each) => [keyOf(each), each])));
  const all = new Map(found.flatMap((each) => [...each]));
  return [...all].map(([key, each]) => ({ ...each, isCertain: found.every((some) => some.has(key)) }));
};

export const viewOf = ({ pod, annotations }: Workload): PodView => ({
  pod,
  annotations,
  containers: [
    ...pod.get('initContainers').items,
    ...pod.get('containers').items,
    ...(pod.get('ephemeralContainers').items as readonly Field[] as readonly Field<Container>[]),
  ],
  isWindows: pod.get('os').get('name').text === 'windows',
  hasOwnUsers: (pod as Field).get('hostUsers').boolean === false,
});

/** A container, for messages. */
export const titleOfContainer = (container: Field<Container>): string =>
  `container "${container.get('name').text ?? ''}"`;

/** The securityContext of the pod and of each container, with whose it is; those that are not known yet left out. */
export const contextsOf = ({ pod, containers }: PodView): readonly { who: string; context: Field }[] =>
  [
    { who: 'the pod', context: pod.get('securityContext') as Field },
    ...containers.map((each) => ({ who: titleOfContainer(each), context: each.get('securityContext') as Field })),
  ].filter(({ context }) => context.resolved);
