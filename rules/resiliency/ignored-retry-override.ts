import { builtInRetries, defineRule, type Problems, yaml } from '../../src/rule.ts';

export const ignoredRetryOverride = defineRule({
  id: 'ignored-retry-override',
  severity: 'warning',
  summary: 'Built-in retry policy is not overridden as written',
  why: 'daprd keeps at least three retries where it needs them for itself, and does not let go of its policy for actors that are not found; it says so in its log only.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:450-468',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/retries/override-default-retries/',
  effect: 'ignored',
  facts: ['res.retry.builtin.min', 'res.retry.builtin.protected', 'res.builtin.names', 'res.retry.max'],
  each: 'resiliency',

  *check(resiliency): Problems {
    for (const [name, retry] of resiliency.body.get('spec').get('policies').get('retries').entries) {
      if (!builtInRetries.includes(name)) continue;
      const count = retry.get('maxRetries');
      if (name === 'DaprBuiltInActorNotFoundRetries') {
        yield { at: retry.key, message: `${name} cannot be overridden`, help: 'remove it' };
      } else if (count.exists ? count.number !== undefined && count.number < 3 : true) {
        yield {
          at: count.exists ? count : retry.key,
          message: count.exists
            ? `${name} retries 3 times, not ${count.number === -1 ? 'for ever' : count.number}`
            : `${name} retries 3 times, as maxRetries is missing`,
          help: 'write 3 or more',
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
            retries:
              DaprBuiltInServiceRetries:
                policy: constant
                duration: 1s
                maxRetries: 0
                            ^ DaprBuiltInServiceRetries retries 3 times, not 0
              DaprBuiltInActorRetries:
                policy: constant
                maxRetries: -1
                            ^^ DaprBuiltInActorRetries retries 3 times, not for ever
              DaprBuiltInActorNotFoundRetries:
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ DaprBuiltInActorNotFoundRetries cannot be overridden
                maxRetries: 10
          targets: {}
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
              DaprBuiltInServiceRetries:
                maxRetries: 3
              none:
                maxRetries: 0
          targets:
            apps:
              orders:
                retry: none
      `,
      because: 'to switch retries off for an app, a policy of another name is right',
    },
  ],
});
