/** Ratios, each taken in one run: `npm run bench`. Absolute times of a shared machine mean nothing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { defaultSettings, type FormatName, formatNames, lint, rules, type Source } from '../src/index.ts';
import { workspacesOf } from '../src/model/workspaces.ts';
import type { Document } from '../src/yaml/document.ts';
import { parse } from '../src/yaml/parse.ts';
import { exports } from './exports.ts';
import { kubeconform } from './kubeconform.ts';
import { command, median, taken } from './measure.ts';

/** CPU seconds of a whole process, user and system. Throws where it fails: a crash is fast. */
const cpuOf = (args: readonly string[], cwd = process.cwd(), env: Readonly<Record<string, string>> = {}): number => {
  // Node does not tell the times of its children; the shell does.
  const script = '"$0" "$@" >/dev/null; status=$?; times; exit "$status"';
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  const [user = 0, system = 0] = (stdout.split('\n')[1] ?? '')
    .split(' ')
    .map((part) => Number(/m([\d.]+)s/.exec(part)?.[1] ?? 0));
  return user + system;
};

const startUp = (): void => {
  const folder = mkdtempSync(join(tmpdir(), 'daprlint-bench-'));
  writeFileSync(join(folder, 'component.yaml'), component(0).text);
  writeFileSync(join(folder, 'config-map.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: orders\n');
  const runs = Array.from({ length: 15 }, () => ({
    node: cpuOf(['-e', '0']),
    version: cpuOf([command, '--version']),
    file: cpuOf([command, 'component.yaml'], folder),
    anew: cpuOf([command, 'component.yaml'], folder, { NODE_DISABLE_COMPILE_CACHE: '1' }),
    other: cpuOf([command, 'config-map.yaml'], folder),
  }));
  rmSync(folder, { recursive: true });
  const node = median(runs.map((run) => run.node));
  console.log(
    `start-up, CPU against node -e 0: --version ${(median(runs.map((run) => run.version)) / node).toFixed(2)} ×, one file ${(median(runs.map((run) => run.file)) / node).toFixed(2)} × (at most 2), compiled anew ${(median(runs.map((run) => run.anew)) / node).toFixed(2)} ×`,
  );
  const added = median(runs.map((run) => run.file - run.other)) / node;
  console.log(`  what one component adds, the catalog looked up: ${added.toFixed(2)} × (at most 0.3)`);
};

const component = (index: number): Source => ({
  path: `component-${index}.yaml`,
  text: `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: messages-${index}
  namespace: shop-${index % 20}
spec:
  type: pubsub.redis
  version: v1
  metadata:
    # where it is
    - name: redisHost
      value: redis-${index}.example.com:6379
    - name: enableTLS
      value: "true"
    - name: redisPassword
      secretKeyRef:
        name: redis-${index}
        key: password
scopes:
  - orders-${index}
`,
});

const manyFiles = (): void => {
  const sources = Array.from({ length: 1000 }, (_, index) => component(index));
  const settings = defaultSettings(rules);
  const runs = Array.from({ length: 9 }, () => ({
    parsing: taken(() => sources.map(({ text }) => parseAllDocuments(text))),
    linting: taken(() => lint(sources, rules, settings, { today: '2027-03-01' })),
  }));
  const ratio = median(runs.map((run) => run.linting)) / median(runs.map((run) => run.parsing));
  console.log(`1,000 small files, wall time against yaml's parseAllDocuments alone: ${ratio.toFixed(2)} ×`);
};

/** What --fix costs where every file has something to fix, as commands on a disk. */
const fixing = (): void => {
  const folder = mkdtempSync(join(tmpdir(), 'daprlint-bench-'));
  const write = (): void => {
    for (let index = 0; index < 1000; index += 1)
      writeFileSync(join(folder, `app-${index}.yaml`), deployment(index).replace('app-port: "8080"', 'app-port: 8080'));
  };
  const wallOf = (...flags: readonly string[]): number => {
    write();
    return taken(() => {
      const { status, stderr } = spawnSync(process.execPath, [command, '--fail-on', 'never', '-f', 'none', ...flags], {
        cwd: folder,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`daprlint ${flags.join(' ')} ended with ${status}: ${stderr}`);
    });
  };
  const runs = Array.from({ length: 5 }, () => ({ plain: wallOf(), fix: wallOf('--fix') }));
  rmSync(folder, { recursive: true });
  const ratio = median(runs.map((run) => run.fix)) / median(runs.map((run) => run.plain));
  console.log(`1,000 files with a fix each, --fix against a plain run, wall time: ${ratio.toFixed(2)} × (at most 2)`);
};

/** What --changed costs where one of a thousand files with a finding each has changed since the last commit, as commands on a disk. */
const changed = (): void => {
  const folder = mkdtempSync(join(tmpdir(), 'daprlint-bench-'));
  const ran = (program: string, ...args: readonly string[]): void => {
    const { status, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
  };
  const git = (...args: readonly string[]): void =>
    ran('git', '-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args);
  // What is wrong there already has to be told from what is new.
  const old = (index: number): string => deployment(index).replace('app-port: "8080"', 'app-port: 8080');
  for (let index = 0; index < 1000; index += 1) writeFileSync(join(folder, `app-${index}.yaml`), old(index));
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'all');
  writeFileSync(join(folder, 'app-0.yaml'), old(0).replace('dapr.io/log-as-json: "true"', 'dapr.io/log-as-json: true'));
  const wallOf = (...flags: readonly string[]): number =>
    taken(() => ran(process.execPath, command, '--fail-on', 'never', '-f', 'none', ...flags));
  const runs = Array.from({ length: 5 }, () => ({ plain: wallOf(), changed: wallOf('--changed', '--since', 'HEAD') }));
  rmSync(folder, { recursive: true });
  const ratio = median(runs.map((run) => run.changed)) / median(runs.map((run) => run.plain));
  console.log(`1,000 files of which one has changed, --changed against a plain run, wall time: ${ratio.toFixed(2)} ×`);
};

/** Ten thousand valid components of twenty types: each type of the trials that Dapr took, where nothing is said of it. */
const manyTypes = (): void => {
  const settings = defaultSettings(rules);
  const today = '2027-03-01';
  const manifest = (spec: unknown, index: number): Source => ({
    path: `component-${index}.yaml`,
    text: stringify({
      apiVersion: 'dapr.io/v1alpha1',
      kind: 'Component',
      // One of each type in a namespace: two that are the same there are a finding.
      metadata: { name: `component-${index}`, namespace: `shop-${Math.floor(index / 20)}` },
      spec,
    }),
  });
  const specs = new Map<string, unknown>();
  for (const line of readFileSync(new URL('../test/component-verdicts.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')) {
    const { verdict, spec } = JSON.parse(line) as { verdict: string; spec: { type: string } };
    if (verdict !== 'accepted' || specs.has(spec.type) || specs.size === 20) continue;
    if (lint([manifest(spec, 0)], rules, settings, { today }).findings.length === 0) specs.set(spec.type, spec);
  }
  const kinds = [...specs.values()];
  const sources = Array.from({ length: 10_000 }, (_, index) => manifest(kinds[index % kinds.length], index));
  const { findings } = lint(sources, rules, settings, { today });
  if (findings.length > 0) throw new Error(`the components are not valid: ${findings[0]?.message}`);
  const runs = Array.from({ length: 5 }, () => ({
    parsing: taken(() => sources.map(({ text }) => parseAllDocuments(text))),
    linting: taken(() => lint(sources, rules, settings, { today })),
  }));
  const ratio = median(runs.map((run) => run.linting)) / median(runs.map((run) => run.parsing));
  console.log(
    `10,000 components of ${kinds.length} types, wall time against parseAllDocuments alone: ${ratio.toFixed(2)} × (at most 1.6)`,
  );
};

/** One app as a cluster has it, with all that belongs to it: eight objects. */
const shop = (index: number): Source => ({
  path: `shop-${index}.yaml`,
  text: [
    deployment(index),
    component(index).text,
    `apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata:
  name: orders-${index}
  namespace: shop-${index % 200}
spec:
  tracing:
    samplingRate: "0.1"
    otel:
      endpointAddress: collector.observability:4317
      isSecure: false
      protocol: grpc
  accessControl:
    defaultAction: deny
    trustDomain: shop
    policies:
      - appId: checkout-${index}
        namespace: shop-${index % 200}
        trustDomain: shop
        defaultAction: deny
        operations:
          - name: /orders
            httpVerb: [POST]
            action: allow
`,
    `apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata:
  name: orders-${index}
  namespace: shop-${index % 200}
spec:
  pubsubname: messages-${index}
  topic: orders
  routes:
    rules:
      - match: event.type == "order.placed"
        path: /placed
    default: /orders
  deadLetterTopic: orders-dead
scopes:
  - orders-${index}
`,
    `apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata:
  name: orders-${index}
  namespace: shop-${index % 200}
spec:
  policies:
    timeouts:
      general: 5s
    retries:
      often:
        policy: constant
        duration: 5s
        maxRetries: 3
  targets:
    components:
      messages-${index}:
        inbound:
          retry: often
          timeout: general
scopes:
  - orders-${index}
`,
    ...['Service', 'ServiceAccount', 'Secret'].map((kind) => small(kind, index)),
  ].join('---\n'),
});

const deployment = (index: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    deployment.kubernetes.io/revision: "3"
  creationTimestamp: "2026-03-01T10:00:00Z"
  generation: 3
  labels:
    app.kubernetes.io/name: orders-${index}
    app.kubernetes.io/part-of: shop
  name: orders-${index}
  namespace: shop-${index % 200}
  resourceVersion: "${100_000 + index}"
spec:
  replicas: 2
  revisionHistoryLimit: 10
  selector:
    matchLabels:
      app: orders-${index}
  strategy:
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 25%
    type: RollingUpdate
  template:
    metadata:
      annotations:
        dapr.io/enabled: "true"
        dapr.io/app-id: orders-${index}
        dapr.io/app-port: "8080"
        dapr.io/config: orders-${index}
        dapr.io/log-as-json: "true"
      labels:
        app: orders-${index}
    spec:
      serviceAccountName: orders-${index}
      containers:
        - name: orders
          image: registry.example.com/shop/orders:1.${index}.0
          imagePullPolicy: IfNotPresent
          env:
            - name: LOG_LEVEL
              value: info
            - name: POD_IP
              valueFrom:
                fieldRef:
                  fieldPath: status.podIP
          ports:
            - containerPort: 8080
              name: http
              protocol: TCP
          livenessProbe:
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 10
          readinessProbe:
            httpGet:
              path: /ready
              port: http
            periodSeconds: 10
          resources:
            limits:
              cpu: 500m
              memory: 512Mi
            requests:
              cpu: 100m
              memory: 128Mi
          securityContext:
            allowPrivilegeEscalation: false
            runAsNonRoot: true
      dnsPolicy: ClusterFirst
      restartPolicy: Always
      terminationGracePeriodSeconds: 30
status:
  availableReplicas: 2
  observedGeneration: 3
  readyReplicas: 2
  replicas: 2
  updatedReplicas: 2
`;

const small = (kind: string, index: number): string => `apiVersion: v1
kind: ${kind}
metadata:
  creationTimestamp: "2026-03-01T10:00:00Z"
  labels:
    app.kubernetes.io/name: orders-${index}
  name: ${kind === 'Secret' ? 'redis' : 'orders'}-${index}
  namespace: shop-${index % 200}
  resourceVersion: "${100_000 + index}"
${kind === 'Service' ? `spec:\n  ports:\n    - port: 80\n      targetPort: http\n  selector:\n    app: orders-${index}\n` : ''}${kind === 'Secret' ? 'data:\n  password: aHVudGVyMg==\n' : ''}`;

/** 100,000 objects: parsing them, and then making of them one workspace that can answer. */
const graph = (): void => {
  const { world } = defaultSettings(rules);
  const sources = Array.from({ length: 12_500 }, (_, index) => shop(index));
  const runs = Array.from({ length: 3 }, () => {
    let documents: readonly Document[] = [];
    const parsing = taken(() => {
      documents = sources.flatMap(parse);
    });
    const building = taken(() => workspacesOf(documents, world));
    return { parsing, building };
  });
  const ratio = median(runs.map((run) => run.building / run.parsing));
  console.log(`100,000 objects, the workspace against parsing alone: ${ratio.toFixed(2)} × (at most 0.25)`);
};

/** Faults as users make them, many of them beside a secret: some five findings for each file, in other words for each. */
const faulty = (index: number): Source => ({
  path: `orders-${index}.yaml`,
  text: `${component(index)
    .text.replace('name: redisHost', 'name: redisHosts')
    .replace('value: "true"', 'value: "maybe"')
    .replace(/secretKeyRef:[\s\S]*?key: password/, `value: s3cr3t-${index}-of-orders`)}---
${deployment(index)
  .replace('app-port: "8080"', 'app-port: 8080')
  .replace('dapr.io/log-as-json: "true"', 'dapr.io/log-as-jsn: "true"')}`,
});

/** Reads what is in a folder, lints it and reports it as a command does, once; prints what the report took of all before it. */
const reporting = `
const [library, folder, format] = process.argv.slice(1);
const { readdirSync, readFileSync } = await import('node:fs');
const { lint, reporters, resolveSettings, rules } = await import(library);
const sources = readdirSync(folder).map((path) => ({ path, text: readFileSync(folder + '/' + path, 'utf8') }));
const report = lint(sources, rules, resolveSettings({ flags: {}, rules }), { today: '2027-03-01' });
const before = performance.now();
reporters[format](report, { color: false, width: 100, links: false });
console.log((performance.now() - before) / before, report.findings.length);
`;

/** Each format against the run that it ends, at five thousand findings, each time in a process of its own. */
const reports = (): void => {
  const folder = mkdtempSync(join(tmpdir(), 'daprlint-bench-'));
  const library = new URL('../dist/index.js', import.meta.url).href;
  for (let index = 0; index < 840; index += 1) writeFileSync(join(folder, `${index}.yaml`), faulty(index).text);
  const measured = (format: FormatName): readonly number[] => {
    const args = ['--input-type=module', '-e', reporting, library, folder, format];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`a report as ${format} ended with ${status}: ${stderr}`);
    return stdout.trim().split(' ').map(Number);
  };
  console.log(`reports of ${measured('none')[1]} findings, wall time against the run before (at most 0.10)`);
  for (const format of formatNames) {
    const ratio = median(Array.from({ length: 5 }, () => measured(format)[0] ?? Number.NaN));
    console.log(`  ${format.padEnd(12)} ${ratio.toFixed(3)} ×`);
  }
  rmSync(folder, { recursive: true });
};

startUp();
manyFiles();
fixing();
changed();
manyTypes();
graph();
reports();
kubeconform();
await exports();
