import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingPodVolumes = defineRule({
  id: 'missing-pod-volumes',
  severity: 'error',
  summary: 'Pod with pluggable components has no volume of its own',
  why: 'Where a pod has no volumes, the injector sets the list twice: the second time, for the sockets, takes the identity token of the sidecar away again, and Kubernetes refuses the mount of a volume that is not there.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_volumes.go:100, sidecar_components.go:167',
  docs: 'https://docs.dapr.io/operations/components/pluggable-components-registration/',
  effect: 'rejected',
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const { pod, volumes } = app.workload;
    // Without this, Kubernetes has given the pod a volume before the injector sees it.
    const automount = pod.get('automountServiceAccountToken');
    if (automount.boolean !== false || volumes.size > 0) return;
    const names = new Set((app.reads('pluggable-components') ?? '').split(','));
    if (!pod.get('containers').items.some((container) => names.has(container.get('name').text ?? '\n'))) return;
    yield {
      at: automount,
      message: 'the injector makes a pod without volumes and with pluggable components invalid',
      help: 'mount the token, or add an emptyDir volume',
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
            dapr.io/app-id: orders
            dapr.io/pluggable-components: memory
        spec:
          automountServiceAccountToken: false
                                        ^^^^^ the injector makes a pod without volumes and with pluggable components invalid
          containers:
            - name: memory
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
            dapr.io/pluggable-components: memory
        spec:
          containers:
            - name: memory
      `,
      because: 'Kubernetes adds the volume of the service account first',
    },
  ],
});
