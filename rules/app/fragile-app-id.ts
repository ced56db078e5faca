import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const fragileAppId = defineRule({
  id: 'fragile-app-id',
  severity: 'warning',
  summary: 'Pods take their names for app-ids',
  why: 'Each replica of a StatefulSet without an app-id is an app of its own, with state and consumer groups of its own; the operator makes no Service for it, and nobody can invoke it.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:472 GetAppID; pkg/operator/handlers/dapr_handler.go:197 ensureDaprServicePresent',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-overview/#adding-dapr-to-a-kubernetes-deployment',
  effect: 'fragile',
  facts: ['inj.appid.statefulset'],
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const { kind } = app.workload;
    if (app.id.exists || (kind !== 'Pod' && kind !== 'StatefulSet')) return;
    yield {
      at: app.annotation('enabled').key,
      message: `dapr.io/app-id is missing: ${kind === 'Pod' ? 'the name of the pod' : 'the name of each pod'} becomes its app-id`,
      help: 'add dapr.io/app-id with a name that is unique in the namespace',
      ...(kind === 'Pod' && { atMost: 'info' as const }),
    };
  },

  examples: [
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
        kind: StatefulSet
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
      `,
      because: 'replicas with one app-id are one app',
    },
  ],
});
