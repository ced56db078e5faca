import {
  defineRule,
  type Problems,
  policiesOf,
  quote,
  type ResiliencyShape,
  type Resource,
  yaml,
} from '../../src/rule.ts';

/** The names of the defaults that service invocation finds for a target that is not listed. */
const defaults = ['DefaultAppRetryPolicy', 'DefaultRetryPolicy'];

export const excessiveRetries = defineRule({
  id: 'excessive-retries',
  severity: 'info',
  summary: 'Retries multiply with those that are built in',
  why: 'Three retries are built into service invocation, and only a target with the bare app-id switches them off. Under a default policy, or a target that is written with its namespace, each try of the policy is up to four calls of an app that is not there.',
  source:
    'dapr v1.18.3 pkg/messaging/direct_messaging.go:235 invokeWithRetry, :192 requestAppIDAndNamespace, pkg/resiliency/resiliency.go:922 PolicyDefined',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/retries/',
  effect: 'wrong',
  covers: ['service-invocation.features'],
  facts: ['res.target.app.caller', 'res.default.names', 'res.builtin.names'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    for (const { kind, name, field } of policiesOf(resiliency)) {
      if (kind !== 'retry' || !defaults.includes(name) || !retries(resiliency, name)) continue;
      yield {
        at: field.key,
        message: `retries of ${name} multiply with the three that are built into service invocation`,
        help: 'list the apps that are called under spec.targets.apps, or count the built-in retries in',
      };
    }
    for (const [name, target] of resiliency.body.get('spec').get('targets').get('apps').entries) {
      const retry = target.get('retry');
      if (!/^[^.:/]+\.[^.:/]+$/.test(name) || !retry.text || !retry.resolved) continue;
      const [appId = ''] = name.split('.');
      if (workspace.policies.targets('apps', appId, resiliency.namespace).length > 0) continue;
      const policy = workspace.policies.seenWith(resiliency, 'retry', retry.text);
      if (!policy || !retries(policy.resiliency, retry.text)) continue;
      yield {
        at: retry,
        message: `retries of calls to ${quote(name)} multiply with the three that are built into service invocation`,
        help: `list ${quote(appId)} too, which switches the built-in ones off`,
        related: [{ at: policy.field.key, message: 'the policy' }],
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
              DefaultRetryPolicy:
              ^^^^^^^^^^^^^^^^^^ retries of DefaultRetryPolicy multiply with the three that are built into service invocation
                maxRetries: 5
              steady:
              ~~~~~~ the policy
                maxRetries: 10
          targets:
            apps:
              billing.finance:
                retry: steady
                       ^^^^^^ retries of calls to "billing.finance" multiply with the three that are built into service invocation
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
                maxRetries: 10
              never:
                maxRetries: 0
              DefaultComponentOutboundRetryPolicy:
                maxRetries: 3
          targets:
            apps:
              billing:
                retry: steady
              billing.finance:
                retry: steady
              orders.shop:
                retry: never
      `,
      because:
        'a target with the bare app-id switches the built-in retries off for both names, and a policy may not retry',
    },
  ],
});

/** Whether a policy of an object tries more than once. */
const retries = ({ body }: Resource<ResiliencyShape>, name: string): boolean =>
  body.get('spec').get('policies').get('retries').get(name).get('maxRetries').number !== 0;
