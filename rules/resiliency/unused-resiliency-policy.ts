import {
  builtInRetries,
  defaultNames,
  defineRule,
  type Problems,
  policiesOf,
  policyTitles,
  quote,
  yaml,
} from '../../src/rule.ts';

export const unusedResiliencyPolicy = defineRule({
  id: 'unused-resiliency-policy',
  severity: 'info',
  summary: 'Resiliency policy is used by no target',
  why: 'A policy acts only where a target names it, or where it has one of the names that are defaults.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:620-660',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/default-policies/',
  effect: 'ignored',
  facts: ['res.merge', 'res.default.names', 'res.builtin.names'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    for (const { kind, name, field } of policiesOf(resiliency)) {
      if (workspace.policies.uses({ kind, name }, resiliency.namespace).length > 0) continue;
      if (defaultNames(kind).includes(name) || (kind === 'retry' && builtInRetries.includes(name))) continue;
      yield {
        at: field.key,
        message: `no target uses the ${policyTitles[kind]} ${quote(name)}`,
        help: 'name it under spec.targets, or remove it',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              general: 5s
              long: 60s
              ^^^^ no target uses the timeout "long"
          targets:
            apps:
              orders:
                timeout: general
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              DefaultTimeoutPolicy: 30s
            retries:
              DefaultPubsubComponentInboundRetryPolicy:
                maxRetries: 3
              DaprBuiltInServiceRetries:
                maxRetries: 10
          targets: {}
      `,
      because: 'these names are found without a target',
    },
  ],
});
