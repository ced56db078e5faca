import { defineRule, type Field, isPathPattern, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidWorkflowPattern = defineRule({
  id: 'invalid-workflow-pattern',
  severity: 'error',
  summary: 'Pattern of a WorkflowAccessPolicy is malformed',
  why: 'daprd reads names of workflows and activities as patterns of Go, and leaves out one that it cannot read, with a warning: what it was to allow is denied.',
  source: 'dapr v1.18.3 pkg/acl/workflow/policy.go:72,87; go 1.26 src/path/match.go',
  docs: 'https://pkg.go.dev/path#Match',
  effect: 'ignored',
  since: '1.18',
  facts: ['wfacl.glob'],
  each: 'workflowAccessPolicy',

  *check({ body }): Problems {
    for (const rule of body.get('spec').get('rules').items) {
      for (const item of [...rule.get('workflows').items, ...rule.get('activities').items]) {
        const name = (item as Field<{ name: string }>).get('name');
        const { text } = name;
        if (text === undefined || !name.resolved || isPathPattern(text)) continue;
        yield {
          at: name,
          message: `name ${quote(text)} is no pattern: daprd leaves it out`,
          help: 'close each bracket around at least one character, and end with no backslash',
        };
      }
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
            - callers: [{ appID: checkout }]
              workflows:
                - name: "[order"
                        ^^^^^^^^ name "[order" is no pattern: daprd leaves it out
                  operations: [schedule]
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
              workflows:
                - name: "[a-z]*(order|return)?"
                  operations: [schedule]
              activities:
                - name: "*]"
      `,
      because: 'a closing bracket alone, parentheses and bars stand for themselves',
    },
  ],
});
