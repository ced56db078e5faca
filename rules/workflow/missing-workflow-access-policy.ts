import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingWorkflowAccessPolicy = defineRule({
  id: 'missing-workflow-access-policy',
  severity: 'off',
  summary: 'App with workflows that every other app may use',
  why: 'Access control says nothing of workflows. Without a WorkflowAccessPolicy for an app, every other app of its namespace may start, stop and purge its workflows, and run their activities.',
  source: 'dapr v1.18.3 pkg/acl/workflow/policy.go:45,111',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'insecure',
  securitySeverity: 4.3,
  facts: ['wfacl.deny'],
  since: '1.18',
  presets: { strict: 'info' },
  needs: ['Configuration', 'WorkflowAccessPolicy'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const workflow = workspace.configurationOf(app)?.spec.get('workflow');
    if (!workflow?.hasValue || workspace.daprResourcesFor(app, 'WorkflowAccessPolicy').length > 0) return;
    const others = workspace.appsIn(app.namespace);
    if (!others.slice(0, 2).some((other) => other !== app)) return;
    yield {
      at: app,
      message: `every app of the namespace may use the workflows of ${app.title}`,
      help: 'add a WorkflowAccessPolicy with the app in its scopes',
      related: [{ at: workflow.key, message: 'it has workflows' }],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: workflows
        spec:
          workflow:
          ~~~~~~~~ it has workflows
            maxConcurrentWorkflowInvocations: 100
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ^^^^^^ every app of the namespace may use the workflows of app "orders"
                dapr.io/config: workflows
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
        spec:
          selector: { matchLabels: { app: checkout } }
          template:
            metadata:
              labels: { app: checkout }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: checkout
        ---
        apiVersion: dapr.io/v1alpha1
        kind: WorkflowAccessPolicy
        metadata:
          name: payments
        spec:
          rules:
            - callers: [{ appID: orders }]
              activities: [{ name: pay }]
        scopes: [payments]
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: workflows
        spec:
          workflow:
            maxConcurrentWorkflowInvocations: 100
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/config: workflows
      `,
      because: 'an app may always use its own workflows, and there is no other one',
    },
  ],
});
