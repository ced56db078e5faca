import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const unsupportedField = defineRule({
  id: 'unsupported-field',
  severity: 'warning',
  summary: 'Field came with a later Dapr',
  why: 'The CRDs of the chosen Dapr version do not have the field: the API server drops it, and the setting has no effect.',
  source: 'dapr v1.12.5 to v1.18.3 charts/dapr/crds/*.yaml, compared with each other',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'ignored',
  facts: ['httpep.since'],
  each: 'daprResource',
  presets: { strict: 'error' },

  *check(resource, { workspace }): Problems {
    for (const { code, at, message, since } of resource.violations) {
      if (code !== 'later-field') continue;
      yield {
        at,
        message: `${message}; you lint for ${workspace.world.daprVersion}`,
        help: `upgrade Dapr to ${since}, or remove the field`,
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: appconfig
        spec:
          metrics:
            enabled: true
            recordErrorCodes: true
            ^^^^^^^^^^^^^^^^ spec.metrics.recordErrorCodes needs Dapr 1.15; you lint for 1.14
          workflow:
          ^^^^^^^^ spec.workflow needs Dapr 1.15; you lint for 1.14
            maxConcurrentWorkflowInvocations: many
      `,
      daprVersion: '1.14',
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: resilience
        spec:
          policies:
            retries:
              important:
                policy: constant
                duration: 5s
                maxRetries: 10
                matching:
                ^^^^^^^^ spec.policies.retries.important.matching needs Dapr 1.15; you lint for 1.14.4
                  httpStatusCodes: 429,500-599
          targets:
            apps:
              orders:
                retry: important
      `,
      daprVersion: '1.14.4',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: appconfig
        spec:
          workflow:
            globalMaxConcurrentWorkflowInvocations: 100
      `,
      because: '1.18 means its newest patch, and this came with 1.18.1',
      daprVersion: '1.18',
    },
  ],
});
