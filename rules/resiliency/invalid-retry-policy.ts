import {
  closest,
  defineRule,
  didYouMean,
  faultOfStatusCodes,
  type Problems,
  quote,
  respell,
  respelling,
  yaml,
} from '../../src/rule.ts';

export const invalidRetryPolicy = defineRule({
  id: 'invalid-retry-policy',
  severity: 'error',
  summary: 'Retry policy has a kind or status codes that do not exist',
  why: 'daprd logs an error at one bad policy and applies none of the targets of that Resiliency.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:443, retry.go:153; dapr/kit v0.18.3 retry/retry.go:195',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/retries/',
  effect: 'rejected',
  facts: ['res.invalid.resource', 'res.retry.policy', 'res.retry.matching.syntax', 'res.retry.matching.absent'],
  each: 'resiliency',

  *check(resiliency): Problems {
    for (const [name, retry] of resiliency.body.get('spec').get('policies').get('retries').entries) {
      const policy = retry.get('policy');
      if (policy.text && policy.resolved && !/^(?:constant|exponential)$/i.test(policy.text)) {
        const likely = closest(policy.text, ['constant', 'exponential']);
        yield {
          at: policy,
          message: `${name} is ${quote(policy.text)}, which is no kind of retry: nothing of this Resiliency is applied`,
          help: didYouMean(likely, 'write constant or exponential'),
          ...respelling(policy, likely),
        };
      }
      // This one cannot be overridden, and daprd does not look at its codes.
      if (name === 'DaprBuiltInActorNotFoundRetries') continue;
      const matching = retry.get('matching');
      const codes = [
        { field: matching.get('httpStatusCodes'), protocol: 'HTTP' },
        { field: matching.get('gRPCStatusCodes'), protocol: 'gRPC' },
      ] as const;
      for (const { field, protocol } of codes) {
        const fault = field.text && field.resolved ? faultOfStatusCodes(field.text, protocol) : undefined;
        if (fault === undefined) continue;
        const spaceless = field.text?.replaceAll(' ', '') ?? '';
        yield {
          at: field,
          message: `the status codes of ${name} ${fault}: nothing of this Resiliency is applied`,
          help: `write ${protocol === 'HTTP' ? '429,500-599' : '4,8,13-14'} or the like, without spaces`,
          ...(faultOfStatusCodes(spaceless, protocol) === undefined && {
            fix: { title: 'Remove the spaces', edits: [respell(field, spaceless)] },
          }),
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
              growing:
                policy: exponental
                        ^^^^^^^^^^ growing is "exponental", which is no kind of retry: nothing of this Resiliency is applied
                maxRetries: 5
              picky:
                maxRetries: 3
                matching:
                  httpStatusCodes: 429, 500-599
                                   ^^^^^^^^^^^^ the status codes of picky hold a space in " 500-599": nothing of this Resiliency is applied
                  gRPCStatusCodes: "14-17"
                                   ^^^^^^^ the status codes of picky hold 14-17, where codes of gRPC from 0 to 16 are wanted: nothing of this Resiliency is applied
          targets:
            apps:
              orders:
                retry: growing
              billing:
                retry: picky
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            retries:
              growing:
                policy: exponental
                        ^^^^^^^^^^ growing is "exponental", which is no kind of retry: nothing of this Resiliency is applied
                maxRetries: 5
                matching:
                  httpStatusCodes: 429, 500-599
                                   ^^^^^^^^^^^^ the status codes of growing hold a space in " 500-599": nothing of this Resiliency is applied
          targets:
            apps:
              orders: { retry: growing }
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            retries:
              growing:
                policy: exponential
                maxRetries: 5
                matching:
                  httpStatusCodes: "429,500-599"
          targets:
            apps:
              orders: { retry: growing }
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
              growing:
                policy: Exponential
                maxRetries: 5
              picky:
                maxRetries: 3
                matching:
                  httpStatusCodes: "429,,500-599,"
          targets:
            apps:
              orders:
                retry: growing
              billing:
                retry: picky
      `,
      because: 'letter case does not matter, nor do commas without a code; a protocol without codes retries on all',
    },
  ],
});
