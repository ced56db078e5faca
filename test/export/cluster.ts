import { changed, type Fields, fieldsOf, listOf, pathIn, textOf, type Value, withDefaults } from './defaults.ts';
import { type Injector, injected } from './injected.ts';

const created = '2026-03-01T10:00:00Z';
let count = 0;
const uid = (): string => {
  count += 1;
  return `5d2f8a4e-0000-4000-8000-${String(count).padStart(12, '0')}`;
};

const managedBy = (manager: string, object: Fields): Value => ({
  apiVersion: object.apiVersion,
  fieldsType: 'FieldsV1',
  fieldsV1: Object.fromEntries(Object.keys(object).map((key) => [`f:${key}`, { '.': {} }])),
  manager,
  operation: 'Update',
  time: created,
});

/** An object with what the API server and `kubectl apply` write into the `metadata` of every one. */
const kept = (object: Fields, applied?: Fields): Fields => ({
  ...object,
  metadata: {
    ...fieldsOf(object.metadata),
    ...(applied && {
      annotations: {
        ...fieldsOf(pathIn(object, 'metadata', 'annotations')),
        'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(applied)}\n`,
      },
    }),
    creationTimestamp: created,
    generation: 1,
    managedFields: [managedBy('kubectl-client-side-apply', object), managedBy('kube-controller-manager', object)],
    resourceVersion: String(100_000 + count),
    uid: uid(),
  },
});

const ownedBy = (object: Fields, owner: Fields): Fields =>
  changed(object, ['metadata', 'ownerReferences'], () => [
    {
      apiVersion: owner.apiVersion,
      blockOwnerDeletion: true,
      controller: true,
      kind: owner.kind,
      name: pathIn(owner, 'metadata', 'name'),
      uid: pathIn(owner, 'metadata', 'uid'),
    },
  ]);

const nameOf = (object: Fields): string => textOf(pathIn(object, 'metadata', 'name'));
const spaceOf = (object: Fields): string => textOf(pathIn(object, 'metadata', 'namespace'));

const podOf = (
  owner: Fields,
  template: Value | undefined,
  name: string,
  labels: Fields,
  injector: Injector,
): Fields => {
  const pod: Fields = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...fieldsOf(pathIn(template, 'metadata')),
      name,
      namespace: spaceOf(owner),
      labels: { ...fieldsOf(pathIn(template, 'metadata', 'labels')), ...labels },
    },
    spec: pathIn(template, 'spec'),
  };
  return ownedBy(kept(running(injected(pod, { ...injector, namespace: spaceOf(owner) }))), owner);
};

/** A pod on a node. */
const running = (pod: Fields): Fields => {
  const containers = [...listOf(pathIn(pod, 'spec', 'containers'))];
  const spec = fieldsOf(pod.spec);
  return {
    ...pod,
    spec: {
      ...spec,
      containers: containers.map((each) =>
        changed(each, ['volumeMounts'], (old) => [
          ...listOf(old).filter((mount) => pathIn(mount, 'name') !== 'kube-api-access-x7k2p'),
          { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'kube-api-access-x7k2p', readOnly: true },
        ]),
      ),
      enableServiceLinks: true,
      nodeName: 'node-1',
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 0,
      serviceAccountName: spec.serviceAccountName ?? 'default',
      serviceAccount: spec.serviceAccountName ?? 'default',
      tolerations: [
        { effect: 'NoExecute', key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 300 },
      ],
      volumes: [
        ...listOf(spec.volumes),
        {
          name: 'kube-api-access-x7k2p',
          projected: {
            defaultMode: 420,
            sources: [
              { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
              { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
            ],
          },
        },
      ],
    },
    status: {
      conditions: [{ lastProbeTime: null, lastTransitionTime: created, status: 'True', type: 'Ready' }],
      containerStatuses: containers.map((each) => ({
        image: pathIn(each, 'image'),
        imageID: `docker.io/${textOf(pathIn(each, 'image'))}@sha256:0000`,
        name: pathIn(each, 'name'),
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: created } },
      })),
      hostIP: '10.0.0.4',
      phase: 'Running',
      podIP: '10.244.0.12',
      qosClass: 'Burstable',
      startTime: created,
    },
  };
};

const operatorService = (owner: Fields): readonly Fields[] => {
  const given = fieldsOf(pathIn(owner, 'spec', 'template', 'metadata', 'annotations'));
  const appId = textOf(given['dapr.io/app-id']);
  if (!/^(?:true)$/i.test(textOf(given['dapr.io/enabled'])) || appId === '') return [];
  const port = (name: string, number: number, target = number): Value => ({
    name,
    port: number,
    protocol: 'TCP',
    targetPort: target,
  });
  const number = (name: string, otherwise: number): number => Number(given[`dapr.io/${name}`] ?? otherwise);
  const hasMetrics = !/^(?:false|no|n|off|0)$/i.test(textOf(given['dapr.io/enable-metrics']));
  const object: Fields = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      annotations: {
        'dapr.io/app-id': appId,
        ...(hasMetrics && {
          'prometheus.io/path': '/',
          'prometheus.io/port': String(number('metrics-port', 9090)),
          'prometheus.io/probe': 'true',
          'prometheus.io/scrape': 'true',
        }),
      },
      labels: { 'dapr.io/enabled': 'true' },
      name: `${appId}-dapr`,
      namespace: spaceOf(owner),
    },
    spec: {
      clusterIP: 'None',
      clusterIPs: ['None'],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [
        port('dapr-http', 80, 3500),
        port('dapr-grpc', number('grpc-port', 50_001)),
        port('dapr-internal', number('internal-grpc-port', 50_002)),
        port('dapr-metrics', number('metrics-port', 9090)),
      ],
      selector: pathIn(owner, 'spec', 'selector', 'matchLabels'),
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  };
  return [ownedBy(kept(object), owner)];
};

