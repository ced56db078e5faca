import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const misplacedField = defineRule({
  id: 'misplaced-field',
  severity: 'error',
  summary: 'scopes or auth is written under spec',
  why: 'Both belong at the top level, beside spec. Under spec the API server drops them: the object is open to every app, and its secrets come from another store than meant.',
  source: 'dapr v1.18.3 pkg/apis/components/v1alpha1/types.go, pkg/apis/common/scoped.go',
  docs: 'https://docs.dapr.io/operations/components/component-scopes/',
  effect: 'wrong',
  securitySeverity: 5.3,
  facts: ['component.auth.position'],
  supersedes: ['unknown-field'],
  each: 'daprResource',

  *check(resource): Problems {
    const allowed: Readonly<Record<string, readonly string[]>> = {
      Component: ['scopes', 'auth'],
      HTTPEndpoint: ['scopes', 'auth'],
      Subscription: ['scopes'],
      Resiliency: ['scopes'],
      MCPServer: ['scopes'],
      WorkflowAccessPolicy: ['scopes'],
    };
    const violations = resource.violations.filter(({ code }) => code === 'unknown-field');
    for (const key of allowed[resource.kind] ?? []) {
      const violation = violations.find(
        ({ field }) => field.toString().endsWith(`spec.${key}`) && field.path.length === resource.body.path.length + 2,
      );
      if (violation) {
        yield {
          at: violation.at,
          message: `${key} is under spec, where it has no effect`,
          help: `move ${key} to the top level, beside spec`,
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata: []
          scopes:
          ^^^^^^ scopes is under spec, where it has no effect
            - orders
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes:
          - orders
      `,
      because: 'this is their place',
    },
  ],
});
