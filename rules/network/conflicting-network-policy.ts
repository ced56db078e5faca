import {
  type App,
  appsTitle,
  defineRule,
  type Field,
  listed,
  otherNetworkPolicies,
  type Problems,
  sourceKey,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

/** What opens the way to each of them. */
const ways: Readonly<Record<string, string>> = {
  DNS: 'port 53 of kube-system',
  sentry: 'port 50001 of sentry',
  'the operator': 'port 6500 of the operator',
};

export const conflictingNetworkPolicy = defineRule({
  id: 'conflicting-network-policy',
  severity: 'error',
  summary: 'NetworkPolicy that cuts sidecars off from what they need',
  why: 'As soon as a policy for egress selects a pod, what no policy allows is shut. daprd does not start without DNS, sentry (50001 in the namespace of the control plane) and the operator (6500).',
  source:
    'dapr v1.18.3 pkg/runtime/config.go:225, pkg/injector/patcher/services.go:32, charts/dapr/charts/dapr_sentry/values.yaml, charts/dapr/charts/dapr_operator/values.yaml',
  docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  effect: 'wrong',
  needs: ['Configuration', 'Namespace', otherNetworkPolicies, 'Service', workloadKinds],
  each: 'workspace',

  *check(workspace): Problems {
    const cuts = new Map<string, { readonly at: Field; readonly titles: readonly string[]; readonly apps: App[] }>();
    for (const app of workspace.apps) {
      const { policy, titles = [] } = workspace.lifelines.severedBy(app) ?? {};
      if (!policy || !workspace.areTogether(policy.resource, app.resource)) continue;
      const { source, range } = policy.resource.location;
      const key = `${sourceKey(source)}:${range.start}:${titles.join()}`;
      const cut = cuts.get(key) ?? { at: policy.resource.metadata.get('name'), titles, apps: [] };
      cut.apps.push(app);
      cuts.set(key, cut);
    }
    for (const { at, titles, apps } of cuts.values()) {
      yield {
        at,
        message: `the policy cuts ${appsTitle(apps)} off from ${listed(titles)}: daprd does not start`,
        help: `allow egress to ${listed(titles.map((title) => ways[title] ?? title))}`,
        related: apps.slice(0, 3).map((app) => ({ at: app, message: 'its pods are selected' })),
        // Policies add up, and another one may live elsewhere.
        ...(!workspace.isClosed && { atMost: 'warning' as const }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: default-deny
                ^^^^^^^^^^^^ the policy cuts app "orders" off from sentry and the operator: daprd does not start
          namespace: shop
        spec:
          podSelector: {}
          policyTypes: [Ingress, Egress]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: allow-dns
          namespace: shop
        spec:
          podSelector: {}
          policyTypes: [Egress]
          egress:
            - to:
                - namespaceSelector: {}
              ports:
                - { protocol: UDP, port: 53 }
            - to:
                - podSelector: {}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          namespace: shop
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ~~~~~~ its pods are selected
      `,
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: egress
          namespace: shop
        spec:
          podSelector: {}
          policyTypes: [Egress]
          egress:
            - to:
                - namespaceSelector:
                    matchLabels: { kubernetes.io/metadata.name: kube-system }
              ports:
                - { protocol: UDP, port: 53 }
            - to:
                - namespaceSelector:
                    matchLabels: { kubernetes.io/metadata.name: dapr-control-plane }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'the control plane may be installed to a namespace of any name',
    },
    {
      closedWorld: true,
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: default-deny
          namespace: shop
        spec:
          podSelector: {}
          policyTypes: [Ingress, Egress]
        ---
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata:
          name: sidecars
          namespace: shop
        spec:
          endpointSelector: {}
          egress:
            - toEntities: [cluster]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'what Cilium allows is allowed beside the policies of Kubernetes',
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: default-deny
          namespace: shop
        spec:
          podSelector: {}
          policyTypes: [Ingress, Egress]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: allow-dapr
          namespace: shop
        spec:
          podSelector:
            matchExpressions:
              - { key: dapr.io/sidecar-injected, operator: In, values: ["true"] }
          policyTypes: [Egress]
          egress:
            - to:
                - namespaceSelector:
                    matchLabels: { kubernetes.io/metadata.name: kube-system }
              ports:
                - { protocol: UDP, port: 53 }
            - to:
                - namespaceSelector:
                    matchLabels: { kubernetes.io/metadata.name: dapr-system }
              ports:
                - { port: 6500, endPort: 50010 }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          namespace: shop
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
      `,
      because: 'policies add up, a port may be one of a range, and the injector adds the label that the second selects',
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: web
          namespace: shop
        spec:
          podSelector: {}
          egress: []
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: mesh
          namespace: shop
        spec:
          podSelector: {}
          policyTypes: [Egress]
          egress:
            - to:
                - namespaceSelector:
                    matchLabels: { role: mesh }
            - to:
                - ipBlock: { cidr: 10.0.0.0/8 }
              ports:
                - { protocol: UDP, port: 53 }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          namespace: shop
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
      `,
      because:
        'without policyTypes an empty egress shuts nothing, and neither the labels of a namespace that lives elsewhere nor the addresses of pods are known',
    },
  ],
});
