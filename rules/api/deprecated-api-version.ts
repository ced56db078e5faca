import { defineRule, type Problems, partialApiRules, yaml } from '../../src/rule.ts';

export const deprecatedApiVersion = defineRule({
  id: 'deprecated-api-version',
  severity: 'info',
  summary: 'List allows an early version of an API, and not the one that came after it',
  why: 'SDKs move on to the later version as soon as they know it; daprd refuses it where the list allows the early one alone.',
  source:
    'dapr v1.18.3 pkg/api/grpc/endpoints.go:29, pkg/api/http/jobs.go, http.go:284-312; v1.17.0 and v1.16.0 at the same places',
  docs: 'https://docs.dapr.io/operations/configuration/api-allowlist/',
  effect: 'fragile',
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    for (const { rule, name, protocol, version, newest } of partialApiRules(configuration, 'allowed', workspace)) {
      if (newest === undefined) continue;
      yield {
        at: rule.get('version'),
        message: `${name} ${version} is allowed over ${protocol}, and ${newest}, which came after it, is not`,
        help: `allow ${name} ${newest} too, or in its place`,
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
            allowed:
              - name: jobs
                version: v1alpha1
                         ^^^^^^^^ jobs v1alpha1 is allowed over grpc, and v1, which came after it, is not
                protocol: grpc
              - name: jobs
                version: v1.0-alpha1
                         ^^^^^^^^^^^ jobs v1alpha1 is allowed over http, and v1, which came after it, is not
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
            allowed:
              - name: publish
                version: v1
                protocol: http
              - name: lock
                version: v1alpha1
                protocol: grpc
              - name: workflows
                version: v1beta1
                protocol: grpc
              - name: workflows
                version: v1.0-alpha1
                protocol: http
              - name: workflows
                version: v1.0
                protocol: http
      `,
      because:
        'locks are there as alpha only, workflows over gRPC as beta at best, and nobody needs all early versions',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          api:
            allowed:
              - name: publish
                version: v1.0-alpha1
                protocol: http
      `,
      daprVersion: '1.16',
      because: 'bulk publishing is stable since 1.17',
    },
  ],
});
