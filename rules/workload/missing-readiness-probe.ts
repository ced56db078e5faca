import { containersOf, defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingReadinessProbe = defineRule({
  id: 'missing-readiness-probe',
  severity: 'off',
  summary: 'Pod counts as ready whether the app is or not',
  why: 'Other sidecars find an app through the Service that Dapr makes for its pods that are ready. Without a probe of the app its pod is ready as soon as the sidecar is, and that asks no more than whether the port is open: calls arrive at an app that cannot answer.',
  source: 'dapr v1.18.3 pkg/operator/handlers/dapr_handler.go:262, pkg/runtime/runtime.go blockUntilAppIsReady',
  docs: 'https://docs.dapr.io/operations/resiliency/health-checks/sidecar-health/',
  effect: 'fragile',
  presets: { production: 'info', strict: 'warning' },
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches; a job is called by nobody.
    if (app.resource.isPartial || !app.mayBeCalled || /Job$/.test(app.workload.kind)) return;
    // With app health checks, daprd itself asks; and one container that answers for the pod is enough.
    if (app.isOn('enable-app-health-check')) return;
    const containers = containersOf(app.workload);
    const isAsked = containers.some((each) => each.get('readinessProbe').hasValue || each.get('startupProbe').hasValue);
    const [first] = containers;
    if (!first || isAsked) return;
    yield {
      at: first.get('name'),
      message: `no container of ${app.title} has a readinessProbe, and other apps may call it`,
      help: 'add one that asks the app, on its own port',
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
            dapr.io/app-port: "8080"
        spec:
          containers:
            - name: orders
                    ^^^^^^ no container of app "orders" has a readinessProbe, and other apps may call it
              image: shop/orders:1.4.0
              livenessProbe:
                tcpSocket: { port: 8080 }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: worker
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: worker
        spec:
          containers:
            - name: worker
              image: shop/worker:1.4.0
      `,
      because: 'without an app-port nobody calls it',
    },
  ],
});
