import { defineRule, type Field, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const fragileControlPlane = defineRule({
  id: 'fragile-control-plane',
  severity: 'off',
  summary: 'Service of the control plane runs once',
  why: 'While its pod is moved or its node is away, nobody stands in for it: without the injector pods start with no sidecar, without sentry and the operator no sidecar starts, without placement no actor is found.',
  source:
    'dapr v1.18.3 charts/dapr/values.yaml global.ha, charts/dapr/charts/dapr_placement/templates/dapr_placement_statefulset.yaml:13',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/',
  effect: 'fragile',
  presets: { production: 'warning', strict: 'warning' },
  needs: ['HorizontalPodAutoscaler', workloadKinds],
  each: 'workspace',

  *check(_, { workspace }): Problems {
    const single = workspace.controlPlane.flatMap(({ name, workload }) => {
      const replicas = (workload.resource.body as Field).get('spec').get('replicas');
      // An autoscaler may set another number.
      return replicas.number === 1 && workspace.autoscalersOf(workload).length === 0 ? [{ name, replicas }] : [];
    });
    for (const { name, replicas } of single)
      yield {
        at: replicas,
        message: `${name} runs once: nothing stands in for it while its pod is moved`,
        help: 'set global.ha.enabled of the Helm chart',
      };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-sidecar-injector, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          replicas: 1
                    ^ dapr-sidecar-injector runs once: nothing stands in for it while its pod is moved
          template:
            spec:
              containers:
                - { name: dapr-sidecar-injector, image: "ghcr.io/dapr/injector:1.18.3" }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: dapr-placement-server, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          replicas: 0
          template:
            spec:
              containers:
                - { name: dapr-placement-server, image: "ghcr.io/dapr/placement:1.18.3" }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-operator, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000002 }
        spec:
          replicas: 3
          template:
            spec:
              containers:
                - { name: dapr-operator, image: "ghcr.io/dapr/operator:1.18.3" }
      `,
      because: 'placement may be turned off where nobody has actors',
    },
  ],
});
