import { defineRule, listed, type Problems, yaml } from '../../src/rule.ts';

export const missingWorkflowRules = defineRule({
  id: 'missing-workflow-rules',
  severity: 'warning',
  summary: 'WorkflowAccessPolicy allows nobody anything',
  why: 'As soon as one policy is in scope, what no rule grants is denied to every other app; a policy without rules grants nothing. Without scopes that holds for every app of the namespace.',
  source: 'dapr v1.18.3 pkg/acl/workflow/policy.go:45,111, pkg/internal/loader/kubernetes/workflowaccesspolicies.go:75',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'wrong',
  since: '1.18',
  facts: ['wfacl.norules', 'wfacl.deny', 'wfacl.scope'],
  each: 'workflowAccessPolicy',

  *check(policy): Problems {
    const rules = policy.body.get('spec').get('rules');
    if (policy.isPartial || (rules.hasValue && (!rules.isList || rules.items.length > 0))) return;
    const scopes = policy.scopes?.map(({ text = '' }) => text);
    yield {
      at: rules.key,
      message: `the policy has no rules: no other app may use the workflows of ${scopes ? listed(scopes) : 'any app in the namespace'}`,
      help: 'add rules with callers; where it is meant to deny all, suppress this finding',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: WorkflowAccessPolicy
        metadata:
          name: order-workflows
        spec:
          rules: []
          ^^^^^ the policy has no rules: no other app may use the workflows of orders
        scopes: [orders]
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: WorkflowAccessPolicy
        metadata:
          name: order-workflows
        spec:
          rules:
            - callers: [{ appID: checkout }]
              activities: [{ name: pay }]
        scopes: [orders]
      `,
      because: 'one rule is enough to allow something',
    },
  ],
});
