import { amountNames, defineRule, type Problems, parseQuantity, yaml } from '../../src/rule.ts';

export const conflictingSidecarResources = defineRule({
  id: 'conflicting-sidecar-resources',
  severity: 'error',
  summary: 'Sidecar requests more than its limit',
  why: 'Kubernetes refuses a pod with a container that requests more than its limit, so the workload never gets its pods.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go getResourceRequirements; Kubernetes ValidateResourceRequirements',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/#sidecar-resource-requirements',
  effect: 'rejected',
  covers: ['kubernetes-deployment-with-dapr.resource-limits'],
  facts: ['inj.quantity.order'],
  each: 'app',

  *check(app): Problems {
    const amounts = amountNames.map((name) => app.reads(`sidecar-${name}`));
    // One that cannot be read makes the injector leave all four out.
    if (amounts.some((text) => text && parseQuantity(text) === undefined)) return;
    for (const resource of ['cpu', 'memory']) {
      const request = app.annotation(`sidecar-${resource}-request`);
      const limit = app.annotation(`sidecar-${resource}-limit`);
      const requested = parseQuantity(request.text ?? '');
      const allowed = parseQuantity(limit.text ?? '');
      if (requested === undefined || allowed === undefined || requested <= allowed) continue;
      yield {
        at: request,
        message: `the sidecar requests ${request.text} ${resource}, more than its limit of ${limit.text}`,
        help: 'lower the request or raise the limit',
        related: [{ at: limit, message: 'the limit' }],
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
            dapr.io/sidecar-cpu-request: "1"
                                         ^^^ the sidecar requests 1 cpu, more than its limit of 500m
            dapr.io/sidecar-cpu-limit: 500m
                                       ~~~~ the limit
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
            dapr.io/sidecar-memory-request: 128Mi
            dapr.io/sidecar-memory-limit: 0.125Gi
      `,
      because: 'these are the same amount',
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
            dapr.io/sidecar-memory-request: 256Mi
            dapr.io/sidecar-memory-limit: "{{ .Values.limit }}"
      `,
      because: 'what is filled in later is not known yet',
    },
  ],
});
