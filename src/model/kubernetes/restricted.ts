import type { Container } from 'kubernetes-types/core/v1.js';
import type { Field } from '../../yaml/field.ts';
import { addedCapabilities, baseline, harmlessCapabilities, hasPrivateUsers, mounts } from './baseline.ts';
import { type Breach, type Check, type Enforced, inVersions, type PodView, titleOfContainer } from './pod-security.ts';

/** What the standard "restricted" asks beyond "baseline": source k8s.io/pod-security-admission v0.37.2 policy/check_*.go. */

/** The volumes that lead to nothing outside of what Kubernetes keeps. */
const volumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const restrictedVolumes: Check = function* ({ pod }) {
  for (const volume of pod.get('volumes').items) {
    const sources = (volume as Field as Field<Record<string, unknown>>).entries.filter(
      ([name, source]) => name !== 'name' && source.hasValue,
    );
    const [first] = sources;
    // Without a source it is an empty directory; one of the host is told of already.
    if (!first || first[0] === 'hostPath' || sources.some(([name]) => volumes.includes(name))) continue;
    yield {
      at: (first[1] as Field).key,
      who: `volume "${volume.get('name').text}"`,
      fault: `is of the type ${first[0]}`,
    };
  }
};

/** The contexts of containers that are known, each with its container. */
const known = ({ containers }: PodView): readonly { container: Field<Container>; context: Field }[] =>
  containers
    .map((container) => ({ container, context: container.get('securityContext') as Field }))
    .filter(({ container, context }) => container.isMap && context.resolved);

/** Where a field is missing: the container. Where it is wrong: the field. */
const breach = (container: Field<Container>, field: Field, fault: string): Breach => ({
  at: field.hasValue ? field : container.get('name'),
  who: titleOfContainer(container),
  fault,
});

const escalation: Check = function* (view, minor) {
  if (minor < 8 || (view.isWindows && minor >= 25)) return;
  for (const { container, context } of known(view)) {
    const field = context.get('allowPrivilegeEscalation');
    if (field.boolean === false || !field.resolved) continue;
    yield breach(container, field, 'does not set allowPrivilegeEscalation to false');
  }
};

const capabilities: Check = function* (view, minor) {
  if (minor < 22 || (view.isWindows && minor >= 25)) return;
  for (const { container, context } of known(view)) {
    const all = context.get('capabilities') as Field<{ drop: string[] }>;
    const drop = all.get('drop');
    if (!all.resolved || !drop.resolved || drop.items.some(({ text, resolved }) => text === 'ALL' || !resolved))
      continue;
    yield breach(container, drop as Field, 'does not drop ALL capabilities');
  }
  // Of the others, the milder standard tells.
  yield* addedCapabilities((name) => name === 'NET_BIND_SERVICE' || !harmlessCapabilities.has(name))(view, minor);
};

const users: Check = function* (view, minor) {
  if (hasPrivateUsers(view, minor)) return;
  const ofPod = view.pod.get('securityContext') as Field;
  const nonRoot = ofPod.get('runAsNonRoot');
  if (nonRoot.boolean === false) yield { at: nonRoot, who: 'the pod', fault: 'sets runAsNonRoot to false' };
  const isCovered = nonRoot.boolean === true || !nonRoot.resolved || !ofPod.resolved;
  for (const { container, context } of known(view)) {
    const field = context.get('runAsNonRoot');
    if (field.boolean === false) yield breach(container, field, 'sets runAsNonRoot to false');
    // What the pod says is told once.
    else if (!field.hasValue && !isCovered && nonRoot.boolean !== false)
      yield breach(container, field, 'does not set runAsNonRoot');
  }
  if (minor < 23) return;
  const all = [
    { who: 'the pod', context: ofPod },
    ...known(view).map(({ container, context }) => ({ who: titleOfContainer(container), context })),
  ];
  for (const { who, context } of all) {
    const user = context.get('runAsUser');
    if (user.number === 0) yield { at: user, who, fault: 'runs as root' };
  }
};

const profile: Check = function* (view, minor) {
  if (minor < 19 || (view.isWindows && minor >= 25)) return;
  const ofPod = view.pod.get('securityContext') as Field;
  if (!ofPod.resolved || ofPod.get('seccompProfile').hasValue) return;
  for (const { container, context } of known(view)) {
    const field = context.get('seccompProfile');
    if (!field.hasValue) yield breach(container, field, 'has no seccompProfile');
  }
};

const standards: Readonly<Record<Enforced['level'], readonly Check[]>> = {
  baseline,
  restricted: [
    ...baseline,
    (view, minor) => (hasPrivateUsers(view, minor) ? mounts(view, minor) : []),
    restrictedVolumes,
    escalation,
    capabilities,
    users,
    profile,
  ],
};

/** What a standard has against a pod as it is written, and whether it does in each version that may be meant. */
export const breachesOf = (view: PodView, enforced: Enforced): readonly (Breach & { readonly isCertain: boolean })[] =>
  inVersions(enforced, (minor) => standards[enforced.level].flatMap((check) => [...check(view, minor)]));