/** An object with all that controllers make of it. */
const withChildren = (object: Fields, injector: Injector): readonly Fields[] => {
  const [kind, name, template] = [object.kind, nameOf(object), pathIn(object, 'spec', 'template')];
  const replicas = Math.min(Number(pathIn(object, 'spec', 'replicas') ?? 1), 3);
  const several = <Each>(each: (index: number) => Each): readonly Each[] =>
    Array.from({ length: replicas }, (_, index) => each(index));
  if (kind === 'Deployment' || kind === 'Rollout') {
    const label = kind === 'Rollout' ? 'rollouts-pod-template-hash' : 'pod-template-hash';
    const hash = { [label]: '6d5f7c9b8' };
    const sets = ['6d5f7c9b8', '7c6b9d5f4'].map((each, index) => {
      const labelled = changed(template, ['metadata', 'labels'], (old) => ({ ...fieldsOf(old), [label]: each }));
      const set: Fields = {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: {
          name: `${name}-${each}`,
          namespace: spaceOf(object),
          labels: pathIn(labelled, 'metadata', 'labels'),
          annotations: {
            ...fieldsOf(pathIn(object, 'metadata', 'annotations')),
            'deployment.kubernetes.io/revision': '2',
          },
        },
        spec: {
          replicas: index === 0 ? replicas : 0,
          selector: { matchLabels: pathIn(labelled, 'metadata', 'labels') },
          template: labelled,
        },
        status: { observedGeneration: 1, replicas: index === 0 ? replicas : 0 },
      };
      return ownedBy(kept(set), object);
    });
    const [set = {}] = sets;
    const pods = several((index) => podOf(set, template, `${nameOf(set)}-x${index}kzp`, hash, injector));
    return [object, ...sets, ...pods, ...(kind === 'Deployment' ? operatorService(object) : [])];
  }
  if (kind === 'StatefulSet') {
    const pods = several((index) => podOf(object, template, `${name}-${index}`, {}, injector));
    return [object, ...pods, ...operatorService(object)];
  }
  if (kind === 'DaemonSet') return [object, podOf(object, template, `${name}-8xk2p`, {}, injector)];
  if (kind === 'Job') return [object, podOf(object, template, `${name}-8xk2p`, {}, injector)];
  if (kind === 'CronJob') {
    const spec = fieldsOf(pathIn(object, 'spec', 'jobTemplate', 'spec'));
    const job: Fields = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: `${name}-29230560`, namespace: spaceOf(object) },
      spec,
      status: { active: 1 },
    };
    const own = ownedBy(kept(withDefaults(job)), object);
    return [object, own, podOf(own, spec.template, `${name}-29230560-8xk2p`, {}, injector)];
  }
  if (kind === 'Pod') return [running(injected(object, { ...injector, namespace: spaceOf(object) }))];
  return [object];
};

/** What every namespace has. */
const furniture = (namespace: string): readonly Fields[] => [
  kept({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'kube-root-ca.crt', namespace },
    data: { 'ca.crt': '-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n' },
  }),
  kept({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }),
  kept({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/service-account-token',
    metadata: {
      name: 'default-token-x7k2p',
      namespace,
      annotations: { 'kubernetes.io/service-account.name': 'default' },
    },
    data: { 'ca.crt': 'LS0tLS1CRUdJTg==', namespace: 'ZGVmYXVsdA==', token: 'ZXlKaGJHY2lPaUpTVXpJMU5pSXM=' },
  }),
  kept({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'helm.sh/release.v1',
    metadata: { name: 'sh.helm.release.v1.dapr-shop.v1', namespace, labels: { owner: 'helm', name: 'dapr-shop' } },
    data: { release: 'SDRzSUFBQUFBQUFDLytSOVdYZmpPTExtdTM1RkhuV2Y=' },
  }),
  kept({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'orders.17a3', namespace },
    involvedObject: { kind: 'Pod', name: 'orders' },
    message: 'Started container daprd',
  }),
];

const statusOf: Readonly<Record<string, Value>> = {
  Service: { loadBalancer: {} },
  Ingress: { loadBalancer: {} },
  Namespace: { phase: 'Active' },
  Deployment: { availableReplicas: 1, observedGeneration: 1, readyReplicas: 1, replicas: 1, updatedReplicas: 1 },
  StatefulSet: { currentReplicas: 1, observedGeneration: 1, replicas: 1, updatedReplicas: 1 },
  Job: { active: 1 },
  CronJob: { lastScheduleTime: created },
};

/** What a cluster has after some objects were applied to it. */
export const cluster = (
  objects: readonly Fields[],
  injector: Injector = { image: 'ghcr.io/dapr/daprd:1.18.3', namespace: '' },
): readonly Fields[] => {
  count = 0;
  const own = objects.flatMap((applied) => {
    const status = statusOf[textOf(applied.kind)];
    return withChildren({ ...kept(withDefaults(applied), applied), ...(status !== undefined && { status }) }, injector);
  });
  const namespaces = new Set(own.map(spaceOf).filter((name) => name !== ''));
  return [...own, ...[...namespaces].flatMap(furniture)].map((object) =>
    // kubectl writes keys in this order.
    Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
};

/** The export of a cluster, as kubectl writes it. */
export const listOfAll = (items: readonly Fields[]): Fields => ({
  apiVersion: 'v1',
  items: [...items],
  kind: 'List',
  metadata: { resourceVersion: '' },
});
