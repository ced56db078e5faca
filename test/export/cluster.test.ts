import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { kindsNeeded } from '../../src/export/kinds.ts';
import { type Finding, lint, resolveSettings, rules, type Source } from '../../src/index.ts';
import { cluster, listOfAll } from './cluster.ts';
import { type Fields, fieldsOf, listOf, pathIn, textOf, type Value } from './defaults.ts';
import { readExport } from './read.ts';

const settings = resolveSettings({ rules, flags: { closedWorld: true, preset: 'strict' } });
const clock = { today: '2026-11-23' };
const needed = kindsNeeded(rules);

const findingsOf = (sources: readonly Source[]): readonly Finding[] => lint(sources, rules, settings, clock).findings;

const exportOf = (objects: readonly Fields[]): string =>
  stringify(listOfAll(objects), { indentSeq: false, aliasDuplicateObjects: false });
const wholeOf = (text: string): readonly Source[] => [{ path: 'export.yaml', text, named: true }];

const streamed = async (text: string): Promise<readonly Source[]> => {
  const open = async function* (): AsyncIterable<Uint8Array> {
    yield Uint8Array.from(Buffer.from(text));
  };
  return (await readExport({ path: 'export.yaml', open, isNamed: true }, needed)).sources;
};

/** Where a rule points at another place in an export, which has one more to point at. */
const moved: readonly (readonly [rule: string, inExport: RegExp])[] = [
  ['fragile-replica-count', /^spec\.replicas$/],
  ['insecure-service-account', /serviceAccountName$/],
];

/** A rule, the object and the field that it speaks of. */
const titleOf = ({ rule, resource, field }: Finding): string => {
  const isMoved = moved.some(([id]) => id === rule);
  return `${rule}: ${resource?.kind} ${resource?.namespace}/${resource?.name}${isMoved ? '' : ` ${field}`}`;
};
const titlesOf = (findings: readonly Finding[]): readonly string[] => findings.map(titleOf).sort();

const objectsIn = (root: string): readonly Fields[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path) && statSync(join(root, path)).isFile())
    .filter((path) => !/(?:^|\/)(?:kustomization|Chart|daprlint)\.ya?ml$/.test(path))
    .sort()
    .flatMap((path) => parseAllDocuments(readFileSync(join(root, path), 'utf8')))
    .filter((document) => document.errors.length === 0)
    .map((document) => document.toJS() as Fields | null)
    .filter((object): object is Fields => object !== null && textOf(pathIn(object, 'metadata', 'name')) !== '')
    .map((object) => ({ ...object, metadata: { namespace: 'shop', ...fieldsOf(object.metadata) } }));

/** More folders of manifests to try, separated by colons. */
const more = (process.env.DAPRLINT_SOURCES ?? '').split(':').filter(Boolean);
const roots = ['fixtures/todo-chatbot/compliant', 'fixtures/shop', 'fixtures/harbour', ...more];

describe('an export raises what its sources raise', () => {
  it.each(roots)('and nothing else: %s', (root) => {
    const objects = objectsIn(root);
    const text = exportOf(cluster(objects));
    expect(text).toContain('name: daprd');
    expect(titlesOf(findingsOf(wholeOf(text)))).toEqual(titlesOf(findingsOf(wholeOf(exportOf(objects)))));
  });

  it.each(roots)('object by object, too: %s', async (root) => {
    const text = exportOf(cluster(objectsIn(root)));
    expect(titlesOf(findingsOf(await streamed(text)))).toEqual(titlesOf(findingsOf(wholeOf(text))));
  });
});

