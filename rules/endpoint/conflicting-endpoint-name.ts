import { defineRule, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

export const conflictingEndpointName = defineRule({
  id: 'conflicting-endpoint-name',
  severity: 'warning',
  summary: 'HTTPEndpoint has the name of an app',
  why: 'daprd looks among its endpoints first: apps that load this one no longer reach the app of that name.',
  source: 'dapr v1.18.3 pkg/messaging/direct_messaging.go:181,617',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/service-invocation/howto-invoke-non-dapr-endpoints/',
  effect: 'wrong',
  facts: ['httpep.shadow'],
  needs: [workloadKinds],
  each: 'httpEndpoint',

  *check(endpoint, { workspace }): Problems {
    const app = workspace
      .appsWithId(endpoint.name, endpoint.namespace)
      .find(({ resource }) => workspace.areTogether(resource, endpoint));
    if (!app || endpoint.name === '') return;
    yield {
      at: endpoint.metadata.get('name'),
      message: `HTTPEndpoint ${quote(endpoint.name)} hides the app of that name`,
      help: 'give the endpoint another name',
      related: [{ at: app.id, message: 'is no longer called' }],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: billing
                ^^^^^^^ HTTPEndpoint "billing" hides the app of that name
        spec:
          baseUrl: https://billing.example.com
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
                            ~~~~~~~ is no longer called
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: billing
          namespace: shop
        spec:
          baseUrl: https://billing.example.com
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          namespace: accounting
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
      `,
      because: 'endpoints are those of their own namespace',
    },
  ],
});
