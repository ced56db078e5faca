import { defineRule, otherNetworkPolicies, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const conflictingWebhookPolicy = defineRule({
  id: 'conflicting-webhook-policy',
  severity: 'warning',
  summary: 'NetworkPolicy keeps the API server from a webhook of Dapr',
  why: 'The API server calls the injector (4000) for each new pod, and the operator (19443) to convert Subscriptions, from outside the network of pods. Where it does not get through, pods start without a sidecar.',
  source:
    'dapr v1.18.3 charts/dapr/charts/dapr_sidecar_injector/templates/dapr_sidecar_injector_deployment.yaml:219, charts/dapr/charts/dapr_operator/templates/dapr_operator_service.yaml',
  docs: 'https://docs.dapr.io/operations/troubleshooting/common_issues/',
  effect: 'wrong',
  needs: ['Configuration', 'Namespace', otherNetworkPolicies, 'Service', workloadKinds],
  each: 'workspace',

  *check(workspace): Problems {
    const namespaces = new Set(['dapr-system', ...workspace.controlPlanes.flatMap(({ namespace }) => namespace ?? [])]);
    for (const namespace of namespaces) {
      for (const { policy, title, port } of workspace.lifelines.webhooksShutBy(namespace)) {
        yield {
          at: policy.resource,
          message: `the policy keeps the API server from ${title}`,
          help: `allow ingress to port ${port} from everywhere, or from the addresses of the API server`,
          related: [{ at: policy.spec.get('podSelector').key, message: `it selects ${title}` }],
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: injector
                ^^^^^^^^ the policy keeps the API server from the injector
          namespace: dapr-system
        spec:
          podSelector:
          ~~~~~~~~~~~ it selects the injector
            matchLabels: { app: dapr-sidecar-injector }
          ingress:
            - from:
                - podSelector: {}
      `,
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: default-deny
          namespace: dapr-system
        spec:
          podSelector: {}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: webhooks
          namespace: dapr-system
        spec:
          podSelector:
            matchExpressions:
              - { key: app, operator: In, values: [dapr-sidecar-injector, dapr-operator] }
          ingress:
            - ports:
                - port: https
                - port: 19443
            - from:
                - ipBlock: { cidr: 10.0.0.1/32 }
      `,
      because: 'policies add up, and a rule without from lets everybody in',
    },
  ],
});