const template = (appId: string): Fields => ({
  metadata: {
    labels: { app: appId },
    annotations: {
      'dapr.io/enabled': 'true',
      'dapr.io/app-id': appId,
      'dapr.io/log-level': 'loud',
    },
  },
  spec: { containers: [{ name: appId, image: `shop/${appId}:1.0.0` }] },
});
const metadata = (name: string): Fields => ({ name, namespace: 'shop' });
const selector = (app: string): Fields => ({ matchLabels: { app } });
const workloads: Readonly<Record<string, Fields>> = {
  Deployment: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata('orders'),
    spec: { replicas: 3, selector: selector('orders'), template: template('orders') },
  },
  StatefulSet: {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata('orders'),
    spec: { replicas: 2, serviceName: 'orders', selector: selector('orders'), template: template('orders') },
  },
  DaemonSet: {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadata('orders'),
    spec: { selector: selector('orders'), template: template('orders') },
  },
  Rollout: {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: metadata('orders'),
    spec: { replicas: 2, selector: selector('orders'), template: template('orders') },
  },
  CronJob: {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata('orders'),
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: template('orders') } } },
  },
  Job: { apiVersion: 'batch/v1', kind: 'Job', metadata: metadata('orders'), spec: { template: template('orders') } },
  Pod: {
    apiVersion: 'v1',
    kind: 'Pod',
    ...template('orders'),
    metadata: { ...metadata('orders'), ...fieldsOf(template('orders').metadata) },
  },
};

/** Of the findings those about the level of the logs: one where it is reported once. */
const aboutLevel = (objects: readonly Fields[]): readonly string[] =>
  findingsOf(wholeOf(exportOf(objects)))
    .filter(({ rule }) => rule === 'invalid-log-level')
    .map(({ resource }) => `${resource?.kind} ${resource?.name}`);

describe('what controllers make is reported once, at the owner', () => {
  it.each(Object.keys(workloads))('%s', (kind) => {
    const all = cluster([workloads[kind] ?? {}]);
    expect(all.some((object) => object.kind === 'Pod')).toBe(true);
    expect(aboutLevel(all)).toEqual([`${kind} orders`]);
  });

  it.each(['Deployment', 'Rollout'])('%s, though the ReplicaSets in between are not exported', (kind) => {
    const all = cluster([workloads[kind] ?? {}]).filter((object) => object.kind !== 'ReplicaSet');
    expect(aboutLevel(all)).toEqual([`${kind} orders`]);
  });

  it('CronJob, though its Jobs are not exported', () => {
    const all = cluster([workloads.CronJob ?? {}]).filter((object) => object.kind !== 'Job');
    expect(aboutLevel(all)).toEqual(['CronJob orders']);
  });

  it('the ReplicaSet of a Deployment that is not exported, and not the one before it', () => {
    const all = cluster([workloads.Deployment ?? {}]).filter((object) => object.kind !== 'Deployment');
    expect(aboutLevel(all)).toEqual(['ReplicaSet orders-6d5f7c9b8']);
  });

  it('the first of the Pods of a controller that is not exported', () => {
    const all = cluster([workloads.Deployment ?? {}]).filter((object) => object.kind === 'Pod');
    expect(all).toHaveLength(3);
    expect(aboutLevel(all)).toEqual(['Pod orders-6d5f7c9b8-x0kzp']);
  });

  it('a Deployment that an operator keeps', () => {
    const owner = { apiVersion: 'core.oam.dev/v1', kind: 'Application', name: 'shop', uid: '1', controller: true };
    const owned = cluster([workloads.Deployment ?? {}]).map((object) =>
      object.kind === 'Deployment'
        ? { ...object, metadata: { ...fieldsOf(object.metadata), ownerReferences: [owner] as Value } }
        : object,
    );
    expect(aboutLevel(owned)).toEqual(['Deployment orders']);
  });
});

describe('a sidecar that was injected', () => {
  it('is not taken for a container of the pod, nor what came with it', () => {
    const [pod = {}] = cluster([workloads.Pod ?? {}]);
    expect(listOf(pathIn(pod, 'spec', 'containers'))).toHaveLength(2);
    const found = findingsOf(wholeOf(exportOf([pod]))).map(({ field }) => field);
    expect(found.filter((field) => /daprd|dapr-identity-token|kube-api-access/.test(field))).toEqual([]);
  });

  it('is told from one that somebody wrote into the pod', () => {
    const own = fieldsOf(workloads.Pod);
    const spec = {
      containers: [
        { name: 'orders', image: 'shop/orders:1.0.0' },
        { name: 'daprd', image: 'shop/own:1.0.0' },
      ],
    };
    const rulesIn = (objects: readonly Fields[]): readonly string[] =>
      findingsOf(wholeOf(exportOf(objects))).map(({ rule }) => rule);
    expect(rulesIn(cluster([{ ...own, spec }]))).toContain('conflicting-container-name');
    expect(rulesIn(cluster([own]))).not.toContain('conflicting-container-name');
  });
});
