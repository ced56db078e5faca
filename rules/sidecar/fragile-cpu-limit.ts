import { defineRule, type Problems, parseQuantity, yaml } from '../../src/rule.ts';

export const fragileCpuLimit = defineRule({
  id: 'fragile-cpu-limit',
  severity: 'off',
  summary: 'Sidecar has little CPU for the calls that pass through it',
  why: 'Linux shares out a CPU limit in periods of 100 ms: a sidecar that has used up its part waits for the next one, with every call that passes through it.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go getResourceRequirements; Linux CFS bandwidth control',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/#sidecar-resource-requirements',
  effect: 'fragile',
  covers: ['latency-targets.service-invocation', 'latency-targets.state-operations', 'latency-targets.pub-sub'],
  presets: { production: 'info', strict: 'info' },
  each: 'app',
  options: {
    least: {
      type: 'string',
      default: '100m',
      description: 'The least CPU limit that the sidecar of an app with a port should have, as a Kubernetes quantity.',
    },
  },

  *check(app, { options }): Problems {
    const limit = app.annotation('sidecar-cpu-limit');
    const amount = parseQuantity(limit.text ?? '');
    const least = parseQuantity(options.least);
    // A sidecar that nobody calls through may take its time.
    if (!app.annotation('app-port').exists || !limit.resolved || amount === undefined || least === undefined) return;
    if (amount >= least || amount <= 0) return;
    yield {
      at: limit,
      message: `the sidecar's CPU limit is ${limit.text}: calls wait when ${duration(amount * 100)} of each 100 ms are used up`,
      help: `raise it to ${options.least} at least, or set a request and no limit`,
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
            dapr.io/sidecar-cpu-limit: 50m
                                       ^^^ the sidecar's CPU limit is 50m: calls wait when 5 ms of each 100 ms are used up
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
            dapr.io/sidecar-cpu-request: 50m
            dapr.io/sidecar-cpu-limit: "0.1"
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          jobTemplate:
            spec:
              template:
                metadata:
                  annotations:
                    dapr.io/enabled: "true"
                    dapr.io/app-id: report
                    dapr.io/enable-native-sidecar: "true"
                    dapr.io/sidecar-cpu-limit: 50m
      `,
      because: 'a request throttles nobody, and an app without a port is called by nobody',
    },
  ],
});

const duration = (milliseconds: number): string => `${Number(milliseconds.toPrecision(3))} ms`;
