import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const ignoredWorkflowCaller = defineRule({
  id: 'ignored-workflow-caller',
  severity: 'info',
  summary: 'WorkflowAccessPolicy allows an app what it may do anyway',
  why: 'An app may always use its own workflows: such calls are never checked. scopes name the apps that own the workflows, callers those that call them.',
  source: 'dapr v1.18.3 pkg/actors/targets/workflow/activity/accesspolicy.go:38',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'ignored',
  since: '1.18',
  facts: ['wfacl.self', 'wfacl.scope'],
  each: 'workflowAccessPolicy',

  *check({ body, scopes }): Problems {
    const [owner, ...others] = scopes ?? [];
    if (!owner?.text || !owner.resolved || others.length > 0) return;
    for (const caller of body
      .get('spec')
      .get('rules')
      .items.flatMap((rule) => rule.get('callers').items)) {
      const appId = caller.get('appID');
      if (appId.text !== owner.text) continue;
      yield {
        at: appId,
        message: `${quote(owner.text)} owns the workflows, and may use them without a rule`,
        help: 'name the app that calls, or remove it',
        related: [{ at: owner, message: 'the only app that the policy is for' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: WorkflowAccessPolicy
        metadata:
          name: order-workflows
        spec:
          rules:
            - callers:
                - appID: orders
                         ^^^^^^ "orders" owns the workflows, and may use them without a rule
              activities: [{ name: pay }]
        scopes:
          - orders
            ~~~~~~ the only app that the policy is for
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
            - callers:
                - appID: orders
                - appID: payments
              activities: [{ name: pay }]
        scopes: [orders, payments]
      `,
      because: 'each of the two may call the other',
    },
  ],
});
