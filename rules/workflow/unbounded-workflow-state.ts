import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const unboundedWorkflowState = defineRule({
  id: 'unbounded-workflow-state',
  severity: 'off',
  summary: 'State of finished workflows is kept for ever',
  why: 'Without a retention policy daprd keeps the history of each finished workflow in the state store until somebody purges it.',
  source: 'dapr v1.18.3 pkg/actors/targets/workflow/orchestrator/run.go:576, pkg/runtime/wfengine/wfengine.go:132',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/workflow/workflow-architecture/',
  effect: 'fragile',
  since: '1.17',
  presets: { production: 'info', strict: 'warning' },
  each: 'configuration',

  *check(configuration): Problems {
    const workflow = configuration.spec.get('workflow');
    if (configuration.resource.isPartial || !workflow.isMap) return;
    const policy = workflow.get('stateRetentionPolicy');
    if (policy.exists && (!policy.isMap || policy.entries.length > 0)) return;
    yield {
      at: policy.exists ? policy.key : workflow.key,
      message: `${configuration.title} keeps the state of finished workflows for ever`,
      help: 'set stateRetentionPolicy, unless the app purges its workflows itself',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          workflow:
          ^^^^^^^^ Configuration "orders" keeps the state of finished workflows for ever
            maxConcurrentWorkflowInvocations: 32
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          workflow:
            stateRetentionPolicy:
              completed: 24h
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: carts
        spec:
          tracing:
            samplingRate: "0.1"
      `,
      because: 'failed workflows may be kept to be looked at, and the other Configuration says nothing of workflows',
    },
  ],
});
