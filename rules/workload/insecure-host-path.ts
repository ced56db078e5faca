import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const insecureHostPath = defineRule({
  id: 'insecure-host-path',
  severity: 'off',
  summary: 'Pod with a sidecar mounts a folder of its node',
  why: 'Folders of the node hold what pods keep to themselves, as the tokens and certificates of all sidecars below /var/lib/kubelet; and what is written there is there for the next pod.',
  source: 'kubernetes api/core/v1/types.go HostPathVolumeSource',
  docs: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  effect: 'insecure',
  securitySeverity: 4.3,
  presets: { strict: 'warning' },
  each: 'app',

  *check(app): Problems {
    for (const volume of app.workload.pod.get('volumes').items) {
      const source = volume.get('hostPath');
      if (!source.hasValue) continue;
      yield {
        at: source.get('path').hasValue ? source.get('path') : source,
        message: `volume "${volume.get('name').text}" of ${app.title} is a folder of the node`,
        help: 'use a claim, a ConfigMap, a Secret or an emptyDir',
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
              image: shop/orders:1.4.0
          volumes:
            - name: data
              hostPath:
                path: /data
                      ^^^^^ volume "data" of app "orders" is a folder of the node
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
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
          volumes:
            - name: data
              hostPath:
              emptyDir: {}
      `,
      because: 'null is nothing',
    },
  ],
});
