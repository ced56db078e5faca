import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const unsupportedBarePod = defineRule({
  id: 'unsupported-bare-pod',
  severity: 'off',
  summary: 'Pod is created without a controller',
  why: 'The injector acts for the controllers of Kubernetes and for system:masters: a pod that anybody else creates, a pipeline or a GitOps operator among them, starts without its sidecar.',
  source: 'dapr v1.18.3 pkg/injector/service/handler.go:104 isAuthorizedUser, injector.go:49',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-overview/',
  effect: 'ignored',
  facts: ['inj.creator'],
  presets: { production: 'info', strict: 'warning' },
  each: 'app',

  *check(app): Problems {
    if (app.workload.kind !== 'Pod') return;
    yield {
      at: app.annotation('enabled').key,
      message: `${app.resource.title} gets a sidecar only from the hands of a controller or an administrator`,
      help: 'make it a Deployment or a Job, or allow the creator in the values of the injector',
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
            ^^^^^^^^^^^^^^^ Pod "orders" gets a sidecar only from the hands of a controller or an administrator
            dapr.io/app-id: orders
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
      `,
      because: 'the pods of a Deployment come from its controller',
    },
  ],
});
