import { type App, type Catalog, defineRule, type Problems, yaml } from '../../src/rule.ts';

const parts = ['delay-seconds', 'period-seconds', 'threshold'] as const;

/** The seconds from the start of the sidecar to its end by a probe that nothing answers; undefined where they are not known. */
const patience = (app: App, catalog: Catalog): number | undefined => {
  const [delay = 0, period = 0, threshold = 0] = parts.map((part) => {
    const key = `sidecar-liveness-probe-${part}`;
    const written = app.annotation(key);
    if (written.exists && !written.resolved) return Number.NaN;
    return app.integer(key) ?? Number(catalog.annotation(`dapr.io/${key}`)?.default);
  });
  // Kubernetes has defaults of its own for what is zero.
  const waits = delay + (period || 10) * ((threshold || 3) - 1);
  return Number.isNaN(waits) ? undefined : waits;
};

export const conflictingLivenessProbe = defineRule({
  id: 'conflicting-liveness-probe',
  severity: 'warning',
  summary: 'Sidecar is killed before its components have had their time',
  why: 'daprd opens the port that its liveness probe asks for when its components have initialised: where that takes longer than the probe waits, Kubernetes kills it, and again after each start.',
  source:
    'dapr v1.18.3 pkg/runtime/runtime.go:749,833, pkg/injector/patcher/sidecar.go:88, pkg/injector/patcher/sidecar_container.go:600',
  docs: 'https://docs.dapr.io/operations/resiliency/health-checks/sidecar-health/',
  effect: 'fragile',
  covers: ['kubernetes-deployment-with-dapr.health-checks'],
  facts: ['component.initTimeout.default'],
  needs: ['Component'],
  each: 'app',

  *check(app, { workspace }): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const waits = patience(app, workspace.catalog);
    const slowest = workspace.slowestOf(app);
    const { initSeconds = 0 } = slowest ?? {};
    if (waits === undefined || !slowest || initSeconds <= waits) return;
    const written = parts.map((part) => app.annotation(`sidecar-liveness-probe-${part}`)).find(({ exists }) => exists);
    const timeout = slowest.spec.get('initTimeout');
    yield {
      at: written ?? app.annotation('enabled').key,
      message: `the sidecar of ${app.title} is killed when it is not up after ${waits} seconds; ${slowest.title} may take ${timeout.text} to initialise`,
      help: `set dapr.io/sidecar-liveness-probe-delay-seconds to ${Math.ceil(initSeconds)} at least, or lower initTimeout`,
      related: [{ at: timeout, message: 'its time to initialise' }],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/sidecar-liveness-probe-delay-seconds: "10"
                                                          ^^^^ the sidecar of app "orders" is killed when it is not up after 20 seconds; Component "archive" may take 1m to initialise
            dapr.io/sidecar-liveness-probe-period-seconds: "5"
            dapr.io/sidecar-liveness-probe-threshold: "3"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: archive
        spec:
          type: state.in-memory
          version: v1
          initTimeout: 1m
                       ~~ its time to initialise
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            ^^^^^^^^^^^^^^^ the sidecar of app "orders" is killed when it is not up after 15 seconds; Component "archive" may take 1m to initialise
            dapr.io/app-id: orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: archive
        spec:
          type: state.in-memory
          version: v1
          initTimeout: 1m
                       ~~ its time to initialise
          metadata: []
      `,
      daprVersion: '1.17',
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
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: archive
        spec:
          type: state.in-memory
          version: v1
          initTimeout: 1m
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: history
        spec:
          type: state.in-memory
          version: v1
          initTimeout: 10m
          metadata: []
        scopes: [payments]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: ledger
        spec:
          type: state.in-memory
          version: v1
          initTimeout: "900"
          metadata: []
      `,
      because:
        'since 1.18 the probe waits for more than three minutes by default, the slower component is for another app, and 900 is no duration',
    },
  ],
});
