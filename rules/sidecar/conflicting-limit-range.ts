import { containerLimits, defaultOf, defineRule, type Problems, quantityOf, yaml } from '../../src/rule.ts';

export const conflictingLimitRange = defineRule({
  id: 'conflicting-limit-range',
  severity: 'error',
  summary: 'Sidecar has resources that its namespace does not allow',
  why: 'Kubernetes refuses a pod with a container outside of the LimitRanges of its namespace, or with a request above the limit that they give it: the workload is accepted, and gets no pods.',
  source:
    'Kubernetes v1.34.2 plugin/pkg/admission/limitranger/admission.go minConstraint, maxConstraint, mergeContainerResources; dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:431',
  docs: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
  effect: 'rejected',
  covers: ['kubernetes-deployment-with-dapr.resource-limits'],
  needs: ['LimitRange'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const ranges = containerLimits(app, workspace);
    const [cpu, memory] = (['cpu', 'memory'] as const).map((name) =>
      ranges.filter((range) => defaultOf(range, name, 'limit')),
    );
    const givers = { cpu, memory };
    for (const range of ranges) {
      for (const name of ['cpu', 'memory'] as const) {
        const [most, least] = [range.get('max').get(name), range.get('min').get(name)];
        for (const bound of ['request', 'limit'] as const) {
          const at = app.annotation(`sidecar-${name}-${bound}`);
          const amount = quantityOf(at);
          if (amount === undefined) continue;
          const excess = amount > (quantityOf(most) ?? Number.POSITIVE_INFINITY);
          if (!excess && amount >= (quantityOf(least) ?? Number.NEGATIVE_INFINITY)) continue;
          const broken = excess ? most : least;
          yield {
            at,
            message: `the sidecar's ${name} ${bound} is ${at.text}, and its namespace allows ${broken.written} at the ${excess ? 'most' : 'least'}`,
            help: excess
              ? 'lower it, or raise the bound of the LimitRange'
              : 'raise it, or lower the bound of the LimitRange',
            related: [{ at: broken, message: 'the bound' }],
          };
        }
        const request = app.annotation(`sidecar-${name}-request`);
        const limit = app.annotation(`sidecar-${name}-limit`);
        const given = range.get('default').get(name);
        // Of several defaults, any may win.
        if (limit.exists || givers[name]?.some((other) => other !== range)) continue;
        const [wanted, cap] = [quantityOf(request), quantityOf(given)];
        if (wanted === undefined || cap === undefined || wanted <= cap) continue;
        yield {
          at: request,
          message: `the sidecar requests ${request.text} of ${name}, above the limit of ${given.written} that its namespace gives it`,
          help: `add dapr.io/sidecar-${name}-limit`,
          related: [{ at: given, message: 'the default limit' }],
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
            dapr.io/sidecar-cpu-request: 10m
                                         ^^^ the sidecar's cpu request is 10m, and its namespace allows 50m at the least
            dapr.io/sidecar-memory-request: 256Mi
                                            ^^^^^ the sidecar requests 256Mi of memory, above the limit of 128Mi that its namespace gives it
        ---
        apiVersion: v1
        kind: LimitRange
        metadata:
          name: bounds
        spec:
          limits:
            - type: Container
              min: { cpu: 50m }
                          ~~~ the bound
              default: { memory: 128Mi }
                                 ~~~~~ the default limit
              max: { memory: 1Gi }
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
            dapr.io/sidecar-cpu-request: 100m
            dapr.io/sidecar-cpu-limit: "1"
            dapr.io/sidecar-memory-request: 256Mi
        ---
        apiVersion: v1
        kind: LimitRange
        metadata:
          name: bounds
          namespace: shop
        spec:
          limits:
            - type: Container
              max: { cpu: 1000m, memory: 1Gi }
              min: { cpu: 0.1 }
            - type: Pod
              max: { cpu: 50m }
        ---
        apiVersion: v1
        kind: LimitRange
        metadata:
          name: bounds
          namespace: payments
        spec:
          limits:
            - type: Container
              max: { cpu: 50m }
      `,
      because:
        'bounds may be reached and are written in many ways, and others are for pods as a whole or another namespace',
    },
  ],
});
