import { defineRule, type Problems, parseDuration, yaml } from '../../src/rule.ts';

export const excessiveGracefulShutdown = defineRule({
  id: 'excessive-graceful-shutdown',
  severity: 'warning',
  summary: 'Sidecar is killed before it has shut down',
  why: 'Kubernetes kills the pod when its grace period is over, 30 seconds unless told: what daprd still had to hand over by then is lost.',
  source: 'dapr v1.18.3 pkg/runtime/config.go:475; Kubernetes terminationGracePeriodSeconds',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'wrong',
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const period = app.workload.pod.get('terminationGracePeriodSeconds');
    if (period.exists && period.number === undefined) return;
    const grace = period.number ?? 30;
    const seconds = app.integer('graceful-shutdown-seconds');
    const blocked = Number(parseDuration(app.reads('block-shutdown-duration') ?? '0') ?? 0n) / 1e9;
    const needed = blocked + (seconds === undefined || seconds < 0 ? 5 : seconds);
    if (needed <= grace) return;
    const isBlocked = blocked > grace - 5;
    yield {
      at: app.annotation(isBlocked ? 'block-shutdown-duration' : 'graceful-shutdown-seconds'),
      message: `the sidecar may take ${needed} seconds to shut down; the pod has ${grace}`,
      help: `raise terminationGracePeriodSeconds above ${needed}, or shorten the shutdown`,
      ...(period.exists && { related: [{ at: period, message: 'the grace period' }] }),
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
            dapr.io/graceful-shutdown-seconds: "60"
                                               ^^^^ the sidecar may take 60 seconds to shut down; the pod has 30
      `,
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
            dapr.io/block-shutdown-duration: 30s
            dapr.io/graceful-shutdown-seconds: "20"
        spec:
          terminationGracePeriodSeconds: 60
      `,
      because: 'the pod has been given time for both',
    },
  ],
});
