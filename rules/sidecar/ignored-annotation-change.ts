import {
  type App,
  type Catalog,
  defineRule,
  type Field,
  flagOf,
  howToRestart,
  type LivePod,
  type Problems,
  podsOf,
  quote,
  whenRolledOut,
  yaml,
} from '../../src/rule.ts';

/** An annotation with which some pods run otherwise than it says now. */
interface Change {
  readonly at: Field;
  readonly pods: readonly LivePod[];
  /** What the first of them runs with: `dapr.io/app-port "8080"`. */
  readonly running: string;
}

const prefix = 'dapr.io/';
/** What asks for a sidecar, and what no sidecar hears of. */
const others = new Set(['enabled', 'component-container', 'sidecar-svc-annotations']);

/** The annotations of Dapr's that the injector reads, of the workload and of its pods. */
const namesIn = (app: App, pods: readonly LivePod[], catalog: Catalog): readonly string[] => {
  const written = [app.annotations, ...pods.map(({ annotations }) => annotations)];
  const names = new Set(written.flatMap(({ entries }) => entries.map(([name]) => name)));
  return [...names].filter((name) => name.startsWith(prefix) && catalog.annotation(name)?.readBy.includes('injector'));
};

/** How a pod runs, where an annotation says otherwise; undefined where it does not, or where that is not known. */
const runningWith = (app: App, pod: LivePod, name: string): string | undefined => {
  const [now, then] = [app.annotation(name), pod.annotations.get(`${prefix}${name}`)];
  if (!now.resolved || !then.resolved) return undefined;
  const isFlag = now.text !== undefined && pod.arguments.size > 0;
  const flag = isFlag ? flagOf(name, now.text ?? '', pod.arguments) : undefined;
  const key = `${prefix}${name}`;
  if (flag && flag.wanted === flag.running) return undefined;
  if (flag) return flag.running === undefined ? `without ${key}` : `with ${key} ${quote(flag.running)}`;
  if (now.value === then.value) return undefined;
  return now.exists ? `${then.exists ? 'with another' : 'without'} ${key}` : `with ${key}, which is gone`;
};

function* changesIn(app: App, pods: readonly LivePod[], catalog: Catalog): Generator<Change> {
  for (const key of namesIn(app, pods, catalog)) {
    const name = key.slice(prefix.length);
    if (others.has(name)) continue;
    const changed = pods.flatMap((pod) => {
      const running = runningWith(app, pod, name);
      return running === undefined ? [] : [{ pod, running }];
    });
    const [first] = changed;
    if (first) yield { at: app.annotation(name), pods: changed.map(({ pod }) => pod), running: first.running };
  }
}

export const ignoredAnnotationChange = defineRule({
  id: 'ignored-annotation-change',
  severity: 'warning',
  summary: 'Pods run with annotations other than those of their workload',
  why: 'The injector reads the annotations when a pod is made. Until it is made again, as with the strategy OnDelete, in a rollout that is paused or stuck, or for a pod without a controller, its sidecar knows nothing of a change.',
  source: 'dapr v1.18.3 pkg/injector/service/pod_patch.go:124, pkg/injector/patcher/sidecar_patcher.go:27',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'ignored',
  each: 'app',

  *check(app, { workspace }): Problems {
    // A job that runs was made of what was there then, and the next one is made of what is there now.
    if (/Job$/.test(app.workload.kind)) return;
    const earlier = workspace.earlierPodsOf(app.workload).filter(({ isInjected }) => isInjected);
    if (earlier.length === 0) return;
    const { length } = workspace.livePodsOf(app.workload);
    const help = workspace.isRollingOut(app.workload) ? whenRolledOut : howToRestart(app.workload.kind);
    for (const { at, pods, running } of changesIn(app, earlier, workspace.catalog)) {
      const [pod] = pods;
      if (!pod) continue;
      yield {
        at: at.exists ? at : app,
        message: `${podsOf(app, pods.length, length, ['still runs', 'still run'])} ${running}`,
        help,
        related: [{ at: pod, message: 'as this one does' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: orders, namespace: shop, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        status: { updateRevision: orders-7c6b9d5f4 }
        spec:
          updateStrategy: { type: OnDelete }
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ^^^^^^ the pod of app "orders" still runs with dapr.io/app-ssl, which is gone
                dapr.io/app-port: "8081"
                                  ^^^^^^ the pod of app "orders" still runs with dapr.io/app-port "8080"
                dapr.io/log-level: info
            spec:
              containers:
                - { name: orders, image: shop/orders:1.4.0 }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders-0
                ~~~~~~~~ as this one does
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          ownerReferences:
            - { apiVersion: apps/v1, kind: StatefulSet, name: orders, controller: true }
          labels: { controller-revision-hash: orders-6d5f7c9b8, dapr.io/sidecar-injected: "true" }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "8080"
            dapr.io/app-ssl: "true"
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
            - name: daprd
              image: ghcr.io/dapr/daprd:1.18.3
              args: [/daprd, --app-id, orders, --app-protocol, http, --log-level, info, --app-port, "8080", --app-ssl]
        status: { phase: Running }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          labels: { dapr.io/sidecar-injected: "true" }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "0"
            dapr.io/log-as-json: "no"
            dapr.io/enable-api-logging: "1"
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
            - name: daprd
              image: ghcr.io/dapr/daprd:1.18.3
              args: [/daprd, --app-id, orders, --app-protocol, http, --log-level, info, --enable-api-logging=true]
        status: { phase: Running }
      `,
      because: 'the injector leaves out the flag of what is off, and of a port that is none',
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: orders, namespace: shop, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        status: { updateRevision: orders-6d5f7c9b8 }
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/log-level: info
            spec:
              containers:
                - { name: orders, image: shop/orders:1.4.0 }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders-0
          namespace: shop
          uid: 5d2f8a4e-0000-4000-8000-000000000002
          ownerReferences:
            - { apiVersion: apps/v1, kind: StatefulSet, name: orders, controller: true }
          labels: { controller-revision-hash: orders-6d5f7c9b8, dapr.io/sidecar-injected: "true" }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/log-level: warn
        spec:
          containers:
            - { name: orders, image: shop/orders:1.4.0 }
            - name: daprd
              image: ghcr.io/dapr/daprd:1.18.3
              args: [/daprd, --app-id, orders, --app-protocol, http, --log-level, warn]
        status: { phase: Running }
      `,
      because: 'the pod is made of the template of today, and a policy has changed it on the way',
    },
  ],
});
