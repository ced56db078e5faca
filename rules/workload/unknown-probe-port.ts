import { containersOf, defineRule, type Problems, portOfProbe, probesOf, quote, yaml } from '../../src/rule.ts';

const outcomes = {
  livenessProbe: 'it is never asked',
  readinessProbe: 'the pod is never ready, and no app reaches it',
  startupProbe: 'the container never counts as started, and no app reaches it',
} as const;

export const unknownProbePort = defineRule({
  id: 'unknown-probe-port',
  severity: 'error',
  summary: 'Probe names a port that its container does not have',
  why: 'The kubelet looks for the name among the ports of that container alone, not of the sidecar, and throws the probe away where it is not there: what waits for it to succeed waits for ever.',
  source: 'kubernetes v1.34.2 pkg/probe/util.go ResolveContainerPort, pkg/kubelet/prober/worker.go:110,314',
  docs: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  effect: 'wrong',
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    for (const container of containersOf(app.workload)) {
      const names = container.get('ports').items.map((port) => port.get('name'));
      if (!container.get('ports').resolved || names.some(({ resolved }) => !resolved)) continue;
      for (const { kind, probe } of probesOf(container)) {
        const at = portOfProbe(probe);
        // Digits in quotes are another fault.
        if (!at?.text || !at.resolved || /^\d+$/.test(at.text) || names.some(({ text }) => text === at.text)) continue;
        yield {
          at,
          message: `the container has no port named ${quote(at.text)} for its ${kind}: ${outcomes[kind]}`,
          help: /^dapr-/.test(at.text) ? 'ask a port of the app itself' : 'name a port under ports of this container',
          ...(kind === 'livenessProbe' && { atMost: 'warning' as const }),
        };
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
              ports:
                - { name: web, containerPort: 8080 }
              readinessProbe:
                httpGet:
                  path: /healthz
                  port: http
                        ^^^^ the container has no port named "http" for its readinessProbe: the pod is never ready, and no app reaches it
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
                - { name: web, containerPort: 8080 }
              readinessProbe:
                tcpSocket: { port: web }
              livenessProbe:
                tcpSocket: { port: 9000 }
      `,
      because: 'a number need not be declared',
    },
  ],
});
