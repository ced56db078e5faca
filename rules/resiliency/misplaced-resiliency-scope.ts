import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const misplacedResiliencyScope = defineRule({
  id: 'misplaced-resiliency-scope',
  severity: 'warning',
  summary: 'Resiliency for calls of an app is in the scope of that app alone',
  why: 'The policies of an app target act in the sidecar of the caller. With the called app as the only scope they act for the calls that it makes to itself.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:1070 filterResiliencyConfigs, pkg/api/http/directmessaging.go:134',
  docs: 'https://docs.dapr.io/operations/resiliency/targets/#apps',
  effect: 'ignored',
  facts: ['res.target.app.caller', 'res.scopes'],
  each: 'resiliency',

  *check(resiliency): Problems {
    const [scope, ...others] = resiliency.scopes ?? [];
    if (!scope?.text || !scope.resolved || others.length > 0) return;
    const target = resiliency.body.get('spec').get('targets').get('apps').get(scope.text);
    if (!target.exists) return;
    yield {
      at: target.key,
      message: `the policies for calls of ${quote(scope.text)} are for ${quote(scope.text)} alone, not for those that call it`,
      help: 'write the apps that call it into scopes, or remove scopes',
      related: [{ at: scope, message: 'the only app that uses this object' }],
    };
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
          targets:
            apps:
              orders:
              ^^^^^^ the policies for calls of "orders" are for "orders" alone, not for those that call it
                timeout: general
        scopes:
          - orders
            ~~~~~~ the only app that uses this object
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
              billing:
                timeout: general
            actors:
              orders:
                timeout: general
        scopes: [orders]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: more-calls
        spec:
          policies:
            timeouts:
              long: 50s
          targets:
            apps:
              orders:
                timeout: long
        scopes: [orders, billing]
      `,
      because: 'the app calls another one, and the second object is for another caller too',
    },
  ],
});
