/** What is in a cluster: JSON. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value | undefined };
export type Fields = { readonly [key: string]: Value | undefined };

export const fieldsOf = (value: Value | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
export const listOf = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : []);
export const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const under = (value: Value | undefined, ...steps: readonly string[]): Value | undefined =>
  steps.reduce<Value | undefined>((inner, step) => fieldsOf(inner)[step], value);
export const pathIn = under;

/** An object with something else in a place of it. */
export const changed = (
  value: Value | undefined,
  steps: readonly string[],
  to: (old: Value | undefined) => Value,
): Fields => {
  const [first = '', ...rest] = steps;
  const own = fieldsOf(value);
  return { ...own, [first]: rest.length === 0 ? to(own[first]) : changed(own[first], rest, to) };
};

const probe = (value: Value | undefined): Value | undefined =>
  value === undefined
    ? undefined
    : {
        failureThreshold: 3,
        periodSeconds: 10,
        successThreshold: 1,
        timeoutSeconds: 1,
        ...fieldsOf(value),
        ...(under(value, 'httpGet') !== undefined && {
          httpGet: { scheme: 'HTTP', ...fieldsOf(under(value, 'httpGet')) },
        }),
      };

const protocol = (port: Value): Value => ({ ...fieldsOf(port), protocol: under(port, 'protocol') ?? 'TCP' });

/** A container as the API server keeps it. */
export const container = (value: Value): Fields => {
  const own = fieldsOf(value);
  const image = textOf(own.image);
  const isLatest = !/:[^/:]+$/.test(image) || image.endsWith(':latest');
  return {
    imagePullPolicy: image.includes('@') || !isLatest ? 'IfNotPresent' : 'Always',
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...own,
    ...(own.ports !== undefined && { ports: listOf(own.ports).map(protocol) }),
    ...(own.env !== undefined && {
      env: listOf(own.env).map((each) =>
        under(each, 'valueFrom', 'fieldRef') === undefined
          ? each
          : changed(each, ['valueFrom', 'fieldRef', 'apiVersion'], (old) => old ?? 'v1'),
      ),
    }),
    ...Object.fromEntries(
      ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) =>
        own[name] === undefined ? [] : [[name, probe(own[name])]],
      ),
    ),
  };
};

const volume = (value: Value): Value => {
  const own = fieldsOf(value);
  const kind = ['secret', 'configMap', 'projected', 'downwardAPI'].find((each) => own[each] !== undefined);
  return kind === undefined ? own : { ...own, [kind]: { defaultMode: 420, ...fieldsOf(own[kind]) } };
};

export const podSpec = (value: Value | undefined, restartPolicy = 'Always'): Fields => {
  const own = fieldsOf(value);
  return {
    dnsPolicy: 'ClusterFirst',
    restartPolicy,
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    ...own,
    containers: listOf(own.containers).map(container),
    ...(own.initContainers !== undefined && { initContainers: listOf(own.initContainers).map(container) }),
    ...(own.volumes !== undefined && { volumes: listOf(own.volumes).map(volume) }),
    ...(own.serviceAccountName !== undefined && { serviceAccount: own.serviceAccountName }),
  };
};

const podTemplate = (value: Value | undefined): Fields => ({
  ...fieldsOf(value),
  metadata: { creationTimestamp: null, ...fieldsOf(under(value, 'metadata')) },
  spec: podSpec(under(value, 'spec')),
});

