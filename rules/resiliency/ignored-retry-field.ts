import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const ignoredRetryField = defineRule({
  id: 'ignored-retry-field',
  severity: 'warning',
  summary: 'Field belongs to the other kind of retry policy',
  why: 'A constant policy waits for duration each time, an exponential one starts at half a second and grows to maxInterval: each ignores the field of the other.',
  source: 'dapr/kit v0.18.3 retry/retry.go:117 NewBackOff',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/retries/',
  effect: 'ignored',
  facts: ['res.retry.fields', 'res.retry.defaults', 'res.retry.policy'],
  each: 'resiliency',

  *check(resiliency): Problems {
    for (const [name, retry] of resiliency.body.get('spec').get('policies').get('retries').entries) {
      const policy = retry.get('policy');
      const kind = (policy.text || 'constant').toLowerCase();
      if (!policy.resolved || (kind !== 'constant' && kind !== 'exponential')) continue;
      const field = retry.get(kind === 'constant' ? 'maxInterval' : 'duration');
      if (!field.text) continue;
      yield {
        at: field.key,
        message:
          kind === 'constant'
            ? `${name} is constant and ignores maxInterval`
            : `${name} is exponential and ignores duration: it starts at 500ms`,
        help:
          kind === 'constant'
            ? 'set policy to exponential, or remove it'
            : 'set maxInterval, or set policy to constant',
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
                maxInterval: 15s
                ^^^^^^^^^^^ steady is constant and ignores maxInterval
                maxRetries: 3
              growing:
                policy: exponential
                duration: 2s
                ^^^^^^^^ growing is exponential and ignores duration: it starts at 500ms
                maxRetries: 3
          targets:
            apps:
              orders:
                retry: steady
              billing:
                retry: growing
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
              steady:
                duration: 2s
                maxRetries: 3
              growing:
                policy: EXPONENTIAL
                maxInterval: 15s
                maxRetries: 3
          targets:
            apps:
              orders:
                retry: steady
              billing:
                retry: growing
      `,
      because: 'without a policy it is constant',
    },
  ],
});
