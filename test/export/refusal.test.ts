import { describe, expect, it } from 'vitest';
import { kindsNeeded } from '../../src/export/kinds.ts';
import { refusalIn, unreadOf } from '../../src/export/refusal.ts';
import { rules } from '../../src/index.ts';
import { isOfDapr } from '../../src/model/subjects.ts';
import type { JsonReport } from '../../src/report/json.ts';
import { daprlint } from '../cli/call.ts';
import { folderWith } from '../read/workspace.ts';

const refused = (resource: string, group = '', where = 'at the cluster scope', reason = ''): string =>
  `Error from server (Forbidden): ${group === '' ? resource : `${resource}.${group}`} is forbidden: User "ann@example.com" cannot list resource "${resource}" in API group "${group}" ${where}${reason}`;

describe('what a line of kubectl says that a server does not give', () => {
  it.each([
    [refused('secrets'), { resource: 'secrets', group: '', namespace: undefined }],
    [
      refused('components', 'dapr.io', 'in the namespace "shop"'),
      { resource: 'components', group: 'dapr.io', namespace: 'shop' },
    ],
    [
      refused('pods', '', 'in the namespace "a.b"', ': RBAC: clusterrole.rbac.authorization.k8s.io "x" not found'),
      { resource: 'pods', group: '', namespace: 'a.b' },
    ],
    [
      'Error from server (Forbidden): secrets "redis" is forbidden: User "system:serviceaccount:a:b" cannot get resource "secrets" in API group "" in the namespace "shop"',
      { resource: 'secrets', group: '', namespace: 'shop' },
    ],
    [
      'Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request (get components.dapr.io)',
      { resource: 'components', group: 'dapr.io', namespace: undefined },
    ],
  ])('%s', (line, refusal) => {
    expect(refusalIn(line)).toEqual(refusal);
  });

  it.each([
    ['Error from server (Forbidden): secrets is forbidden'],
    ['Error from server (Forbidden): forbidden: User "ann" cannot get path "/apis"'],
    // Older servers name no group.
    ['Error from server (Forbidden): secrets is forbidden: User "ann" cannot list secrets in the namespace "shop"'],
    [refused('secrets').slice(0, -20)],
    [refused('secrets', '', 'in the namespace "shop').slice(0, 110)],
    ['Error from server (InternalError): an error on the server ("") has prevented the request from succeeding'],
    ['Error from server (NotFound): the server could not find the requested resource'],
    ['Error from server: etcdserver: request timed out'],
    // Who asks may be called anything.
    [
      'Error from server (Forbidden): secrets is forbidden: User "a\\" cannot list resource \\"events\\" in API group \\"\\" at the cluster scope" is unknown',
    ],
    ['error: the server does not have a resource type "components"'],
  ])('is not known: %s', (line) => {
    expect(refusalIn(line)).toBeUndefined();
  });

  it.each([
    ['secrets', '', ['Secret']],
    ['networkpolicies', 'networking.k8s.io', ['NetworkPolicy']],
    ['resiliencies', 'dapr.io', ['Resiliency']],
    ['httpendpoints', 'dapr.io', ['HTTPEndpoint']],
    ['configurations', 'dapr.io', ['Configuration']],
    ['configurations', 'serving.knative.dev', []],
    ['components', 'example.com', []],
    ['configurations', undefined, ['Configuration']],
    ['events', '', []],
    ['leases', 'coordination.k8s.io', []],
  ] as const)('%s of the group "%s" are %j', (resource, group, kinds) => {
    expect(unreadOf([{ resource, group }], kindsNeeded(rules), isOfDapr)).toEqual(kinds.map((kind) => ({ kind })));
  });
});

