import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { kindsNeeded } from '../../src/export/kinds.ts';
import { lint, resolveSettings, rules, type Source } from '../../src/index.ts';
import { marksIn } from '../marks.ts';
import { cluster, listOfAll } from './cluster.ts';
import { changed, type Fields, fieldsOf, listOf, pathIn, textOf, type Value } from './defaults.ts';
import { readExport } from './read.ts';

const own = new Set([
  'conflicting-sidecar',
  'fragile-control-plane',
  'ignored-annotation-change',
  'ignored-sidecar-update',
  'missing-control-plane-quorum',
  'unsupported-control-plane',
  'unsupported-sidecar-version',
  'unused-component',
]);
const settings = resolveSettings({ rules, flags: { closedWorld: true, preset: 'production' } });

const told = (sources: readonly Source[]): readonly string[] =>
  lint(sources, rules, settings, { today: '2026-11-23' })
    .findings.filter(({ rule }) => own.has(rule))
    .map(({ rule, message, resource }) => `${rule} of ${resource?.kind} ${resource?.name}: ${message}`);

const streamed = async (text: string): Promise<readonly Source[]> => {
  const open = async function* (): AsyncIterable<Uint8Array> {
    yield Uint8Array.from(Buffer.from(text));
  };
  return (await readExport({ path: 'export.yaml', open, isNamed: true }, kindsNeeded(rules))).sources;
};

/** What the export of some objects shows, the same whether it is read at once or object by object, as YAML or as JSON. */
const shown = async (objects: readonly Fields[]): Promise<readonly string[]> => {
  const list = listOfAll(objects);
  const yaml = stringify(list, { indentSeq: false, aliasDuplicateObjects: false });
  const [first, ...others] = [
    told([{ path: 'export.yaml', text: yaml, named: true }]),
    told(await streamed(yaml)),
    told(await streamed(JSON.stringify(list, undefined, 4))),
  ];
  for (const other of others) expect(other).toEqual(first);
  return first ?? [];
};

const app = (annotations: Fields = {}, replicas = 2): Fields => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders', namespace: 'shop' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'orders' } },
    template: {
      metadata: {
        labels: { app: 'orders' },
        annotations: { 'dapr.io/enabled': 'true', 'dapr.io/app-id': 'orders', ...annotations },
      },
      spec: { containers: [{ name: 'orders', image: 'shop/orders:1.0.0' }] },
    },
  },
});

const service = (kind: string, name: string, version: string, replicas: number, more: Fields = {}): Fields => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: 'dapr-system' },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name, image: `ghcr.io/dapr/${name}:${version}`, ...more }] },
    },
  },
});

const plane = (version: string, replicas = 3): readonly Fields[] => [
  service('Deployment', 'dapr-operator', version, replicas),
  service('Deployment', 'dapr-sidecar-injector', version, replicas, {
    env: [{ name: 'SIDECAR_IMAGE', value: `ghcr.io/dapr/daprd:${version}` }],
  }),
  service('Deployment', 'dapr-sentry', version, replicas),
];

const sidecars = (version: string) => ({ image: `ghcr.io/dapr/daprd:${version}`, namespace: '' });
const isOf =
  (...kinds: readonly string[]) =>
  (object: Fields): boolean =>
    kinds.includes(textOf(object.kind)) && pathIn(object, 'metadata', 'namespace') === 'shop';
const isPod = isOf('Pod');
/** What was there before a Deployment was changed. */
const isMadeOfIt = isOf('Pod', 'ReplicaSet');

/** An export whose pods were made before something was changed in the template of their Deployment. */
const changedSince = (before: Fields, after: Fields): readonly Fields[] => [
  ...cluster([app(after)]).filter((object) => !isMadeOfIt(object)),
  ...cluster([app(before)]).filter(isMadeOfIt),
];

const withoutSidecar = (pod: Fields): Fields => {
  const containers = (old: Value | undefined): Value =>
    listOf(old).filter((each) => textOf(pathIn(each, 'name')) !== 'daprd');
  const labels = (old: Value | undefined): Value =>
    Object.fromEntries(Object.entries(fieldsOf(old)).filter(([name]) => !name.startsWith('dapr.io/')));
  return changed(changed(pod, ['spec', 'containers'], containers), ['metadata', 'labels'], labels);
};

