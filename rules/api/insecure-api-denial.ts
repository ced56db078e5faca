import { defineRule, listed, type Problems, partialApiRules, yaml } from '../../src/rule.ts';

export const insecureApiDenial = defineRule({
  id: 'insecure-api-denial',
  severity: 'warning',
  summary: 'API is denied in one version and open in another',
  why: 'A denied version closes the endpoints of that version only. What it does can be done under the other versions of the API, which are not denied.',
  source:
    'dapr v1.18.3 pkg/api/grpc/endpoints.go:29 endpoints, :153 setAPIEndpointsMiddlewares, pkg/api/http/endpoints/endpoint.go IsAllowed, pkg/api/http/workflow.go:29-42',
  docs: 'https://docs.dapr.io/operations/configuration/api-allowlist/',
  effect: 'insecure',
  securitySeverity: 5.3,
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const allowed = configuration.spec.get('api').get('allowed').items;
    for (const { rule, name, protocol, version, missing } of partialApiRules(configuration, 'denied', workspace)) {
      // Of what is not allowed either, nothing is open.
      if (allowed.some((other) => other.get('protocol').text?.toLowerCase() === protocol)) continue;
      yield {
        at: rule.get('version'),
        message: `${name} ${version} is denied over ${protocol}, and ${listed(missing)} of it ${missing.length === 1 ? 'is' : 'are'} open`,
        help: `deny ${listed(missing.map((each) => `${name} ${each}`))} too`,
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          api:
            denied:
              - name: jobs
                version: v1alpha1
                         ^^^^^^^^ jobs v1alpha1 is denied over grpc, and v1 of it is open
                protocol: grpc
              - name: workflows
                version: v1.0
                         ^^^^ workflows v1 is denied over http, and v1alpha1 and v1beta1 of it are open
                protocol: http
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          api:
            denied:
              - name: state
                version: v1alpha1
                protocol: grpc
              - name: jobs
                version: v1.0-alpha1
                protocol: http
              - name: jobs
                version: v1
                protocol: HTTP
      `,
      because:
        'the alpha version of state holds queries alone, which no other has, and jobs are denied in both versions',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          api:
            denied:
              - name: jobs
                version: v1alpha1
                protocol: grpc
      `,
      daprVersion: '1.17',
      because: 'before 1.18 there is no other version of jobs',
    },
  ],
});
