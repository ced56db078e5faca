import { amountNames, defineRule, listed, type Problems, yaml } from '../../src/rule.ts';

export const missingSidecarResources = defineRule({
  id: 'missing-sidecar-resources',
  severity: 'off',
  summary: 'Sidecar has no resource requests or limits',
  why: 'The sidecar container then runs without them: it is scheduled as if it needed nothing, can take the whole node, and no autoscaler on CPU can compute a utilisation for the pod.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go getResourceRequirements',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/#sidecar-resource-requirements',
  effect: 'fragile',
  covers: [
    'kubernetes-deployment-with-dapr.resource-limits',
    'resource-utilization.cpu',
    'resource-utilization.memory',
  ],
  presets: { production: 'warning', 'todo-chatbot': 'warning' },
  each: 'app',
  options: {
    required: {
      type: 'array',
      items: { type: 'string' },
      default: amountNames,
      description: 'Which of cpu-request, cpu-limit, memory-request and memory-limit have to be set.',
    },
  },

  *check(app, { options }): Problems {
    if (app.resource.isPartial) return;
    const missing = options.required.filter((name) => !app.annotation(`sidecar-${name}`).exists);
    if (missing.length === 0) return;
    yield {
      at: app.annotation('enabled').key,
      message: `${app.title} sets no ${listed(missing.map((name) => name.replace('-', ' ')))} for its sidecar`,
      help: `add ${listed(missing.map((name) => `dapr.io/sidecar-${name}`))}`,
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
            ^^^^^^^^^^^^^^^ app "orders" sets no cpu limit and memory limit for its sidecar
            dapr.io/app-id: orders
            dapr.io/sidecar-cpu-request: 100m
            dapr.io/sidecar-memory-request: 64Mi
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
            dapr.io/sidecar-cpu-request: 100m
            dapr.io/sidecar-memory-request: 64Mi
            dapr.io/sidecar-memory-limit: 128Mi
      `,
      options: { required: ['cpu-request', 'memory-request', 'memory-limit'] },
      because: 'a team may choose to run without a CPU limit',
    },
  ],
});
