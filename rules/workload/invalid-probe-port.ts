import {
  allContainersOf,
  defineRule,
  type Problems,
  portOfProbe,
  probesOf,
  quote,
  replace,
  yaml,
} from '../../src/rule.ts';

export const invalidProbePort = defineRule({
  id: 'invalid-probe-port',
  severity: 'error',
  summary: 'Probe of an app asks a port that is none',
  why: 'A port is a number from 1 to 65535, or a name with a letter in it. A number in quotes is taken for a name, and Kubernetes refuses the workload.',
  source: 'kubernetes v1.34.2 pkg/apis/core/validation/validation.go ValidatePortNumOrName',
  docs: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  effect: 'rejected',
  each: 'app',

  *check(app): Problems {
    for (const container of allContainersOf(app.workload)) {
      for (const { kind, probe } of probesOf(container)) {
        const at = portOfProbe(probe);
        const { text, number } = at ?? {};
        if (!at?.resolved) continue;
        if (text !== undefined && /^\d+$/.test(text))
          yield {
            at,
            message: `${quote(text)} is taken for the name of a port, and is none`,
            help: 'remove the quotes',
            ...(text !== '0' && { fix: { title: 'Remove the quotes', edits: [replace(at, text)] } }),
          };
        else if (number !== undefined && !(number >= 1 && number <= 65_535))
          yield { at, message: `the ${kind} asks port ${number}, which is none`, help: 'name the port of the app' };
      }
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
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              readinessProbe:
                httpGet:
                  path: /healthz
                  port: "8080"
                        ^^^^^^ "8080" is taken for the name of a port, and is none
      `,
      fixed: yaml`
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
              readinessProbe:
                httpGet:
                  path: /healthz
                  port: 8080
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
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              ports:
                - { name: h2, containerPort: 8080 }
              readinessProbe:
                tcpSocket: { port: "h2" }
      `,
      because: 'a name may be in quotes',
    },
  ],
});
