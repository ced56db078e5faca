import {
  builtInRetries,
  closest,
  defaultNames,
  defineRule,
  didYouMean,
  type Problems,
  policiesOf,
  policyKinds,
  policyTitles,
  quote,
  respelling,
  yaml,
} from '../../src/rule.ts';

const looksImplicit = /^(?:Default.*Policy|DaprBuiltIn.*)$/i;

export const misspeltDefaultPolicy = defineRule({
  id: 'misspelt-default-policy',
  severity: 'warning',
  summary: 'Resiliency policy is almost named like a default',
  why: 'Default and built-in policies are found by their exact names. One that is spelt otherwise, or stands among policies of another kind, acts for nothing that does not name it.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:50-57,944-1001,1087-1109',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/default-policies/',
  effect: 'ignored',
  facts: ['res.default.names', 'res.builtin.names'],
  supersedes: ['unused-resiliency-policy'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    for (const { kind, name, field } of policiesOf(resiliency)) {
      const names = [...defaultNames(kind), ...(kind === 'retry' ? builtInRetries : [])];
      if (!looksImplicit.test(name) || names.includes(name)) continue;
      if (workspace.policies.uses({ kind, name }, resiliency.namespace).length > 0) continue;
      const proper = policyKinds.find((other) => defaultNames(other).includes(name));
      const likely = proper ? undefined : closest(name, names);
      const isFree = !policiesOf(resiliency).some((other) => other.kind === kind && other.name === likely);
      yield {
        at: field.key,
        message: proper
          ? `${quote(name)} is the name of a default ${policyTitles[proper]}, and this is a ${policyTitles[kind]}`
          : `${quote(name)} is the name of no default ${policyTitles[kind]}`,
        help: proper
          ? `move it to the ${policyTitles[proper]} policies`
          : didYouMean(likely, 'name it in a target, or give it the exact name of a default'),
        ...(isFree && !field.isAliased && respelling(field.key, likely)),
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
              DefaultRetryPolicy: 5s
              ^^^^^^^^^^^^^^^^^^ "DefaultRetryPolicy" is the name of a default retry policy, and this is a timeout
            retries:
              DefaultPubSubComponentInboundRetryPolicy:
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "DefaultPubSubComponentInboundRetryPolicy" is the name of no default retry policy
                maxRetries: 3
              DaprBuiltInServiceRetry:
              ^^^^^^^^^^^^^^^^^^^^^^^ "DaprBuiltInServiceRetry" is the name of no default retry policy
                maxRetries: 5
          targets: {}
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            retries:
              DaprBuiltInServiceRetry:
              ^^^^^^^^^^^^^^^^^^^^^^^ "DaprBuiltInServiceRetry" is the name of no default retry policy
                maxRetries: 5
          targets:
            apps: {}
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            retries:
              DaprBuiltInServiceRetries:
                maxRetries: 5
          targets:
            apps: {}
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
            retries:
              DefaultRetryPolicy:
                maxRetries: 3
              DefaultStatestoreComponentOutboundRetryPolicy:
                maxRetries: 3
              defaultSlowPolicy:
                maxRetries: 30
          targets:
            apps:
              orders:
                retry: defaultSlowPolicy
      `,
      because: 'a policy that a target names may be called anything',
    },
  ],
});
