import {
  areLoadedTogether,
  defineRule,
  type Problems,
  policiesOf,
  policyTitles,
  quote,
  resilienciesIn,
  targetsOf,
  targetTitle,
  yaml,
} from '../../src/rule.ts';

export const duplicateResiliencyEntry = defineRule({
  id: 'duplicate-resiliency-entry',
  severity: 'warning',
  summary: 'Two Resiliency objects define the same policy or target',
  why: 'An app puts all that it may see together, and of equal names the one that it loads last replaces the others as a whole: which one that is nobody promises.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:299-314,433-553',
  docs: 'https://docs.dapr.io/operations/resiliency/resiliency-overview/',
  effect: 'ignored',
  facts: ['res.merge', 'res.scopes'],
  needs: ['Resiliency'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    const all = resilienciesIn(workspace, resiliency.namespace);
    for (const other of all.slice(0, all.indexOf(resiliency))) {
      if (other.name === resiliency.name || !areLoadedTogether(workspace, other, resiliency)) continue;
      const mine = [
        ...policiesOf(resiliency).map((policy) => ({
          ...policy,
          title: `${policyTitles[policy.kind]} ${quote(policy.name)}`,
        })),
        ...targetsOf(resiliency).map((target) => ({ ...target, title: targetTitle(target) })),
      ];
      const theirs = [
        ...policiesOf(other).map((policy) => ({
          ...policy,
          title: `${policyTitles[policy.kind]} ${quote(policy.name)}`,
        })),
        ...targetsOf(other).map((target) => ({ ...target, title: targetTitle(target) })),
      ];
      for (const { title, field } of mine) {
        const twin = theirs.find((each) => each.title === title);
        if (!twin || JSON.stringify(twin.field.value) === JSON.stringify(field.value)) continue;
        yield {
          at: field.key,
          message: `${title} stands in ${other.title} too, and only one of them counts`,
          help: 'remove one, or give the two objects scopes that do not meet',
          related: [{ at: twin.field.key, message: 'the other one' }],
        };
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
