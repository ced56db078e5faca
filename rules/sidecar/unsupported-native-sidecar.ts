import { defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

/** The first Kubernetes minor that knows native sidecars without being told. */
const first = 29;

/** The minor of a version as Kubernetes and its distributions write it: `v1.28.4+k3s1`, `1.28`. */
const minorOf = (version: string): number | undefined => {
  const [, minor] = /^v?1\.(\d{1,3})(?:[.+-]|$)/.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
};

export const unsupportedNativeSidecar = defineRule({
  id: 'unsupported-native-sidecar',
  severity: 'warning',
  summary: 'Kubernetes is too old for a native sidecar',
  why: 'Before 1.29 Kubernetes drops the restart policy that makes an init container a sidecar: it waits for daprd to end, and the app never starts.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:325, pkg/injector/patcher/sidecar_patcher.go:125; Kubernetes KEP-753',
  docs: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
  effect: 'wrong',
  facts: ['inj.native'],
  needs: ['Node'],
  since: '1.18',
  each: 'app',
  options: {
    kubernetesVersion: {
      type: 'string',
      default: '',
      description: 'The Kubernetes of the cluster, as 1.31; empty to go by the nodes of an export.',
    },
  },

  *check(app, { options, workspace }): Problems {
    if (!app.isOn('enable-native-sidecar')) return;
    const nodes = workspace.resourcesOf('Node').map((node) => {
      const status = (node.body as Field as Field<{ status: { nodeInfo: { kubeletVersion: string } } }>).get('status');
      return status.get('nodeInfo').get('kubeletVersion');
    });
    const old = nodes.find(({ text = '' }) => (minorOf(text) ?? first) < first);
    const version = options.kubernetesVersion === '' ? old?.text : options.kubernetesVersion;
    if (version === undefined || (minorOf(version) ?? first) >= first) return;
    yield {
      at: app.annotation('enable-native-sidecar'),
      message: `Kubernetes ${version} knows no native sidecars: ${app.title} never starts`,
      help: `leave it out until the cluster has Kubernetes 1.${first}`,
      ...(old && { related: [{ at: old, message: 'the version of a node' }] }),
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
            dapr.io/enable-native-sidecar: "true"
                                           ^^^^^^ Kubernetes v1.28.9-gke.100 knows no native sidecars: app "orders" never starts
        ---
        apiVersion: v1
        kind: Node
        metadata:
          name: pool-1
        status:
          nodeInfo:
            kubeletVersion: v1.28.9-gke.100
                            ~~~~~~~~~~~~~~~ the version of a node
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
            dapr.io/app-id: orders
            dapr.io/enable-native-sidecar: "true"
                                           ^^^^^^ Kubernetes 1.27 knows no native sidecars: app "orders" never starts
      `,
      options: { kubernetesVersion: '1.27' },
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
            dapr.io/enable-native-sidecar: "true"
        ---
        apiVersion: v1
        kind: Node
        metadata:
          name: pool-1
        status:
          nodeInfo:
            kubeletVersion: v1.29.0+k3s1
      `,
      because: 'Kubernetes 1.29 has them on by default',
    },
  ],
});
