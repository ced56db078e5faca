import {
  type Component,
  defineRule,
  mayListenOn,
  type Problems,
  type Workload,
  type Workspace,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

/** What a component takes in the place of an address that it is not given, or what becomes of it. */
interface Missing {
  readonly field: string;
  readonly outcome: string;
  /** The port of its own pod that it connects to. */
  readonly port?: number;
}

const redis: Missing = {
  field: 'redisHost',
  outcome: 'it looks for Redis on port 6379 of the pod that loads it',
  port: 6379,
};

/** That of the lock is told by missing-metadata: it does not start. */
const addresses: Readonly<Record<string, Missing>> = {
  'bindings.redis': redis,
  'configuration.redis': redis,
  'pubsub.redis': redis,
  'state.redis': redis,
  'bindings.http': { field: 'url', outcome: 'each of its operations fails' },
};

export const missingAddress = defineRule({
  id: 'missing-address',
  severity: 'warning',
  summary: 'Component is not told where to connect to',
  why: 'The client of Redis takes localhost:6379 where it has no host, which on Kubernetes is the pod of the app. The HTTP binding puts what a request names behind its url, and has no server without one.',
  source:
    'components-contrib v1.18.4 common/component/redis/v9client.go:436, bindings/http/http.go:242; go-redis v9.21.0 options.go init',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'wrong',
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    const missing = addresses[component.typeName];
    // What is missing here may be in the object that this patches.
    if (!missing || component.resource.isPartial || component.definition?.isBundled) return;
    const item = component.item(missing.field);
    const isOpen = component.metadata.some(({ item: each }) => !each.get('name').resolved);
    if (isOpen || item?.isGiven || !component.spec.get('metadata').resolved) return;
    // A slip is told where it stands.
    if (component.slipOf(missing.field) || isBeside(component, missing, workspace)) return;
    yield {
      at: item?.value.exists ? item.value : component.type,
      message: `${component.typeName} has no ${missing.field}: ${missing.outcome}`,
      help: `add ${missing.field}`,
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
                ^^^^^^^^^^^ state.redis has no redisHost: it looks for Redis on port 6379 of the pod that loads it
          version: v1
          metadata:
            - name: redisPassword
              secretKeyRef: { name: redis, key: password }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: push
        spec:
          type: bindings.http
          version: v1
          metadata:
            - name: url
              value: ""
                     ^^ bindings.http has no url: each of its operations fails
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: RedisHost
              secretKeyRef: { name: redis, key: host }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: scratch
        spec:
          type: state.redis
          version: v1
          metadata: []
        scopes: [orders]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
            - name: redis
              image: redis:7.4
              ports:
                - containerPort: 6379
      `,
      because: 'the host may come from a Secret, in any letter case, and Redis may run in the pod itself',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHots
              value: redis:6379
      `,
      because: 'the address is there under a name with a slip, which unknown-metadata tells',
    },
  ],
});

/** Whether what it looks for in its own pod may be there, in an app that loads it. */
const isBeside = (component: Component, { port }: Missing, workspace: Workspace): boolean =>
  port !== undefined &&
  workspace.appsOf(component).some(({ workload }) => hasCompany(workload) && mayListenOn(workload, port));

const hasCompany = ({ pod }: Workload): boolean =>
  pod.get('containers').items.length + pod.get('initContainers').items.length > 1;
