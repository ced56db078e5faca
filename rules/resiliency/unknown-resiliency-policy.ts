import {
  appsIn,
  builtInRetries,
  closest,
  defineRule,
  didYouMean,
  type Problems,
  policyKinds,
  policyTitles,
  quote,
  respelling,
  targetsOf,
  targetTitle,
  yaml,
} from '../../src/rule.ts';

export const unknownResiliencyPolicy = defineRule({
  id: 'unknown-resiliency-policy',
  severity: 'error',
  summary: 'Target of a Resiliency names a policy that does not exist',
  why: 'A timeout, a retry, or the circuit breaker of an app or an actor that is defined nowhere is skipped without a word: the target has no such policy, and no default one either.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:624,627,630,842,845',
  docs: 'https://docs.dapr.io/operations/resiliency/targets/',
  effect: 'ignored',
  facts: ['res.target.unknown.policy', 'res.target.unknown.cb.app', 'res.merge', 'res.scopes', 'res.builtin.names'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    const { policies } = workspace;
    for (const target of targetsOf(resiliency)) {
      for (const kind of policyKinds) {
        if (kind === 'circuitBreaker' && target.group === 'components') continue;
        const use = target.field.get(kind);
        if (!use.text || !use.resolved || (kind === 'retry' && builtInRetries.includes(use.text))) continue;
        const blind = policies.blindTo(resiliency, kind, use.text);
        if (blind.length === 0) continue;
        const [other] = policies.named(kind, use.text, resiliency.namespace);
        const likely =
          (kind === 'retry' ? closest(use.text, builtInRetries) : undefined) ??
          policies.like(kind, use.text, resiliency.namespace);
        const title = `${policyTitles[kind]} ${quote(use.text)}`;
        yield {
          at: use,
          message: other
            ? `${title} is not for ${appsIn(blind)}, so ${targetTitle(target)} has none there`
            : `there is no ${title}, so ${targetTitle(target)} has none`,
          ...(other
            ? {
                help: `widen the scopes of ${other.resiliency.title}, or define the policy here`,
                related: [{ at: other.field.key, message: 'it is for the apps in the scopes of this object' }],
              }
            : {
                help: didYouMean(likely, 'define it under spec.policies'),
                ...respelling(use, likely),
              }),
          ...(!workspace.isClosed && { atMost: 'warning' as const }),
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
            retries:
              steady:
                maxRetries: 3
          targets:
            apps:
              orders:
                timeout: genral
                         ^^^^^^ there is no timeout "genral", so app "orders" has none
                retry: general
                       ^^^^^^^ there is no retry policy "general", so app "orders" has none
            components:
              cache:
                outbound:
                  retry: Steady
                         ^^^^^^ there is no retry policy "Steady", so outbound component "cache" has none
      `,
      closedWorld: true,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: policies
        spec:
          policies:
            timeouts:
              general: 5s
              ~~~~~~~ it is for the apps in the scopes of this object
          targets: {}
        scopes: [checkout]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: targets
        spec:
          policies: {}
          targets:
            apps:
              orders:
                timeout: general
                         ^^^^^^^ timeout "general" is not for "billing", so app "orders" has none there
        scopes: [checkout, billing]
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
            timeouts:
              general: 5s
          targets:
            apps:
              orders: { timeout: 'genral' }
                                 ^^^^^^^^ there is no timeout "genral", so app "orders" has none
      `,
      fixed: yaml`
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
              orders: { timeout: 'general' }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: policies
          namespace: shop
        spec:
          policies:
            timeouts:
              general: 5s
          targets: {}
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: targets
          namespace: shop
        spec:
          policies: {}
          targets:
            apps:
              orders:
                timeout: general
                retry: DaprBuiltInServiceRetries
      `,
      because:
        'policies of one Resiliency serve the targets of another that the same apps see, and some retries are built in',
    },
  ],
});
