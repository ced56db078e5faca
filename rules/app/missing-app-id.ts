import { defineRule, type Problems, yaml } from '../../src/rule.ts';

/** Their pods have a name of their own when the injector sees them; those of all others get one later. */
const namesItsPods = new Set(['Pod', 'StatefulSet']);

export const missingAppId = defineRule({
  id: 'missing-app-id',
  severity: 'error',
  summary: 'Sidecar is enabled without an app-id',
  why: 'Without an app-id the injector takes the name of the pod, which is still empty for pods made from a template: admission refuses them. Where it is there, Sentry still expects the empty one that is written, and signs no certificate.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:472 GetAppID, pkg/validation/validation.go, pkg/sentry/server/validator/kubernetes/kubernetes.go:240',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-overview/#adding-dapr-to-a-kubernetes-deployment',
  effect: 'rejected',
  covers: ['service-invocation.configuration.app-id', 'annotation-requirements.annotations.dapr-io-app-id'],
  facts: ['inj.appid.missing', 'sentry.appid.empty', 'sentry.appid.match'],
  each: 'app',

  *check(app): Problems {
    const { id, workload } = app;
    const isEmpty = id.exists && (!id.hasValue || id.text === '');
    if (id.exists ? !isEmpty : app.resource.isPartial || namesItsPods.has(workload.kind)) return;
    yield {
      at: isEmpty ? id : app.annotation('enabled').key,
      message: isEmpty ? 'dapr.io/app-id is empty' : 'dapr.io/app-id is missing: the pods are refused',
      help: 'add dapr.io/app-id with a name that is unique in the namespace',
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
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: ""
                            ^^ dapr.io/app-id is empty
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
      `,
      because: 'the injector knows the name of this pod, and takes it',
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
