import { defineRule, type Problems, yaml } from '../../src/rule.ts';

/** Their pods have a name of their own when the injector sees them; those of all others get one later. */
const namesItsPods = new Set(['Pod', 'StatefulSet']);

export const missingAppId = defineRule({
  id: 'missing-app-id',
  severity: 'error',
  summary: 'Sidecar is enabled without an app-id',
  why: 'Without an app-id the injector takes the name of the pod, which is still empty for pods made from a template: admission refuses them. A StatefulSet gets another app-id for each replica, and cannot be invoked.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go GetAppID, pkg/validation/validation.go',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-overview/#adding-dapr-to-a-kubernetes-deployment',
  effect: 'rejected',
  covers: ['service-invocation.configuration.app-id', 'annotation-requirements.annotations.dapr-io-app-id'],
  each: 'app',

  *check(app): Problems {
    const { id, workload } = app;
    // An empty one is taken for the name of the pod by the injector, and for itself by sentry, which refuses the certificate.
    const isEmpty = id.exists && (!id.hasValue || id.text === '');
    if (id.exists ? !isEmpty : app.resource.isPartial) return;
    const takesPodName = namesItsPods.has(workload.kind);
    yield {
      at: isEmpty ? id : app.annotation('enabled').key,
      message: isEmpty
        ? 'dapr.io/app-id is empty'
        : takesPodName
          ? `dapr.io/app-id is missing: ${workload.kind === 'Pod' ? 'the name of the pod' : 'the name of each pod'} becomes its app-id`
          : 'dapr.io/app-id is missing: the pods are refused',
      help: 'add dapr.io/app-id with a name that is unique in the namespace',
      ...(takesPodName && !isEmpty && { atMost: 'warning' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                ^^^^^^^^^^^^^^^ dapr.io/app-id is missing: the pods are refused
                dapr.io/app-port: "8080"
      `,
    },
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                ^^^^^^^^^^^^^^^ dapr.io/app-id is missing: the name of each pod becomes its app-id
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
                dapr.io/enabled: "false"
                dapr.io/app-port: "8080"
      `,
      because: 'a workload without a sidecar needs no app-id',
    },
  ],
});
