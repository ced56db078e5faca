import { areLoadedTogether, defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

const isEqual = (a: Field, b: Field): boolean => JSON.stringify(a.value) === JSON.stringify(b.value);

export const duplicateResiliencyEntry = defineRule({
  id: 'duplicate-resiliency-entry',
  severity: 'warning',
  summary: 'Two Resiliency objects define the same policy or target',
  why: 'An app puts all that it may see together, and of equal names the one that it loads last replaces the others as a whole: which one that is nobody promises.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:299-314,433-553',
  docs: 'https://docs.dapr.io/operations/resiliency/resiliency-overview/',
  effect: 'ignored',
  facts: ['res.merge', 'res.scopes'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    for (const entry of workspace.policies.in(resiliency)) {
      for (const other of workspace.policies.before(entry)) {
        // The same object twice is another matter, and of equal entries any may count.
        if (other.resiliency.name === resiliency.name || isEqual(other.field, entry.field)) break;
        if (!areLoadedTogether(workspace, other.resiliency, resiliency)) continue;
        yield {
          at: entry.field.key,
          message: `${entry.title} stands in ${other.resiliency.title} too, and only one of them counts`,
          help: 'remove one, or give the two objects scopes that do not meet',
          related: [{ at: other.field.key, message: 'the other one' }],
        };
        break;
      }
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
              ~~~~~~~ the other one
          targets:
            apps:
              orders:
                timeout: general
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: stores
        spec:
          policies:
            timeouts:
              general: 60s
              ^^^^^^^ timeout "general" stands in Resiliency "calls" too, and only one of them counts
          targets:
            components:
              cache:
                outbound:
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
              general: 5s
          targets:
            apps:
              orders:
                timeout: general
        scopes:
          - shop
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: stores
        spec:
          policies:
            timeouts:
              general: 60s
          targets:
            apps:
              orders:
                timeout: general
        scopes:
          - billing
      `,
      because: 'no app sees both',
    },
  ],
});
