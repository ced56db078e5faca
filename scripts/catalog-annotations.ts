import type { AnnotationData, AnnotationsData } from '../src/model/catalog/data.ts';
import { type AnnotationFact, type Facts, plainVersion } from './catalog-facts.ts';

/** Makes schemas/annotations.json: every annotation that the injector, the operator or sentry reads. */
export const annotationsData = ({ annotations: facts, registered }: Facts): AnnotationsData => {
  const { ports, appliedByControlPlane } = facts;
  return {
    dapr: plainVersion(registered.source.tag),
    truthy: facts.annotations.find(({ truthyValues }) => truthyValues)?.truthyValues ?? [],
    ports: {
      http: ports.daprHTTP,
      public: ports.daprPublic,
      grpc: ports.daprGRPC,
      internalGrpc: ports.daprInternalGRPC,
      metrics: ports.metrics,
      profile: ports.profile,
      debug: ports.debug,
      reserved: ports.reservedInPod,
    },
    controlPlane: {
      podLabels: keys(appliedByControlPlane.podLabels),
      serviceLabels: keys(appliedByControlPlane.serviceLabels),
      annotations: [appliedByControlPlane.controlPlaneAnnotation.key],
    },
    removed: Object.fromEntries(facts.removedAnnotations.map(({ key, removedIn }) => [key, { removedIn }])),
    annotations: facts.annotations.map((fact) => annotationData(fact, facts)).sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
};

const keys = (all: readonly { readonly key: string }[]): readonly string[] => all.map(({ key }) => key);

const annotationData = (fact: AnnotationFact, { defaultChanges }: Facts['annotations']): AnnotationData => {
  const { key } = fact;
  const [minimum, maximum] = fact.range ?? [];
  const before = defaultChanges.flatMap((change) => {
    const [old] = change.keys[key] ?? [];
    // A change in a patch, or of what counts as true, is no change of a default.
    return old !== undefined && /^\d+\.\d+$/.test(change.in) ? [[change.in, old] as const] : [];
  });
  const fallback = fact.effectiveDefault ?? fact.default ?? undefined;
  const badValue = badValueOf(fact);
  return {
    key,
    type: fact.valueType,
    // A setting of the injector is no value that could be written.
    ...(fallback !== undefined && !fallback.includes(' ') && { default: fallback }),
    ...(before.length > 0 && { defaultBefore: Object.fromEntries(before) }),
    ...(fact.unit && { unit: fact.unit }),
    ...(typeof minimum === 'number' && { minimum }),
    ...(typeof maximum === 'number' && { maximum }),
    ...(fact.allowedValues && { values: fact.allowedValues }),
    ...(fact.caseInsensitive && { caseInsensitive: true }),
    ...(fact.format && { format: fact.format }),
    ...(!fact.since.startsWith('<=') && { since: fact.since }),
    ...(fact.firstPatchPerMinor && {
      patches: Object.fromEntries(
        Object.entries(fact.firstPatchPerMinor).map(([minor, tag]) => [minor, plainVersion(tag)]),
      ),
    }),
    ...(fact.deprecatedSince &&
      fact.replacement && { deprecated: { since: fact.deprecatedSince, replacement: fact.replacement } }),
    ...refersTo(fact),
    ...(fact.conflictsWith && { conflictsWith: fact.conflictsWith }),
    ...(fact.appliesTo?.startsWith('Component') && { appliesTo: 'Component' }),
    ...readBy(fact),
    ...(badValue && { badValue }),
    ...(notes[key] && { note: notes[key] }),
  };
};

const refersTo = ({ valueType, secretKey, refersTo }: AnnotationFact): Pick<AnnotationData, 'refersTo'> => {
  if (valueType === 'secretName') return { refersTo: { kind: 'Secret', ...(secretKey && { key: secretKey }) } };
  return refersTo?.startsWith('Configuration') ? { refersTo: { kind: 'Configuration' } } : {};
};

const readBy = ({ key, alsoReadBy = '' }: AnnotationFact): Pick<AnnotationData, 'readBy'> => {
  if (key === 'dapr.io/sidecar-svc-annotations') return { readBy: ['operator'] };
  const others = ['operator', 'sentry'].filter((reader) => alsoReadBy.includes(reader));
  return others.length > 0 ? { readBy: ['injector', ...others] } : {};
};

type BadValue = NonNullable<AnnotationData['badValue']>;

const keepsDefault: BadValue = {
  effect: 'ignored',
  says: 'the injector drops a value that is no integer and keeps the default',
};
const exits = (what: string): BadValue => ({ effect: 'rejected', says: `daprd does not start with ${what}` });
const dropsAll: BadValue = {
  effect: 'ignored',
  says: 'one quantity that cannot be read makes the injector drop all four resource settings of the sidecar',
};
const dropsEntry = (what: string): BadValue => ({
  effect: 'ignored',
  says: `the injector drops an entry that ${what}`,
});

const badValueOf = ({ key, valueType }: AnnotationFact): BadValue | undefined =>
  badValues[key] ?? badValuesOfType[valueType];

/** What comes of it in general: dapr v1.18.3 pkg/injector/patcher/sidecar.go setValueFromString, and daprd's own flags. */
const badValuesOfType: Partial<Record<AnnotationFact['valueType'], BadValue>> = {
  bool: { effect: 'wrong', says: 'every text but y, yes, true, t, on and 1 counts as false' },
  duration: exits('a value that is no Go duration'),
  int: keepsDefault,
  int32: keepsDefault,
  port: keepsDefault,
  json: { effect: 'ignored', says: 'the injector leaves out a container that is no valid JSON' },
};

const badValues: Readonly<Record<string, BadValue>> = {
  'dapr.io/actors-disseminate-timeout': exits('a value that is no Go duration above zero'),
  'dapr.io/api-token-secret': {
    effect: 'rejected',
    says: 'Kubernetes refuses the pod for a text that is no name of a Secret',
  },
  'dapr.io/app-binding-options-timeout': {
    effect: 'rejected',
    says: 'daprd does not start with a value that is no Go duration, or a negative one',
  },
  'dapr.io/app-id': {
    effect: 'rejected',
    says: 'the injector refuses the pod unless the id with -dapr appended is a DNS label of at most 63 characters, and Kubernetes when it ends with a hyphen',
  },
  'dapr.io/app-protocol': exits('another protocol'),
  'dapr.io/app-token-secret': {
    effect: 'rejected',
    says: 'Kubernetes refuses the pod for a text that is no name of a Secret',
  },
  'dapr.io/block-shutdown-duration': {
    effect: 'rejected',
    says: 'daprd does not start with a value that is no Go duration, or a negative one',
  },
  'dapr.io/config': {
    effect: 'rejected',
    says: 'sentry signs no certificate for an empty text, a list, or another text that is no name of an object',
  },
  'dapr.io/disable-init-endpoints': exits('another endpoint'),
  'dapr.io/enabled': { effect: 'ignored', says: 'only the word true makes the injector act, in any letter case' },
  'dapr.io/env': dropsEntry('has no equals sign'),
  'dapr.io/env-from-secret': dropsEntry('has more than one colon'),
  'dapr.io/log-level': exits('another level'),
  'dapr.io/max-body-size': {
    effect: 'rejected',
    says: 'daprd does not start with a value that is no quantity, no whole number of bytes, or a fraction of a binary unit',
  },
  'dapr.io/read-buffer-size': {
    effect: 'rejected',
    says: 'daprd does not start with a value that is no quantity, no whole number of bytes, or a fraction of a binary unit',
  },
  'dapr.io/sidecar-cpu-limit': dropsAll,
  'dapr.io/sidecar-cpu-request': dropsAll,
  'dapr.io/sidecar-image': {
    effect: 'rejected',
    says: 'Kubernetes refuses the pod for an empty text, or one with spaces around it',
  },
  'dapr.io/sidecar-listen-addresses': {
    effect: 'rejected',
    says: 'daprd does not start when it can listen on none of them; it passes over the others',
  },
  'dapr.io/sidecar-memory-limit': dropsAll,
  'dapr.io/sidecar-memory-request': dropsAll,
  'dapr.io/sidecar-seccomp-profile-type': { effect: 'rejected', says: 'Kubernetes refuses the pod' },
  'dapr.io/volume-mounts': dropsEntry('is not a volume and a path with one colon between'),
  'dapr.io/volume-mounts-rw': dropsEntry('is not a volume and a path with one colon between'),
};

/** What surprises people, beside the value itself. */
const notes: Readonly<Record<string, string>> = {
  'dapr.io/app-health-check-path': 'used only with enable-app-health-check, and not for gRPC apps',
  'dapr.io/app-health-probe-interval': 'zero and less mean the default',
  'dapr.io/app-health-probe-timeout': 'zero and less mean the default; it must not exceed the interval',
  'dapr.io/app-health-threshold': 'less than one means the default',
  'dapr.io/app-id':
    'without it the injector takes the name of the pod, which pods of a Deployment or Job do not have yet',
  'dapr.io/app-max-concurrency': 'zero and less mean no limit; daprd does not start with less than -9',
  'dapr.io/app-port':
    'without it, or with zero and less, Dapr does not call the app: no subscriptions, input bindings, actors or health checks',
  'dapr.io/disable-builtin-k8s-secret-store': 'secret references of components still work',
  'dapr.io/enable-api-logging': 'overrides spec.logging.apiLogging.enabled of the Configuration, either way',
  'dapr.io/enable-app-health-check': 'needs app-port',
  'dapr.io/enable-metrics': 'the metrics endpoint stays open on port 9090 when this is false',
  'dapr.io/enabled': 'the operator takes any truthy word, so yes makes a Service without a sidecar',
  'dapr.io/env': 'a comma separates entries only before the next NAME=',
  'dapr.io/graceful-shutdown-seconds': 'less than zero means the default; daprd does not start with less than -9',
  'dapr.io/http-max-request-size': 'max-body-size wins where both are given',
  'dapr.io/http-read-buffer-size': 'read-buffer-size wins where both are given',
  'dapr.io/internal-grpc-port': 'callers reach another app under their own value, so all apps need the same',
  'dapr.io/max-body-size': 'a bare number is bytes, where http-max-request-size had megabytes',
  'dapr.io/metrics-port': 'without metrics daprd is not told of it, and keeps 9090',
  'dapr.io/placement-host-address': 'an empty value turns actors off',
  'dapr.io/pluggable-components': 'names are split at commas and not trimmed',
  'dapr.io/read-buffer-size': 'a bare number is bytes, where http-read-buffer-size had kilobytes',
  'dapr.io/scheduler-host-address': 'an empty value turns jobs, reminders and workflows off',
  'dapr.io/sidecar-listen-addresses': 'addresses without ports; an empty text means all of them',
  'dapr.io/sidecar-svc-annotations': 'for the Service that the operator makes; values cannot hold commas',
  'dapr.io/unix-domain-socket-path': 'a folder, mounted into every container of the app',
};
