import {
  type App,
  appsTitle,
  defineRule,
  group,
  otherNetworkPolicies,
  type Problems,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const missingNetworkPolicy = defineRule({
  id: 'missing-network-policy',
  severity: 'off',
  summary: 'No NetworkPolicy selects the pods of an app',
  why: 'Without a policy every pod of the cluster reaches the app past its sidecar, and so past access control and mTLS: on its own port, which listens for all.',
  source: 'kubernetes api/networking/v1/types.go NetworkPolicySpec',
  docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  effect: 'insecure',
  securitySeverity: 4.3,
  presets: { strict: 'warning' },
  needs: [otherNetworkPolicies, workloadKinds],
  each: 'workspace',

  *check(workspace): Problems {
    // Those of Cilium, Calico and the like are not read.
    if (workspace.network.hasOtherPolicies) return;
    const isOpen = (app: App): boolean =>
      !app.resource.isPartial && workspace.network.policiesOf(app.workload).length === 0;
    for (const apps of workspace.appsTogether) {
      for (const [namespace, open] of group(apps.filter(isOpen), ({ namespace }) => namespace)) {
        const [first, ...others] = open;
        if (!first) continue;
        yield {
          at: first,
          message: `no NetworkPolicy here selects ${appsTitle(open)}`,
          help: `add one to ${namespace === undefined ? 'the namespace' : `namespace ${namespace}`} that lets in what has to come in`,
          related: others.slice(0, 3).map((at) => ({ at, message: 'nor this one' })),
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          labels: { app: orders }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ^^^^^^ no NetworkPolicy here selects apps "orders" and "billing"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          labels: { app: billing }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
                            ~~~~~~~ nor this one
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: databases
        spec:
          podSelector:
            matchLabels: { app: postgres }
      `,
    },
    {
      good: yaml`
        apiVersion: projectcalico.org/v3
        kind: NetworkPolicy
        metadata:
          name: sidecars
        spec:
          selector: all()
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'Calico has policies of its own, with selectors of its own',
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          labels: { app: orders }
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: sidecars
        spec:
          podSelector:
            matchLabels: { dapr.io/app-id: orders }
      `,
      because: 'the injector gives pods the app-id as a label',
    },
  ],
});
