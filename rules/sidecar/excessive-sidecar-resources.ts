import { defineRule, type Problems, parseQuantity, yaml } from '../../src/rule.ts';

const bound = (what: string) =>
  ({
    type: 'string',
    default: '',
    description: `The most that the sidecar may have as its ${what}, as a Kubernetes quantity; empty for no bound.`,
  }) as const;

export const excessiveSidecarResources = defineRule({
  id: 'excessive-sidecar-resources',
  severity: 'off',
  summary: 'Sidecar takes more than it is allowed',
  why: 'What every sidecar requests is paid for as often as there are pods. The bounds are the team’s own: those of the preset, or of the config.',
  source: 'docs/dapr-infrastructure-spec.md, Resource Utilization; Dapr’s production guidelines',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/#sidecar-resource-requirements',
  effect: 'fragile',
  covers: [
    'resource-utilization.cpu',
    'resource-utilization.memory',
    'annotation-requirements.annotations.dapr-io-sidecar-cpu-limit',
    'annotation-requirements.annotations.dapr-io-sidecar-cpu-request',
    'annotation-requirements.annotations.dapr-io-sidecar-memory-limit',
    'annotation-requirements.annotations.dapr-io-sidecar-memory-request',
  ],
  presets: {
    production: {
      severity: 'warning',
      cpuRequest: '100m',
      cpuLimit: '300m',
      memoryRequest: '250Mi',
      memoryLimit: '1000Mi',
    },
    'todo-chatbot': {
      severity: 'error',
      cpuRequest: '100m',
      cpuLimit: '500m',
      memoryRequest: '128Mi',
      memoryLimit: '512Mi',
    },
  },
  each: 'app',
  options: {
    cpuRequest: bound('CPU request'),
    cpuLimit: bound('CPU limit'),
    memoryRequest: bound('memory request'),
    memoryLimit: bound('memory limit'),
  },

  *check(app, { options }): Problems {
    const bounds = [
      ['cpu-request', options.cpuRequest],
      ['cpu-limit', options.cpuLimit],
      ['memory-request', options.memoryRequest],
      ['memory-limit', options.memoryLimit],
    ] as const;
    for (const [name, most] of bounds) {
      const annotation = app.annotation(`sidecar-${name}`);
      const amount = parseQuantity(annotation.text ?? '');
      const limit = parseQuantity(most);
      if (amount === undefined || limit === undefined || amount <= limit) continue;
      yield {
        at: annotation,
        message: `the sidecar's ${name.replace('-', ' ')} is ${annotation.text}, above the bound of ${most}`,
        help: `lower it to ${most}, or raise the bound in the options of this rule`,
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
            dapr.io/sidecar-memory-request: "256Mi"
                                            ^^^^^^^ the sidecar's memory request is 256Mi, above the bound of 128Mi
      `,
      options: { memoryRequest: '128Mi' },
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
      `,
      options: { cpuRequest: '0.1' },
      because: '100m and 0.1 are the same, and a bound may be reached',
    },
  ],
});