const rollingUpdate = { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' }, type: 'RollingUpdate' };
const service = {
  internalTrafficPolicy: 'Cluster',
  ipFamilies: ['IPv4'],
  ipFamilyPolicy: 'SingleStack',
  sessionAffinity: 'None',
  type: 'ClusterIP',
  clusterIP: '10.96.14.7',
  clusterIPs: ['10.96.14.7'],
};

/** What the API server writes into the spec of an object of a kind, beside what was given. */
const specs: Readonly<Record<string, (spec: Fields) => Fields>> = {
  Deployment: (spec) => ({
    progressDeadlineSeconds: 600,
    replicas: 1,
    revisionHistoryLimit: 10,
    strategy: rollingUpdate,
    ...spec,
    template: podTemplate(spec.template),
  }),
  StatefulSet: (spec) => ({
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    podManagementPolicy: 'OrderedReady',
    replicas: 1,
    revisionHistoryLimit: 10,
    updateStrategy: { rollingUpdate: { partition: 0 }, type: 'RollingUpdate' },
    ...spec,
    template: podTemplate(spec.template),
  }),
  DaemonSet: (spec) => ({
    revisionHistoryLimit: 10,
    updateStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 }, type: 'RollingUpdate' },
    ...spec,
    template: podTemplate(spec.template),
  }),
  Rollout: (spec) => spec,
  Job: (spec) => ({
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    completions: 1,
    manualSelector: false,
    parallelism: 1,
    podReplacementPolicy: 'TerminatingOrFailed',
    selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': '5d2f8a4e-0000-4000-8000-00000000000a' } },
    suspend: false,
    ...spec,
    template: changed(podTemplate(spec.template), ['metadata', 'labels'], (old) => ({
      'batch.kubernetes.io/controller-uid': '5d2f8a4e-0000-4000-8000-00000000000a',
      ...fieldsOf(old),
    })),
  }),
  CronJob: (spec) => ({
    concurrencyPolicy: 'Allow',
    failedJobsHistoryLimit: 1,
    successfulJobsHistoryLimit: 3,
    suspend: false,
    ...spec,
    jobTemplate: {
      metadata: { creationTimestamp: null, ...fieldsOf(under(spec.jobTemplate, 'metadata')) },
      spec: {
        ...fieldsOf(under(spec.jobTemplate, 'spec')),
        template: podTemplate(under(spec.jobTemplate, 'spec', 'template')),
      },
    },
  }),
  Pod: (spec) => podSpec(spec),
  Service: (spec) => ({
    ...service,
    ...spec,
    ports: listOf(spec.ports).map((port) => ({ targetPort: under(port, 'port'), ...fieldsOf(protocol(port)) })),
  }),
  NetworkPolicy: (spec) => ({
    policyTypes: ['Ingress', ...(spec.egress === undefined ? [] : ['Egress'])],
    ...spec,
    ...Object.fromEntries(
      ['ingress', 'egress'].flatMap((way) =>
        spec[way] === undefined
          ? []
          : [
              [
                way,
                listOf(spec[way]).map((rule) =>
                  under(rule, 'ports') === undefined
                    ? rule
                    : changed(rule, ['ports'], (old) => listOf(old).map(protocol)),
                ),
              ],
            ],
      ),
    ),
  }),
  Namespace: (spec) => ({ finalizers: ['kubernetes'], ...spec }),
};

const encoded = (text: string): string => Buffer.from(text).toString('base64');

/** An object as the API server gives it out, but for what is in every `metadata` and for its `status`. */
export const withDefaults = (object: Fields): Fields => {
  const kind = textOf(object.kind);
  if (kind === 'Secret') {
    const { stringData, ...rest } = object;
    const given = Object.entries(fieldsOf(stringData)).map(([key, text]) => [key, encoded(textOf(text))]);
    return { type: 'Opaque', ...rest, data: { ...fieldsOf(object.data), ...Object.fromEntries(given) } };
  }
  if (kind === 'Subscription' && object.apiVersion === 'dapr.io/v1alpha1') {
    const { route, ...spec } = fieldsOf(object.spec);
    return { ...object, apiVersion: 'dapr.io/v2alpha1', spec: { ...spec, routes: { default: route } } };
  }
  if (kind === 'Namespace')
    return {
      ...changed(object, ['metadata', 'labels'], (old) => ({
        'kubernetes.io/metadata.name': under(object, 'metadata', 'name'),
        ...fieldsOf(old),
      })),
      spec: specs.Namespace?.(fieldsOf(object.spec)) ?? {},
    };
  const spec = specs[kind];
  return spec && object.spec !== undefined ? { ...object, spec: spec(fieldsOf(object.spec)) } : object;
};
