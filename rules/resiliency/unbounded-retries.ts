import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const unboundedRetries = defineRule({
  id: 'unbounded-retries',
  severity: 'warning',
  summary: 'Retry policy has no maxRetries and never gives up',
  why: 'Without maxRetries a constant policy retries for ever, and what calls waits for ever; an exponential one gives up after 15 minutes.',
  source: 'dapr/kit v0.18.3 retry/retry.go:66 DefaultConfig, :117 NewBackOff',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/retries/',
  effect: 'fragile',
  facts: ['res.retry.max', 'res.retry.defaults'],
  each: 'resiliency',

  *check(resiliency): Problems {
    for (const [name, retry] of resiliency.body.get('spec').get('policies').get('retries').entries) {
      const policy = retry.get('policy');
      if (name.startsWith('DaprBuiltIn') || !policy.resolved || !/^(?:constant)?$/i.test(policy.text ?? '')) continue;
      if (retry.get('maxRetries').hasValue) continue;
      yield {
        at: retry.key,
        message: `${name} has no maxRetries: it retries for ever`,
        help: 'set maxRetries; -1 says that for ever is meant',
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
            retries:
              steady:
              ^^^^^^ steady has no maxRetries: it retries for ever
                policy: constant
                duration: 5s
          targets:
            apps:
              orders:
                retry: steady
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
              patient:
                duration: 5s
                maxRetries: -1
              growing:
                policy: exponential
          targets:
            apps:
              orders:
                retry: patient
              billing:
                retry: growing
      `,
      because: 'minus one says that for ever is meant, and an exponential policy ends after 15 minutes',
    },
  ],
});
