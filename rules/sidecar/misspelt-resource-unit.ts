import { amountNames, defineRule, type Problems, parseQuantity, respell, yaml } from '../../src/rule.ts';

/** Below this no container can be started; above, no node has as much. */
const leastBytes = 2 ** 20;
const mostCores = 1000;

export const misspeltResourceUnit = defineRule({
  id: 'misspelt-resource-unit',
  severity: 'error',
  summary: 'Amount has the suffix of another resource',
  why: 'Kubernetes takes m for thousandths and Mi for millions of any resource: 128m of memory is less than one byte, and no container starts with it; 500Mi of CPU is more than any node has.',
  source:
    'apimachinery v0.33 pkg/api/resource/quantity.go ParseQuantity; dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:431',
  docs: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes',
  effect: 'wrong',
  each: 'app',

  *check(app): Problems {
    for (const name of amountNames) {
      const text = app.reads(`sidecar-${name}`) ?? '';
      const amount = parseQuantity(text) ?? 0;
      const isMemory = name.startsWith('memory');
      if (amount <= 0 || (isMemory ? amount >= leastBytes : amount <= mostCores)) continue;
      const likely = isMemory ? text.replace(/^(\d+)m$/, '$1Mi') : text.replace(/^(\d+)Mi?$/, '$1m');
      const annotation = app.annotation(`sidecar-${name}`);
      yield {
        at: annotation,
        message: isMemory
          ? `dapr.io/sidecar-${name} is ${text}: ${amount < 1 ? 'less than one byte' : `${amount} bytes`}`
          : `dapr.io/sidecar-${name} is ${text}: ${amount} cores`,
        help: isMemory ? 'write an amount such as 128Mi' : 'write an amount such as 500m',
        ...(likely !== text && {
          fix: { title: `Write ${likely}`, edits: [respell(annotation, likely)], unsafe: true },
        }),
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
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/sidecar-cpu-limit: 500Mi
                                       ^^^^^ dapr.io/sidecar-cpu-limit is 500Mi: 524288000 cores
            dapr.io/sidecar-memory-limit: 256m
                                          ^^^^ dapr.io/sidecar-memory-limit is 256m: less than one byte
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/sidecar-cpu-limit: 500m
            dapr.io/sidecar-memory-limit: 256Mi
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
            dapr.io/sidecar-cpu-limit: "64"
            dapr.io/sidecar-memory-limit: 256M
            dapr.io/sidecar-memory-request: "0"
      `,
      because: 'M is a suffix of its own, some nodes have as many cores, and zero asks for nothing',
    },
  ],
});
