import { containerLimits, defaultOf, defineRule, type Field, listed, type Problems, yaml } from '../../src/rule.ts';

interface QuotaSpec {
  hard: Record<string, string>;
  scopes?: string[];
  scopeSelector?: unknown;
}

/** What a quota asks every container to state, by what it limits. */
const asked = {
  cpu: ['cpu', 'request'],
  'requests.cpu': ['cpu', 'request'],
  'limits.cpu': ['cpu', 'limit'],
  memory: ['memory', 'request'],
  'requests.memory': ['memory', 'request'],
  'limits.memory': ['memory', 'limit'],
} as const;

/** More quotas are a slip, or made to be slow. */
const most = 20;

export const missingRequiredResources = defineRule({
  id: 'missing-required-resources',
  severity: 'error',
  summary: 'Sidecar has no resources where a quota asks for them',
  why: 'A ResourceQuota of CPU or memory makes Kubernetes refuse every pod with a container that does not state its own, the injected sidecar included: the workload is accepted, and gets no pods.',
  source:
    'Kubernetes v1.34.2 pkg/quota/v1/evaluator/core/pods.go Constraints; dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:431',
  docs: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  effect: 'rejected',
  covers: ['kubernetes-deployment-with-dapr.resource-limits'],
  needs: ['LimitRange', 'ResourceQuota'],
  supersedes: ['missing-sidecar-resources'],
  each: 'app',

  *check(app, { workspace }): Problems {
    // What is missing here may be in the object that this patches. Resources of the pod as a whole are enough, too.
    if (app.resource.isPartial || (app.workload.pod as Field as Field<{ resources: unknown }>).get('resources').exists)
      return;
    const ranges = containerLimits(app, workspace, true);
    for (const quota of workspace.resourcesOf('ResourceQuota', app.namespace).slice(0, most)) {
      const spec = (quota.body as Field as Field<{ spec: QuotaSpec }>).get('spec');
      // Which pods a quota with scopes is about takes more to tell.
      if (quota.namespace !== app.namespace || spec.get('scopes').exists || spec.get('scopeSelector').exists) continue;
      if (!workspace.areTogether(quota, app.resource)) continue;
      const missing = spec.get('hard').entries.flatMap(([key, limit]) => {
        const [name, bound] = Object.hasOwn(asked, key) ? asked[key as keyof typeof asked] : [];
        if (!name || ranges.some((range) => defaultOf(range, name, bound))) return [];
        // Where there is no request, the limit is taken for one.
        const enough = bound === 'limit' ? ['limit'] : ['request', 'limit'];
        if (enough.some((each) => app.annotation(`sidecar-${name}-${each}`).exists)) return [];
        return [{ limit, name: `${name}-${bound}` }];
      });
      const names = [...new Set(missing.map(({ name }) => name))];
      if (names.length === 0) continue;
      yield {
        at: app.annotation('enabled').key,
        message: `the sidecar of ${app.title} has no ${listed(names.map((name) => name.replace('-', ' ')))}, and ${quota.title} refuses pods without`,
        help: `add ${listed(names.map((name) => `dapr.io/sidecar-${name}`))}, or a LimitRange with defaults`,
        related: missing.slice(0, 1).map(({ limit }) => ({ at: limit.key, message: 'the quota' })),
        // A LimitRange that is not here may give the sidecar what it lacks.
        ...(!workspace.isClosed && { atMost: 'warning' as const }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            ^^^^^^^^^^^^^^^ the sidecar of app "orders" has no cpu request and memory limit, and ResourceQuota "compute" refuses pods without
            dapr.io/app-id: orders
            dapr.io/sidecar-memory-request: 64Mi
        ---
        apiVersion: v1
        kind: ResourceQuota
        metadata:
          name: compute
          namespace: shop
        spec:
          hard:
            pods: "20"
            requests.cpu: "4"
            ~~~~~~~~~~~~ the quota
            requests.memory: 8Gi
            limits.memory: 16Gi
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/sidecar-cpu-limit: 300m
        ---
        apiVersion: v1
        kind: ResourceQuota
        metadata:
          name: compute
          namespace: shop
        spec:
          hard: { requests.cpu: "4", limits.memory: 16Gi, persistentvolumeclaims: "4" }
        ---
        apiVersion: v1
        kind: ResourceQuota
        metadata:
          name: batch
          namespace: shop
        spec:
          hard: { limits.cpu: "4" }
          scopes: [Terminating]
        ---
        apiVersion: v1
        kind: LimitRange
        metadata:
          name: defaults
          namespace: shop
        spec:
          limits:
            - type: Container
              max: { memory: 1Gi }
      `,
      because:
        'a limit is a request too, the most that a LimitRange allows is a default, and a quota may be for other pods',
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          resources:
            requests: { cpu: 500m }
          containers:
            - name: orders
              image: ghcr.io/example/orders:1.0.0
        ---
        apiVersion: v1
        kind: ResourceQuota
        metadata:
          name: compute
        spec:
          hard: { requests.cpu: "4" }
      `,
      because: 'the pod as a whole states its resources',
    },
  ],
});
