import { defineRule, type Problems, yaml } from '../../src/rule.ts';

const limits = [
  'maxConcurrentWorkflowInvocations',
  'maxConcurrentActivityInvocations',
  'globalMaxConcurrentWorkflowInvocations',
  'globalMaxConcurrentActivityInvocations',
] as const;

export const ignoredWorkflowLimit = defineRule({
  id: 'ignored-workflow-limit',
  severity: 'warning',
  summary: 'Limit of workflows that limits nothing',
  why: 'Dapr takes a limit of zero or less for no limit at all, and skips a limit that lacks a name or a number.',
  source:
    'dapr v1.18.3 pkg/config/configuration.go WorkflowSpec, pkg/runtime/scheduler/internal/cluster/cluster.go:145',
  docs: 'https://docs.dapr.io/operations/configuration/configuration-overview/',
  effect: 'ignored',
  facts: ['cfg.workflow.limits'],
  each: 'configuration',

  *check(configuration): Problems {
    const workflow = configuration.spec.get('workflow');
    for (const name of limits) {
      const limit = workflow.get(name);
      if (limit.number === undefined || limit.number > 0) continue;
      yield {
        at: limit,
        message: `${limit.written} stands for no limit`,
        help: 'write a number above zero, or remove it',
      };
    }
    const named = [
      ...workflow.get('workflowConcurrencyLimits').items,
      ...workflow.get('activityConcurrencyLimits').items,
    ];
    for (const limit of named) {
      const [name, most] = [limit.get('name'), limit.get('maxConcurrent')];
      if (!name.resolved || !most.resolved || (name.text && (most.number ?? 0) > 0)) continue;
      const missing = name.text ? 'maxConcurrent above zero' : 'name';
      yield {
        at: name.text && most.exists ? most : limit,
        message: `the limit has no ${missing}, and is skipped`,
        help: `add ${missing}`,
      };
    }
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
            maxConcurrentWorkflowInvocations: 0
                                              ^ 0 stands for no limit
            workflowConcurrencyLimits:
              - name: checkout
                maxConcurrent: -1
                               ^^ the limit has no maxConcurrent above zero, and is skipped
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
            maxConcurrentWorkflowInvocations: 1
            workflowConcurrencyLimits:
              - name: checkout
                maxConcurrent: 20
      `,
      because: 'one at a time is a limit',
    },
  ],
});
