import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const conflictingHealthProbe = defineRule({
  id: 'conflicting-health-probe',
  severity: 'error',
  summary: 'Health probe may take longer than its interval',
  why: 'daprd exits when the timeout of the app’s health probe, in milliseconds, is above its interval, in seconds.',
  source: 'dapr v1.18.3 pkg/runtime/config.go:544-555',
  docs: 'https://docs.dapr.io/operations/resiliency/health-checks/app-health/',
  effect: 'rejected',
  facts: ['inj.probe.timeout'],
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    if (!app.isOn('enable-app-health-check')) return;
    // Zero and less mean the default.
    const above = (name: string, otherwise: number): number => {
      const number = app.integer(name) ?? otherwise;
      return number > 0 ? number : otherwise;
    };
    const interval = above('app-health-probe-interval', 5);
    const timeout = above('app-health-probe-timeout', 500);
    if (timeout <= interval * 1000) return;
    const written = app.annotation('app-health-probe-timeout');
    yield {
      at: written.exists ? written : app.annotation('app-health-probe-interval'),
      message: `the probe may take ${timeout} ms, longer than its interval of ${interval} s`,
      help: `let it take ${interval * 1000} at the most, or make the interval longer`,
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
            dapr.io/enable-app-health-check: "true"
            dapr.io/app-health-probe-interval: "3"
            dapr.io/app-health-probe-timeout: "5000"
                                              ^^^^^^ the probe may take 5000 ms, longer than its interval of 3 s
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
            dapr.io/app-port: "8080"
            dapr.io/enable-app-health-check: "true"
            dapr.io/app-health-probe-timeout: "5000"
      `,
      because: 'the interval is five seconds by default, and the timeout may reach it',
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
            dapr.io/app-health-probe-interval: "1"
            dapr.io/app-health-probe-timeout: "2000"
      `,
      because: 'without health checks daprd is told neither',
    },
  ],
});
