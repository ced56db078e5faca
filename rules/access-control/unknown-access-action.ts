import { closest, defineRule, didYouMean, type Problems, quote, respelling, yaml } from '../../src/rule.ts';

const actions = ['allow', 'deny'];

export const unknownAccessAction = defineRule({
  id: 'unknown-access-action',
  severity: 'error',
  summary: 'Access is neither allowed nor denied by name',
  why: 'Every action but allow, in any letter case, denies without a word.',
  source: 'dapr v1.18.3 pkg/acl/acl.go:270 isActionAllowed',
  docs: 'https://docs.dapr.io/operations/configuration/invoke-allowlist/',
  effect: 'wrong',
  facts: ['cfg.acl.action.values'],
  each: 'configuration',

  *check(configuration): Problems {
    const fields = [
      configuration.spec.get('accessControl').get('defaultAction'),
      ...configuration.accessPolicies.flatMap((policy) => [
        policy.get('defaultAction'),
        ...policy.get('operations').items.map((operation) => operation.get('action')),
      ]),
    ];
    for (const field of fields) {
      if (!field.text || !field.resolved || actions.includes(field.text.toLowerCase())) continue;
      const likely = closest(field.text, actions);
      yield {
        at: field,
        message: `${quote(field.text)} is neither allow nor deny: it denies`,
        help: didYouMean(likely, 'write allow or deny'),
        ...respelling(field, likely),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: permit
                           ^^^^^^ "permit" is neither allow nor deny: it denies
            trustDomain: public
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                defaultAction: deny
                operations:
                  - name: /orders
                    httpVerb: [GET]
                    action: alow
                            ^^^^ "alow" is neither allow nor deny: it denies
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: deny
            trustDomain: public
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                defaultAction: deny
                operations:
                  - name: /orders
                    httpVerb: [GET]
                    action: "alow" # checkout only
                            ^^^^^^ "alow" is neither allow nor deny: it denies
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: deny
            trustDomain: public
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                defaultAction: deny
                operations:
                  - name: /orders
                    httpVerb: [GET]
                    action: "allow" # checkout only
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: Deny
            trustDomain: public
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                defaultAction: ALLOW
      `,
      because: 'letter case does not matter here, unlike with verbs',
    },
  ],
});
