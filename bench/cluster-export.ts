/** Writes an export of a cluster as kubectl does, a tenth of it Dapr's: `npx tsx bench/cluster-export.ts 100 > export.yaml` makes 100 MB. */
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const managedFields = (manager: string, fields: readonly string[]): string => `    managedFields:
    - apiVersion: apps/v1
      fieldsType: FieldsV1
      fieldsV1:
        f:metadata:
          f:annotations:
            .: {}
            f:deployment.kubernetes.io/revision: {}
          f:labels:
            .: {}
            f:app: {}
        f:spec:
${fields.map((field) => `          f:${field}:\n            .: {}\n            f:type: {}\n            k:{"name":"${field}"}:\n              .: {}\n              f:name: {}`).join('\n')}
      manager: ${manager}
      operation: Update
      time: "2026-03-01T10:00:00Z"
`;
const many = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, at) => of(at)).join('');
const fields = Array.from({ length: 40 }, (_, index) => `field${index}`);

const metadata = (name: string, namespace: string, more = ''): string => `  metadata:
${more}    creationTimestamp: "2026-03-01T10:00:00Z"
    labels:
      app: ${name}
${managedFields('kubectl-client-side-apply', fields)}    name: ${name}
    namespace: ${namespace}
    resourceVersion: "100000"
    uid: 7b3c7c4e-0000-4000-8000-000000000000
`;

const status = `  status:
    conditions:
${many(20, (index) => `    - lastTransitionTime: "2026-03-01T10:00:00Z"\n      message: condition ${index} is as it is to be\n      status: "True"\n      type: Condition${index}\n`)}`;

const podSpec = (indent: string, name: string): string =>
  `${indent}containers:
${indent}- env:
${many(20, (index) => `${indent}  - name: SETTING_${index}\n${indent}    value: value-${index}\n`)}${indent}  image: registry.example.com/shop/${name}:1.0.0
${indent}  name: main
${indent}serviceAccountName: ${name}
`;

const pod = (index: number): string => `- apiVersion: v1
  kind: Pod
${metadata(`web-${index}`, `team-${index % 50}`, `    ownerReferences:\n    - apiVersion: apps/v1\n      controller: true\n      kind: ReplicaSet\n      name: web\n`)}  spec:
${podSpec('    ', 'web')}${status}`;

const configMap = (index: number): string => `- apiVersion: v1
  data:
${many(30, (line) => `    setting-${line}: something that an app reads ${index}\n`)}  kind: ConfigMap
${metadata(`settings-${index}`, `team-${index % 50}`)}`;

const secret = (name: string, namespace: string): string => `- apiVersion: v1
  data:
    password: cGxhbnRlZC1tYXJrZXItb2Ytc2VjcmV0cw==
    user: cGxhbnRlZC1tYXJrZXItb2Ytc2VjcmV0cw==
  kind: Secret
${metadata(name, namespace)}  type: Opaque
`;

const deployment = (index: number): string => `- apiVersion: apps/v1
  kind: Deployment
${metadata(`web-${index}`, `team-${index % 50}`)}  spec:
    selector:
      matchLabels:
        app: web-${index}
    template:
      metadata:
        labels:
          app: web-${index}
      spec:
${podSpec('        ', `web-${index}`)}${status}`;

const app = (index: number): string => `- apiVersion: apps/v1
  kind: Deployment
${metadata(`orders-${index}`, `shop-${Math.floor(index / 20) % 20}`)}  spec:
    selector:
      matchLabels:
        app: orders-${index}
    template:
      metadata:
        annotations:
          dapr.io/app-id: orders-${index}
          dapr.io/app-port: "8080"
          dapr.io/enabled: "true"
        labels:
          app: orders-${index}
      spec:
${podSpec('        ', `orders-${index}`)}${status}`;

/** One in five speaks to its server without TLS. */
const component = (index: number): string => `- apiVersion: dapr.io/v1alpha1
  kind: Component
${metadata(`messages-${index}`, `shop-${Math.floor(index / 20) % 20}`)}  scopes:
  - orders-${index - 10}
  spec:
    metadata:
    - name: redisHost
      value: redis-${index}.shop.svc:6379
    - name: redisPassword
      secretKeyRef:
        key: password
        name: redis
    - name: enableTLS
      value: "${index % 100 !== 10}"
    type: pubsub.redis
    version: v1
`;

const others = [
  pod,
  pod,
  pod,
  configMap,
  (index: number): string => secret(`credentials-${index}`, `team-${index % 50}`),
  deployment,
];

/** The text of an export of about so many bytes, in parts; of `dapr` objects of Dapr's at most. */
export function* clusterExport(bytes: number, dapr = Number.POSITIVE_INFINITY): Generator<string> {
  yield 'apiVersion: v1\nitems:\n';
  let [written, own] = [0, 0];
  for (let index = 0; written < bytes; index += 1) {
    const isOwn = index % 10 === 0 && own < dapr;
    if (isOwn) own += 1;
    const part = isOwn ? (index % 20 === 0 ? app : component)(index) : (others[index % others.length] ?? pod)(index);
    written += part.length;
    yield part;
  }
  // One namespace lacks what its components need.
  for (let index = 1; index < 20; index += 1) yield secret('redis', `shop-${index}`);
  yield 'kind: List\nmetadata:\n  resourceVersion: ""\n';
}

/** The same as JSON, as kubectl writes it: the objects of a small export over and over, in other namespaces. */
export function* clusterExportAsJson(bytes: number): Generator<string> {
  const { items } = parse([...clusterExport(1e6)].join('')) as { items: { metadata: { namespace: string } }[] };
  yield '{\n    "apiVersion": "v1",\n    "items": [\n';
  let written = 0;
  for (let round = 0; written < bytes; round += 1)
    for (const { metadata, ...rest } of items) {
      const object = { ...rest, metadata: { ...metadata, namespace: `${metadata.namespace}-${round}` } };
      const text = JSON.stringify(object, undefined, 4).replaceAll(/^/gm, '        ');
      const part = written === 0 ? text : `,\n${text}`;
      written += part.length;
      yield part;
    }
  yield '\n    ],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , megabytes = '100', dapr] = process.argv;
  let batch = '';
  for (const part of clusterExport(Number(megabytes) * 1e6, dapr === undefined ? undefined : Number(dapr))) {
    batch += part;
    if (batch.length < 1e6) continue;
    if (!process.stdout.write(batch)) await new Promise((done) => process.stdout.once('drain', done));
    batch = '';
  }
  process.stdout.write(batch);
}
