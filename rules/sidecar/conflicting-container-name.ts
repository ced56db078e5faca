import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const conflictingContainerName = defineRule({
  id: 'conflicting-container-name',
  severity: 'warning',
  summary: 'Container takes the place of the sidecar',
  why: 'The injector leaves a pod alone that has a container named daprd already: none of the annotations has an effect.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_patcher.go:27,156',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-overview/',
  effect: 'ignored',
  facts: ['inj.already'],
  each: 'app',

  *check(app): Problems {
    const { pod, template } = app.workload;
    // Read back from a cluster, it is the injector's own.
    if (template.get('metadata').get('labels').get('dapr.io/sidecar-injected').exists) return;
    for (const container of [...pod.get('containers').items, ...pod.get('initContainers').items]) {
      const name = container.get('name');
      if (name.text !== 'daprd') continue;
      yield {
        at: name,
        message: 'a container named daprd keeps the sidecar out',
        help: 'rename it, or remove dapr.io/enabled',
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
        spec:
          containers:
            - name: orders
            - name: daprd
                    ^^^^^ a container named daprd keeps the sidecar out
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          labels:
            dapr.io/sidecar-injected: "true"
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          containers:
            - name: orders
            - name: daprd
      `,
      because: 'this pod has been through the injector',
    },
  ],
});