const appIn = (namespace: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
  namespace: ${namespace}
spec:
  selector:
    matchLabels:
      app: orders
  template:
    metadata:
      labels:
        app: orders
      annotations:
        dapr.io/enabled: "true"
        dapr.io/app-id: orders
        dapr.io/config: tracing
    spec:
      containers:
      - name: orders
        image: shop/orders:1.0.0
`;
const storeIn = (namespace: string, scope = 'orders'): string => `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: store
  namespace: ${namespace}
spec:
  type: state.redis
  version: v1
  metadata:
  - name: redisHost
    value: redis:6379
  - name: redisPassword
    secretKeyRef:
      name: redis
      key: password
auth:
  secretStore: kubernetes
scopes:
- ${scope}
`;
const exported = ['shop', 'bank'].flatMap((namespace) => [appIn(namespace), storeIn(namespace)]).join('---\n');

/** What is said to be missing, by rule and namespace. */
const missing = async (...lines: readonly string[]) => {
  const text = `${lines.map((line) => `${line}\n`).join('')}${exported}`;
  const folder = await folderWith({ 'export.yaml': text });
  const [json, pretty] = await Promise.all(
    ['json', 'pretty'].map((format) => daprlint(folder, ['audit', 'export.yaml', '-f', format])),
  );
  const { findings } = JSON.parse(json?.stdout ?? '') as JsonReport;
  const told = findings
    .filter(({ rule }) => /^unknown-(?:secret|configuration)$/.test(rule))
    .map(({ rule, severity, resource }) => `${rule} ${severity} ${resource?.namespace}`);
  return { told: told.sort(), pretty: (pretty?.stdout ?? '').replaceAll(/\s+/g, ' ') };
};
const configurations = ['unknown-configuration error bank', 'unknown-configuration error shop'];
const secrets = ['unknown-secret error bank', 'unknown-secret error shop'];

describe('what is missing in an export', () => {
  it('is told, if nothing was refused', async () => {
    const { told, pretty } = await missing();
    expect(told).toEqual([...configurations, ...secrets]);
    expect(pretty).toContain('export.yaml holds no Configuration, no Secret, ');
  });

  it('is not told of a kind that was refused', async () => {
    const { told, pretty } = await missing(refused('secrets'));
    expect(told).toEqual(configurations);
    expect(pretty).toContain('note: the server has not given all of Secret: ');
    expect(pretty).toContain('export.yaml holds no Configuration, no ConfigMap, ');
    expect((await missing(refused('configurations', 'dapr.io'))).told).toEqual(secrets);
  });

  it('is not told in the namespace of which a kind was refused', async () => {
    const { told } = await missing(refused('secrets', '', 'in the namespace "shop"'));
    expect(told).toEqual([...configurations, 'unknown-secret error bank']);
  });

  it('is not told by a namesake elsewhere where that kind was refused, and is by one where it was not', async () => {
    const vault =
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: redis\n  namespace: vault\ndata:\n  password: eA==\n';
    const told = async (where: string): Promise<readonly string[]> => {
      const text = `${refused('secrets', '', `in the namespace "${where}"`)}\n${storeIn('shop')}---\n${appIn('shop')}---\n${vault}`;
      const { stdout } = await daprlint(await folderWith({ 'export.yaml': text }), [
        'audit',
        'export.yaml',
        '-f',
        'json',
      ]);
      return (JSON.parse(stdout) as JsonReport).findings
        .map(({ rule }) => rule)
        .filter((rule) => rule === 'unknown-secret');
    };
    expect(await told('shop')).toEqual([]);
    expect(await told('bank')).toEqual(['unknown-secret']);
  });

  it('is told of what no rule reads, or another group has', async () => {
    for (const line of [
      refused('events'),
      refused('configurations', 'serving.knative.dev'),
      refused('leases', 'coordination.k8s.io'),
    ])
      expect((await missing(line)).told).toEqual([...configurations, ...secrets]);
  });

  it('is told of nothing where a refusal does not say what it is about', async () => {
    for (const line of [
      'Error from server (Forbidden): secrets is forbidden',
      'Error from server: etcdserver: request timed out',
      'error: You must be logged in to the server (Unauthorized)',
      'error: the server doesn\'t have a resource type "components"',
    ])
      expect((await missing(refused('leases', 'coordination.k8s.io'), line)).told).toEqual([]);
  });

  it('is told of no app by name where the workloads of a namespace were refused that is named', async () => {
    const scoped = async (line: string): Promise<boolean> => {
      const text = `${line}\n${appIn('shop')}---\n${storeIn('shop', 'elsewhere')}`;
      const { stdout } = await daprlint(await folderWith({ 'export.yaml': text }), ['audit', 'export.yaml']);
      return stdout.includes('unknown-scope');
    };
    expect(await scoped(refused('events'))).toBe(true);
    expect(await scoped(refused('deployments', 'apps'))).toBe(false);
    expect(await scoped(refused('deployments', 'apps', 'in the namespace "shop"'))).toBe(false);
    expect(await scoped(refused('deployments', 'apps', 'in the namespace "bank"'))).toBe(true);
    expect(await scoped(refused('statefulsets', 'apps'))).toBe(false);
  });
});