describe('an export shows', () => {
  it('nothing where all is as it is to be', async () => {
    expect(await shown(cluster([...plane('1.18.3'), app()], sidecars('1.18.3')))).toEqual([]);
  });

  it('sidecars that an upgrade has left behind', async () => {
    expect(await shown(cluster([...plane('1.18.3'), app()], sidecars('1.17.5')))).toEqual([
      'ignored-sidecar-update of Deployment orders: the pods of app "orders" still run with daprd 1.17.5: new ones get 1.18.3',
    ]);
  });

  it('sidecars that nobody has tested with the control plane', async () => {
    expect(await shown(cluster([...plane('1.18.3'), app()], sidecars('1.16.1')))).toEqual([
      'unsupported-sidecar-version of Deployment orders: app "orders" runs with daprd 1.16.1, and dapr-operator is 1.18.3',
    ]);
  });

  it('pods whose annotations have changed since', async () => {
    const before = { 'dapr.io/app-port': '8080', 'dapr.io/config': 'tracing', 'dapr.io/env': 'A=1' };
    const after = { 'dapr.io/app-port': '8081', 'dapr.io/log-level': 'debug', 'dapr.io/env': 'A=2' };
    expect(await shown(changedSince(before, after))).toEqual([
      'ignored-annotation-change of Deployment orders: the pods of app "orders" still run with dapr.io/config, which is gone',
      'ignored-annotation-change of Deployment orders: the pods of app "orders" still run with dapr.io/app-port "8080"',
      'ignored-annotation-change of Deployment orders: the pods of app "orders" still run with dapr.io/log-level "info"',
      'ignored-annotation-change of Deployment orders: the pods of app "orders" still run with another dapr.io/env',
    ]);
  });

  describe('what to do about pods whose annotations have changed since', () => {
    const before = { 'dapr.io/app-port': '8080' };
    const after = { 'dapr.io/app-port': '8081' };
    /** The same with what a rollout has made by now, and what becomes of one of its pods. */
    const rolling = (pod: Fields, deployment: (old: Fields) => Fields = (old) => old): readonly Fields[] => {
      const made = JSON.parse(
        JSON.stringify(cluster([app(after, 1)]).filter(isMadeOfIt)).replaceAll('6d5f7c9b8', '5b8d7f6c9'),
      ) as readonly Fields[];
      const status = (old: Value | undefined): Value => ({ ...fieldsOf(old), ...pod });
      return [
        ...changedSince(before, after).map((object) => (isOf('Deployment')(object) ? deployment(object) : object)),
        ...made.map((object) => (isPod(object) ? changed(object, ['status'], status) : object)),
      ];
    };
    const helpFor = async (objects: readonly Fields[]): Promise<readonly (string | undefined)[]> => {
      const text = stringify(listOfAll(objects), { indentSeq: false, aliasDuplicateObjects: false });
      return lint(await streamed(text), rules, settings, { today: '2026-11-23' })
        .findings.filter(({ rule }) => rule === 'ignored-annotation-change')
        .map(({ help }) => help);
    };
    const unready = { type: 'Ready', status: 'False', reason: 'ContainersNotReady' };
    const waiting = (reason: string): Fields => ({
      phase: 'Pending',
      conditions: [unready],
      containerStatuses: [{ name: 'orders', ready: false, state: { waiting: { reason } } }],
    });
    const wait = [
      'a rollout is under way that replaces them: see how it ends with kubectl rollout status, and export again',
    ];
    const restart = ['restart them: kubectl rollout restart'];

    it('is to wait for the rollout that brings new ones up', async () => {
      expect(await helpFor(rolling(waiting('ContainerCreating')))).toEqual(wait);
      expect(await helpFor(rolling(waiting('PodInitializing')))).toEqual(wait);
      expect(await helpFor(rolling({ phase: 'Pending', conditions: [] }))).toEqual(wait);
      expect(await helpFor(rolling({ phase: 'Running', conditions: [unready], containerStatuses: [] }))).toEqual(wait);
    });

    it('is to restart them where there are no new ones, or these are ready, or fail', async () => {
      expect(await helpFor(changedSince(before, after))).toEqual(restart);
      expect(await helpFor(rolling({}))).toEqual(restart);
      for (const reason of ['CrashLoopBackOff', 'ImagePullBackOff', 'CreateContainerConfigError'])
        expect(await helpFor(rolling(waiting(reason)))).toEqual(restart);
      const unscheduled = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' };
      expect(await helpFor(rolling({ phase: 'Pending', conditions: [unscheduled] }))).toEqual(restart);
    });

    it('is to restart them where the rollout is held, or has given up', async () => {
      const coming = waiting('ContainerCreating');
      const paused = (old: Fields): Fields => changed(old, ['spec', 'paused'], () => true);
      const stuck = (old: Fields): Fields =>
        changed(old, ['status', 'conditions'], () => [
          { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' },
        ]);
      const goesOn = (old: Fields): Fields =>
        changed(old, ['status', 'conditions'], () => [
          { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' },
        ]);
      expect(await helpFor(rolling(coming, paused))).toEqual(restart);
      expect(await helpFor(rolling(coming, stuck))).toEqual(restart);
      expect(await helpFor(rolling(coming, goesOn))).toEqual(wait);
    });
  });

  it('nothing where a policy changes pods as they are made', async () => {
    const all = cluster([app({ 'dapr.io/log-level': 'info' })]);
    const made = cluster([app({ 'dapr.io/log-level': 'warn', 'dapr.io/log-as-json': 'true' })]).filter(isPod);
    expect(await shown([...all.filter((object) => !isPod(object)), ...made])).toEqual([]);
  });

  it('pods without the sidecar that they ask for', async () => {
    const all = cluster([app()]);
    const [first] = all.filter(isPod);
    expect(await shown(all.map((object) => (isPod(object) ? withoutSidecar(object) : object)))).toEqual([
      'conflicting-sidecar of Deployment orders: the pods of app "orders" run without a sidecar',
    ]);
    expect(await shown(all.map((object) => (object === first ? withoutSidecar(object) : object)))).toEqual([
      'conflicting-sidecar of Deployment orders: 1 of 2 pods of app "orders" runs without a sidecar',
    ]);
  });

  it('pods with a sidecar that nothing asks for any more', async () => {
    const plain = changed(app(), ['spec', 'template', 'metadata'], () => ({ labels: { app: 'orders' } }));
    const all = [...cluster([plain]).filter((object) => !isMadeOfIt(object)), ...cluster([app()]).filter(isMadeOfIt)];
    expect(await shown(all)).toEqual([
      'conflicting-sidecar of Deployment orders: the pods of Deployment "orders" still run with a sidecar, which its annotations no longer ask for',
    ]);
  });

  it('a control plane that is too old, runs once, or elects no leader', async () => {
    const scheduler = service('StatefulSet', 'dapr-scheduler-server', '1.14.1', 1, {
      args: ['--etcd-initial-cluster', 'a=https://a:2380,b=https://b:2380,c=https://c:2380'],
    });
    expect(await shown(cluster([...plane('1.14.1', 1).slice(0, 1), scheduler]))).toEqual([
      'fragile-control-plane of Deployment dapr-operator: dapr-operator runs once: nothing stands in for it while its pod is moved',
      'unsupported-control-plane of Deployment dapr-operator: dapr-operator is 1.14.1: Dapr supports 1.16 to 1.18',
      'fragile-control-plane of StatefulSet dapr-scheduler-server: dapr-scheduler-server runs once: nothing stands in for it while its pod is moved',
      'missing-control-plane-quorum of StatefulSet dapr-scheduler-server: dapr-scheduler-server has one replica of 3 members: it elects no leader',
    ]);
  });

  it('components of a namespace without apps', async () => {
    const component = (namespace: string): Fields => ({
      apiVersion: 'dapr.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'messages', namespace },
      spec: { type: 'pubsub.in-memory', version: 'v1', metadata: [] },
    });
    expect(await shown(cluster([app(), component('default'), component('shop')]))).toEqual([
      'unused-component of Component messages: no app loads Component "messages": there is none in namespace "default"',
    ]);
    // That it is in the wrong one is told by another rule.
    expect(await shown(cluster([app(), component('default')]))).toEqual([]);
  });

  it('nothing of what has ended, or is about to', async () => {
    const all = cluster([...plane('1.18.3'), app()], sidecars('1.15.0'));
    const ended = all.map((object) =>
      isPod(object) ? changed(object, ['status', 'phase'], () => 'Succeeded') : object,
    );
    const leaving = all.map((object) =>
      isPod(object) ? changed(object, ['metadata', 'deletionTimestamp'], () => '2026-11-23T10:00:00Z') : object,
    );
    expect(await shown(ended)).toEqual([]);
    expect(await shown(leaving)).toEqual([]);
  });
});

describe('manifests show none of it', () => {
  it('as nobody knows yet what will run', () => {
    const objects = [...plane('1.10.0', 1), app()];
    const text = objects.map((object) => stringify(object)).join('---\n');
    expect(told([{ path: 'all.yaml', text, named: true }])).toEqual([]);
  });
});

describe('what is ignored at the owner', () => {
  it('is ignored, and its copies in ReplicaSets and Pods are not told of', () => {
    const objects = [app({ 'dapr.io/log-level': 'loud', 'daprlint.dev/ignore': 'invalid-log-level' })];
    const all = resolveSettings({ rules, flags: { closedWorld: true, preset: 'recommended' } });
    const text = stringify(listOfAll(cluster(objects)), { aliasDuplicateObjects: false });
    const { findings, suppressed } = lint([{ path: 'export.yaml', text, named: true }], rules, all, {
      today: '2026-11-23',
    });
    expect(suppressed.map(({ finding }) => finding.rule)).toEqual(['invalid-log-level']);
    expect(findings.filter(({ rule }) => /suppression|log-level/.test(rule))).toEqual([]);
  });
});

describe('the trust bundle of a cluster', () => {
  it('is told to end, though its Secret is read object by object', async () => {
    const { examples } = rules.find(({ id }) => id === 'expired-trust-bundle') ?? { examples: [] };
    const [example] = examples;
    const { text } = marksIn(example && 'bad' in example ? example.bad : '');
    const [document] = parseAllDocuments(text);
    const exported = stringify(listOfAll(cluster([document?.toJS() as Fields])), { aliasDuplicateObjects: false });
    const findings = lint(await streamed(exported), rules, settings, { today: '2026-11-23' }).findings;
    expect(findings.filter(({ rule }) => rule === 'expired-trust-bundle').map(({ message }) => message)).toEqual([
      'issuer.crt ended on 2026-06-01',
    ]);
  });
});
